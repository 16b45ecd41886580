/**
 * Program: what people run today over a migrations folder. Starts the same server, then drizzle-kit's `check` and `migrate` one
 * after the other, as CI would. `generate` is left out: it needs the TypeScript schema, which the histories come without.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setAssetRoot } from '../../src/assets.js';
import { startServer } from '../../src/postgres/servers/start-server.js';

const [folder = ''] = process.argv.slice(2);
setAssetRoot(resolve('build/src'));
await using server = await startServer({
  provider: 'local',
  version: null,
  image: null,
  givenUrl: null,
  extensions: [],
});
await using database = await server.createDatabase();
const sql = await database.connect();
const [row] = await sql<{ host: string }[]>`SELECT current_setting('unix_socket_directories') AS host`;
const dbCredentials = { host: row?.host, user: 'postgres', database: database.name, ssl: false };
// Below the repository, so that drizzle-kit and its driver are found.
const place = mkdtempSync(resolve('build/today-'));
try {
  const config = { dialect: 'postgresql', out: 'drizzle', schema: './schema.ts', dbCredentials };
  cpSync(folder, join(place, 'drizzle'), { recursive: true }); // `out` has to be relative.
  writeFileSync(join(place, 'drizzle.config.json'), JSON.stringify(config));
  for (const command of ['check', 'migrate']) {
    const kit = resolve('node_modules/drizzle-kit/bin.cjs');
    execFileSync(process.execPath, [kit, command, '--config', 'drizzle.config.json'], {
      cwd: place,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
} finally {
  rmSync(place, { recursive: true, force: true });
}

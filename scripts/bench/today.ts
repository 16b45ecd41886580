/**
 * Program: what people run today over a migrations folder. Starts the same server, then drizzle-kit's `check`, `generate` and
 * `migrate` and, where it is installed, squawk, one after the other, as CI would; prints what it ran. The histories come
 * without their TypeScript schema, so `generate` loads an empty one, which is less than it has to do in a project.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setAssetRoot } from '../../src/assets.js';
import { startServer } from '../../src/postgres/servers/start-server.js';
import { SQUAWK } from './judging.js';

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
  const settings = { dialect: 'postgresql', out: 'drizzle', schema: './schema.ts', dbCredentials };
  cpSync(folder, join(place, 'drizzle'), { recursive: true }); // `out` has to be relative.
  writeFileSync(join(place, 'drizzle.config.json'), JSON.stringify(settings));
  writeFileSync(join(place, 'schema.ts'), 'export {};\n');
  const run = (program: string, ...args: readonly string[]): void => {
    execFileSync(process.execPath, [program, ...args], { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] });
  };
  const kit = resolve('node_modules/drizzle-kit/bin.cjs');
  const config = ['--config', 'drizzle.config.json'];
  run(kit, 'check', ...config);
  const files = readdirSync(join(place, 'drizzle')).flatMap((name) => (name.endsWith('.sql') ? `drizzle/${name}` : []));
  // It ends with 1 where it has something to say.
  if (existsSync(SQUAWK)) spawnSync(resolve(SQUAWK), files, { cwd: place, stdio: 'ignore' });
  run(kit, 'migrate', ...config);
  run(kit, 'generate', ...config); // Last, for it writes a migration.
  console.log(`drizzle-kit check, migrate, generate${existsSync(SQUAWK) ? '; squawk' : ''}`);
} finally {
  rmSync(place, { recursive: true, force: true });
}

/**
 * Program: what people run today over a migrations folder. Starts PostgreSQL as it comes, then drizzle-kit's `check`, `generate`
 * and `migrate` and, where it is installed, squawk, one after the other, as CI would; prints what it ran and how long each took.
 * The histories come without their TypeScript schema, so `generate` loads an empty one, which is less than it has to do in
 * a project.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { SQUAWK } from './judging.js';
import { startPlain } from './plain-server.js';

const [folder = ''] = process.argv.slice(2);
const parts: string[] = [];
// Below the repository, so that drizzle-kit and its driver are found.
const place = mkdtempSync(resolve('build/today-'));
try {
  using server = timed('initdb and start', startPlain);
  const dbCredentials = { host: server.directory, user: 'postgres', database: 'postgres', ssl: false };
  const settings = { dialect: 'postgresql', out: 'drizzle', schema: './schema.ts', dbCredentials };
  cpSync(folder, join(place, 'drizzle'), { recursive: true }); // `out` has to be relative.
  writeFileSync(join(place, 'drizzle.config.json'), JSON.stringify(settings));
  writeFileSync(join(place, 'schema.ts'), 'export {};\n');
  runKit('check');
  const files = readdirSync(join(place, 'drizzle')).flatMap((name) => (name.endsWith('.sql') ? `drizzle/${name}` : []));
  // It ends with 1 where it has something to say.
  if (existsSync(SQUAWK)) timed('squawk', () => spawnSync(resolve(SQUAWK), files, { cwd: place, stdio: 'ignore' }));
  runKit('migrate');
  runKit('generate'); // Last, for it writes a migration.
  console.log(parts.join(', '));
} finally {
  rmSync(place, { recursive: true, force: true });
}

function runKit(command: string): void {
  const argv = [resolve('node_modules/drizzle-kit/bin.cjs'), command, '--config', 'drizzle.config.json'];
  timed(`drizzle-kit ${command}`, () => {
    execFileSync(process.execPath, argv, { cwd: place, stdio: ['ignore', 'ignore', 'inherit'] });
  });
}

function timed<T>(name: string, work: () => T): T {
  const start = performance.now();
  const result = work();
  parts.push(`${name} ${((performance.now() - start) / 1000).toFixed(2)} s`);
  return result;
}

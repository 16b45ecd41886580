/**
 * Program: the floor without any of the gate's settings. `initdb`, `pg_ctl start`, the whole SQL by one psql, `pg_ctl stop`, all
 * as PostgreSQL comes, on disk. Leaves the data directory to whoever has made its cache folder: removing it takes as long again.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { migrationsOf } from '../../src/model/history.js';
import { chooseAccount } from '../../src/postgres/servers/account.js';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';
import { readHistory } from '../../src/project/history/read-history.js';

const [folder = ''] = process.argv.slice(2);
const directory = findBinaries(null)?.directory;
if (directory === undefined) {
  console.error('no PostgreSQL is installed');
  process.exit(2);
}
const account = chooseAccount();
const parent = process.env['XDG_CACHE_HOME'] ?? tmpdir();
if (account !== null) chmodSync(parent, 0o755);
const place = mkdtempSync(join(parent, 'plain-'));
if (account !== null) chownSync(place, account.uid, account.gid);
const [data, script] = [join(place, 'data'), join(place, 'all.sql')];
const run = (program: string, ...args: readonly string[]): void => {
  execFileSync(join(directory, program), args, { cwd: place, stdio: 'ignore', ...account });
};
const history = await readHistory(resolve(folder), process.cwd());
// Some histories change rows of the tracker.
const tracker =
  'CREATE SCHEMA drizzle; CREATE TABLE drizzle.__drizzle_migrations (id serial, hash text, created_at bigint);';
const chunks = migrationsOf(history).flatMap((migration) => migration.chunks.map(({ text }) => `${text};`));
writeFileSync(script, [tracker, ...chunks].join('\n'));
run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust');
run('pg_ctl', '-D', data, '-w', '-l', join(place, 'log'), '-o', `-k ${place} -c listen_addresses=`, 'start');
run('psql', '-q', '-h', place, '-U', 'postgres', '-f', script);
run('pg_ctl', '-D', data, '-m', 'fast', 'stop');

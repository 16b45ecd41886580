/** Program: the floor without any of the gate's settings. Starts PostgreSQL as it comes, runs the whole SQL by one psql, stops. */
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { migrationsOf } from '../../src/model/history.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { startPlain } from './plain-server.js';

const [folder = ''] = process.argv.slice(2);
using server = startPlain();
const script = join(server.directory, 'all.sql');
const history = await readHistory(resolve(folder), process.cwd());
// Some histories change rows of the tracker.
const tracker =
  'CREATE SCHEMA drizzle; CREATE TABLE drizzle.__drizzle_migrations (id serial, hash text, created_at bigint);';
const chunks = migrationsOf(history).flatMap((migration) => migration.chunks.map(({ text }) => `${text};`));
writeFileSync(script, [tracker, ...chunks].join('\n'));
server.run('psql', '-q', '-h', server.directory, '-U', 'postgres', '-f', script);

/** What it costs to read the catalog of a thousand tables, and to compare two of them. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type postgres from 'postgres';
import { setAssetRoot } from '../../src/assets.js';
import { compareCatalogs } from '../../src/compare/compare-catalogs.js';
import type { EphemeralDatabase } from '../../src/model/server.js';
import { readCatalog } from '../../src/postgres/catalog/read-catalog.js';
import { startServer } from '../../src/postgres/servers/start-server.js';

const TABLES = 1000;
const ONE_TABLE = `
  CREATE TABLE orders_%1$s (
    id serial PRIMARY KEY, number varchar(20) NOT NULL UNIQUE, parent_id integer REFERENCES orders_%1$s,
    status text NOT NULL DEFAULT 'open', total numeric(12, 2) NOT NULL DEFAULT 0 CHECK (total >= 0),
    placed_at timestamptz NOT NULL DEFAULT now(), note text);
  CREATE INDEX ON orders_%1$s (status, placed_at);`;

/** The schema comparison of npm that runs on any PostgreSQL; not installed by `npm ci`. */
const MIGRA = 'node_modules/.bin/migra';

/** Prints a row for the gate, and one for migra where `npm install --no-save @pgkit/migra` put it there; medians. */
export async function benchmarkCatalog(runs: number): Promise<void> {
  setAssetRoot(resolve('build/src'));
  const options = { provider: 'local', version: null, image: null, givenUrl: null, extensions: [] } as const;
  await using server = await startServer(options);
  await using left = await server.createDatabase();
  await using right = await server.createDatabase();
  const [one, other] = [await fill(left), await fill(right)];
  const [row] = await one<{ host: string }[]>`SELECT current_setting('unix_socket_directories') AS host`;
  console.log('\n| two databases of 1,000 tables | read both, ms | compare, ms |\n| --- | --: | --: |');
  const [before, after] = [await readCatalog(one), await readCatalog(other)];
  const reading = await median(runs, () => readCatalog(one));
  const comparing = await median(runs, async () => compareCatalogs(before, after, 'all'));
  console.log(`| drizzle-gatekeeper, one after the other | ${(2 * reading).toFixed(0)} | ${comparing.toFixed(0)} |`);
  if (!existsSync(MIGRA)) {
    console.warn('migra is not timed: npm install --no-save @pgkit/migra');
    return;
  }
  const urls = [left, right].map(({ name }) => `postgresql://postgres@localhost/${name}?host=${row?.host}`);
  const both = await median(runs, async () => execFileSync(MIGRA, ['run', ...urls, '--unsafe']));
  console.log(`| @pgkit/migra | ${both.toFixed(0)} with the comparison | |`);
}

async function fill(database: EphemeralDatabase): Promise<postgres.Sql> {
  const sql = await database.connect();
  await sql.unsafe(`DO $$ BEGIN
    FOR i IN 1..${TABLES} LOOP EXECUTE format($q$${ONE_TABLE}$q$, i); END LOOP;
  END $$`);
  return sql;
}

/** Milliseconds. */
async function median(runs: number, work: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times.sort((one, other) => one - other)[Math.floor(runs / 2)] ?? Number.NaN;
}

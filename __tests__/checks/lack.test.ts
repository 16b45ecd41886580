/** What the server says of an object that a platform or an extension provides; the words are Postgres's own. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import { hintForLack, lackOf, type Lack } from '../../src/checks/replay/lack.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { toServerError } from '../../src/postgres/server-error.js';
import { startAtHand } from '../postgres/servers-at-hand.js';

let server: EphemeralServer;
let sql: postgres.Sql;
beforeAll(async () => {
  server = await startAtHand('embedded', ['cube']);
  sql = await (await server.createDatabase()).connect();
  await sql.unsafe('CREATE TABLE orders (id integer, note text, owner uuid)');
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

/** What is lacking, in a word; null: the cause is in the statement. */
async function lackBy(statement: string): Promise<string | null> {
  const lack = await lackAfter(statement);
  if (lack === null) return null;
  return lack.kind === 'platform' ? lack.platform : `${lack.extension}${lack.isAvailable ? '' : ', not available'}`;
}

async function lackAfter(statement: string): Promise<Lack | null> {
  const refused = await sql.unsafe(statement).catch((error: unknown) => toServerError(error));
  if (refused === null || !('sqlstate' in refused)) throw new Error(`the server takes ${statement}`);
  return lackOf({ error: refused, statement });
}

test.each([
  ['CREATE POLICY own ON orders USING (owner = auth.uid())', 'supabase'],
  ['CREATE POLICY own ON orders TO authenticated USING (true)', 'supabase'],
  ['ALTER TABLE orders ADD FOREIGN KEY (owner) REFERENCES auth.users (id)', 'supabase'],
  ['INSERT INTO storage.buckets (id) VALUES (1)', 'supabase'],
  ['CREATE EXTENSION cube SCHEMA extensions', 'supabase'],
  ['CREATE POLICY own ON orders USING (note = auth.user_id())', 'neon'],
  ['GRANT SELECT ON orders TO anonymous', 'neon'],
  ['SELECT * FROM neon_auth.users_sync', 'neon'],
  ['GRANT rds_superuser TO CURRENT_USER', 'rds'],
  ['ALTER TABLE orders ADD COLUMN embedding vector(3)', 'vector'],
  ['CREATE INDEX ON orders USING hnsw (note)', 'vector'],
  ['ALTER TABLE orders ADD COLUMN place geometry(point, 4326)', 'postgis'],
  ['ALTER TABLE orders ADD COLUMN mail citext', 'citext'],
  ['ALTER TABLE orders ALTER COLUMN owner SET DEFAULT uuid_generate_v4()', 'uuid-ossp'],
  ['SELECT public.gen_random_bytes(8)', 'pgcrypto'],
  ['CREATE INDEX ON orders USING gin (note gin_trgm_ops)', 'pg_trgm'],
  ['ALTER TABLE orders ADD EXCLUDE USING gist (id WITH =)', 'btree_gist'],
  ['CREATE INDEX ON orders USING gin (id)', 'btree_gin'],
  ["SELECT create_hypertable('orders', 'id')", 'timescaledb'],
  ["SELECT cron.schedule('nightly', '0 0 * * *', 'SELECT 1')", 'pg_cron'],
  ['CREATE EXTENSION postgis', 'postgis, not available'],
])('%s: %s', async (statement, lacking) => {
  expect(await lackBy(statement)).toBe(lacking);
});

test.each([
  'ALTER TABLE orders ADD COLUMN state order_state',
  'SELECT order_total(1)',
  'SELECT * FROM authors',
  'SELECT * FROM billing.invoices',
  'CREATE POLICY own ON orders TO clerk USING (true)',
  'ALTER TABLE orders ADD COLUMN id integer',
  'CREATE INDEX ON orders USING gin (noted gin_trgm_ops)',
])('%s lacks nothing of the kind', async (statement) => {
  expect(await lackBy(statement)).toBeNull();
});

test('hints name the preset, the statement or the image that helps', async () => {
  const hints = ['SELECT auth.uid()', "SELECT 'a'::citext", 'CREATE EXTENSION postgis', 'CREATE EXTENSION plrust'].map(
    async (statement) => {
      const lack = await lackAfter(statement);
      return lack && hintForLack(lack);
    },
  );
  expect(await Promise.all(hints)).toEqual([
    expect.stringContaining('--platform supabase'),
    expect.stringContaining('CREATE EXTENSION IF NOT EXISTS citext;'),
    expect.stringContaining('--postgres-image postgis/postgis:'),
    expect.stringContaining('--postgres-image <image>'),
  ]);
});

test('what is said of the embedded server holds', () => {
  const tarballs = readdirSync('build/src/postgres/embedded/extensions');
  expect(hintForLack({ kind: 'extension', extension: 'vector', isAvailable: false })).toContain('--postgres embedded');
  expect(tarballs).toContain('vector.tar.gz');
});

/** A real standby: a server in recovery that answers queries, and takes no writes. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { administer, openAs } from '../../scripts/faults/bench-database.js';
import { startNative, type NativeServer } from '../../scripts/faults/native-server.js';
import { runCli } from '../../src/commands/run-cli.js';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { writeFiles, type TemporaryFolder } from '../project/write-files.js';
import { deployShop, projectFiles } from './shop.js';

const TRACKER = { schema: 'drizzle', table: '__drizzle_migrations' };
const TABLE = 'drizzle.__drizzle_migrations';

/** What people have done to each database before it was replicated. */
const DATABASES = {
  shop: 'SELECT 1',
  damaged: `ALTER TABLE ${TABLE} ALTER created_at TYPE text`,
  unmarked: `DROP TABLE ${TABLE}`,
};

const major = findBinaries(null)?.major ?? null;
if (major === null) console.warn('no standby is tested: no PostgreSQL is installed');

(major === null ? describe.skip : describe)('on a standby', () => {
  let server: NativeServer;
  let folder: TemporaryFolder;
  beforeAll(async () => {
    const started = await startNative();
    if (started === null) throw new Error('the PostgreSQL that was found does not start');
    server = started;
    folder = writeFiles(projectFiles(['ALTER TABLE orders ADD note text']));
    const history = await readHistory(join(folder.path, 'drizzle'), folder.path);
    for (const [name, byHand] of Object.entries(DATABASES)) {
      await administer(server, (sql) => sql`CREATE DATABASE ${sql(name)}`);
      const sql = openAs(server.urlOf(name));
      await deployShop(sql, history, TRACKER);
      await sql.unsafe(byHand);
      await sql.end();
    }
    server.becomeStandby();
  }, 60_000);
  afterAll(async () => {
    folder[Symbol.dispose]();
    await server[Symbol.asyncDispose]();
  });

  async function run(database: keyof typeof DATABASES, words: string) {
    const [command = '', ...flags] = words.split(' ');
    const place = ['--working-directory', folder.path, '--migrations', 'drizzle', '--postgres-version', String(major)];
    const output = ['--format', 'json', '--output', 'said.json'];
    const code = await runCli([command, ...place, ...output, ...flags], { DATABASE_URL: server.urlOf(database) });
    return { code, said: JSON.parse(await readFile(join(folder.path, 'said.json'), 'utf8')) as unknown };
  }

  test('the server is one', async () => {
    const [row] = await administer(server, (sql) => sql`SELECT pg_is_in_recovery() AS standby`);
    expect(row).toEqual({ standby: true });
  });

  test('status reads', async () => {
    expect(await run('shop', 'status')).toMatchObject({
      code: 0,
      said: { environments: [{ entries: [{ state: 'applied' }, { state: 'pending' }], findings: [] }] },
    });
  });

  test('plan tells what is pending, and why it may not be applied here', async () => {
    expect(await run('shop', 'plan')).toMatchObject({
      code: 1,
      said: {
        pending: [{ tag: '0001_orders' }],
        refusals: [{ code: 'release/standby', message: 'database "shop" is a standby' }],
      },
    });
  });

  test.each([
    ['shop', 'apply'],
    ['damaged', 'repair --yes'],
    ['unmarked', 'baseline --to 0000_orders --yes'],
  ] as const)('on %s, %s is refused', async (database, words) => {
    expect(await run(database, words)).toMatchObject({
      code: 1,
      said: {
        outcome: 'refused',
        findings: [{ code: 'release/standby', message: `database "${database}" is a standby` }],
        before: null,
      },
    });
  });

  test('repair shows what would become of the tracker', async () => {
    expect(await run('damaged', 'repair')).toMatchObject({ code: 1, said: { outcome: 'shown', findings: [] } });
  });
});

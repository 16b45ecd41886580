/** No password in any output: whatever fails, whatever speaks, whoever prints. */
import { chmodSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type postgres from 'postgres';
import { runCli } from '../../src/commands/run-cli.js';
import { apply, plan, status } from '../../src/library.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { runAction } from '../end-to-end/run-action.js';
import { PROVIDERS_AT_HAND, startAtHand } from '../postgres/servers-at-hand.js';
import { urlOf } from '../postgres/url-of.js';
import { writeFiles } from '../project/write-files.js';
import { leakedIn, PASSWORDS, secretEnvironment, SPOKEN, urlWith } from './secrets.js';
import { deployShop, projectFiles } from './shop.js';

const TRACKER = { schema: 'drizzle', table: '__drizzle_migrations' };
const SPEAKS = `ALTER TABLE orders ADD COLUMN note text DEFAULT $say$${SPOKEN}$say$;
DO $do$ BEGIN RAISE EXCEPTION '%', $say$${SPOKEN}$say$ USING HINT = $say$${SPOKEN}$say$; END $do$;`;

/** Everything that a command printed or wrote. */
async function listen(folder: string, words: readonly string[], environment: NodeJS.ProcessEnv): Promise<string> {
  const said: string[] = [];
  const spy = jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  const place = ['--working-directory', folder, '--migrations', 'drizzle', '--output', 'said.txt'];
  try {
    const code = await runCli([...words, ...place], { ...secretEnvironment(), ...environment });
    const written = await readFile(join(folder, 'said.txt'), 'utf8').catch(() => '');
    return `${code}\n${said.join('')}${written}`;
  } finally {
    spy.mockRestore();
  }
}

const COMMON = ['shop', 'postgres', '1'];
const COMMANDS = ['check', 'status', 'plan', 'apply', 'baseline --to 0000_orders', 'repair', 'doctor'];
const wordsOf = (line: string): string[] => [...line.split(' '), '--postgres', 'local'];

test('a password is found again, however it is escaped', () => {
  for (const password of PASSWORDS) {
    for (const text of [password, encodeURIComponent(password), JSON.stringify(password), urlWith(password)]) {
      expect(leakedIn(`it is ${text}.`)).toEqual([password.slice(0, 40)]);
    }
  }
  expect(leakedIn('failed: *** at postgres://gate:***@db.internal:5432/shop')).toEqual([]);
});

describe.each(COMMANDS)('%s', (command) => {
  test.each([
    ['that nobody listens at', (password: string) => urlWith(password, '127.0.0.1:9/shop'), /ECONNREFUSED/],
    [
      'without percent-encoding',
      (password: string) => `postgres://gate:${password}@127.0.0.1:port/shop`,
      /connection string|cannot be reached/,
    ],
    [
      'of another database',
      (password: string) => urlWith(password).replace('postgres:', 'mysql:'),
      /connection string|cannot be reached/,
    ],
  ])('with a connection string %s', async (_, url, expected) => {
    using folder = writeFiles(projectFiles(['SELECT 1']));
    for (const password of [...PASSWORDS, ...COMMON]) {
      // "doctor" and "check" tell of a database only where it is named.
      const words = [...wordsOf(command), '--database-url-env', 'SHOP_URL'];
      const said = await listen(folder.path, words, { SHOP_URL: url(password) });
      expect([leakedIn(said), said]).toEqual([[], expect.stringMatching(expected)]);
      // A common word may stand anywhere else.
      expect(said).not.toContain(`gate:${password}`);
    }
  });
});

test.each([
  ['plan', plan],
  ['apply', apply],
  ['status', status],
])('%s as a function throws nothing that tells a password, causes included', async (_, run) => {
  using folder = writeFiles(projectFiles([]));
  for (const url of PASSWORDS.flatMap((each) => [
    urlWith(each, '127.0.0.1:9/shop'),
    `postgres://gate:${each}@x:port/`,
  ])) {
    const options = { url, migrations: 'drizzle', workingDirectory: folder.path };
    const error: unknown = await run(options).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(Error);
    expect(leakedIn(inspect(error, { depth: 20, showHidden: true }))).toEqual([]);
  }
});

const drift = async (sql: postgres.Sql): Promise<void> => {
  await sql.unsafe(`ALTER TABLE orders ADD COLUMN secret text DEFAULT $say$${SPOKEN}$say$`);
  await sql`INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES ('of no file', 1)`;
};

// The embedded server serves one connection at a time, and a release has two.
(PROVIDERS_AT_HAND.length === 1 ? describe.skip : describe)('where migrations and database speak of passwords', () => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startAtHand('local');
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** A shop with drift and a row of no entry, and pending what fails aloud. */
  async function open(pending: readonly string[] = [SPEAKS]) {
    const database = await server.createDatabase();
    const sql: postgres.Sql = await database.connect();
    const folder = writeFiles(projectFiles(pending));
    await deployShop(sql, await readHistory(join(folder.path, 'drizzle'), folder.path), TRACKER);
    const url = urlOf(sql).replace('postgres@', `postgres:${encodeURIComponent(PASSWORDS[2] ?? '')}@`);
    return {
      sql,
      url,
      path: folder.path,
      [Symbol.asyncDispose]: async () => {
        folder[Symbol.dispose]();
        await database[Symbol.asyncDispose]();
      },
    };
  }

  test.each([
    ...['pretty', 'json', 'markdown', 'sarif', 'github'].map((format) => ['check', format]),
    ...['pretty', 'json', 'markdown'].flatMap((format) =>
      ['status --compare', 'plan', 'apply', 'baseline --to 0000_orders', 'repair', 'repair --orphans drop --yes'].map(
        (command) => [command, format],
      ),
    ),
    ['doctor', 'pretty'],
    ['doctor', 'json'],
  ])('%s as %s tells none', async (command, format) => {
    await using shop = await open();
    await drift(shop.sql);
    const words = [...wordsOf(command), '--format', format, '--database-url-env', 'SHOP_URL'];
    const said = await listen(shop.path, words, { SHOP_URL: shop.url });
    expect(leakedIn(said)).toEqual([]);
    expect(said.length).toBeGreaterThan(100);
  });

  test('what was applied, and the way back, tell none', async () => {
    await using shop = await open([`ALTER TABLE orders ADD COLUMN note text DEFAULT $say$${SPOKEN}$say$;`]);
    const environment = { SHOP_URL: shop.url };
    const named = ['--postgres', 'local', '--database-url-env', 'SHOP_URL'];
    const back = await listen(shop.path, ['plan', '--rollback', ...named], environment);
    expect([leakedIn(back), back]).toEqual([[], expect.stringContaining('DROP COLUMN')]);
    const done = await listen(shop.path, ['apply', '--format', 'json', ...named], environment);
    expect([leakedIn(done), done]).toEqual([[], expect.stringContaining('"outcome": "applied"')]);
  });

  const SAY = 'echo "$SHOP_URL"; echo "$SHOP_URL" >&2; env >&2; env | tr "\\n" " " >&2; exit 3';

  test.each(['pretty', 'json', 'markdown'])(
    'a backup command that prints its environment tells none as %s',
    async (format) => {
      await using shop = await open(['SELECT 1']);
      const words = [
        ...wordsOf('apply'),
        '--database-url-env',
        'SHOP_URL',
        '--format',
        format,
        '--backup-command',
        SAY,
      ];
      const said = await listen(shop.path, words, { SHOP_URL: shop.url, PATH: process.env['PATH'] });
      expect([leakedIn(said), said]).toEqual([[], expect.stringContaining('the backup command ended with 3')]);
    },
  );

  test('neither does a pg_dump that prints the password it was given', async () => {
    await using shop = await open(['SELECT 1']);
    const major = Math.trunc(Number((await shop.sql`SHOW server_version_num`)[0]?.['server_version_num']) / 10_000);
    const script = `#!/bin/sh\n[ "$1" = --version ] && { echo "pg_dump (PostgreSQL) ${major}.0"; exit 0; }\nenv >&2; exit 1\n`;
    using programs = writeFiles({ pg_dump: script, pg_restore: script });
    // Who is named in PGBIN comes first; servers are still started from where they are.
    const installed = findBinaries(null)?.directory ?? '';
    for (const name of ['initdb', 'postgres']) symlinkSync(join(installed, name), join(programs.path, name));
    for (const name of ['pg_dump', 'pg_restore']) chmodSync(join(programs.path, name), 0o755);
    const kept = process.env['PGBIN'];
    process.env['PGBIN'] = programs.path;
    try {
      const backup = ['--backup', 'full', '--backup-dir', programs.path];
      const words = [...wordsOf('apply'), '--database-url-env', 'SHOP_URL', ...backup];
      const said = await listen(shop.path, words, { SHOP_URL: shop.url });
      expect([leakedIn(said), said]).toEqual([[], expect.stringContaining('PGPASSWORD=***')]);
    } finally {
      if (kept === undefined) delete process.env['PGBIN'];
      else process.env['PGBIN'] = kept;
    }
  });

  test.each(['check', 'status', 'plan', 'apply'])(
    'mode %s of the Action tells them to the mask alone',
    async (mode) => {
      await using shop = await open();
      await drift(shop.sql);
      const inputs = {
        INPUT_MODE: mode,
        INPUT_MIGRATIONS: 'drizzle',
        INPUT_POSTGRES: 'local',
        INPUT_OUTPUT: 'said.txt',
      };
      const github = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'workflow_dispatch', PATH: process.env['PATH'] };
      const env = { ...secretEnvironment(), ...inputs, ...github, DATABASE_URL: shop.url };
      const run = await runAction('build/__tests__/github/act.js', { workspace: shop.path, env });
      const log = run.stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'));
      const written = await readFile(join(shop.path, 'said.txt'), 'utf8').catch(() => '');
      const summary = run.summary ?? '';
      const all = [log.join('\n'), summary, written, ...run.outputs.values(), ...run.files.values()];
      expect(all.map(leakedIn)).toEqual(all.map(() => []));
      expect(summary.length).toBeGreaterThan(100);
    },
  );
});

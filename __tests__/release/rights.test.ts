/** Every command with the rights that docs/guides list for it, and with each of them taken away: superusers prove nothing here. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import type postgres from 'postgres';
import { runCli } from '../../src/commands/run-cli.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { findBinaries } from '../../src/postgres/servers/find-binaries.js';
import { startServer } from '../../src/postgres/servers/start-server.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { findDump } from '../../src/release/backup/find-dump.js';
import { urlOf } from '../postgres/url-of.js';
import { writeFiles } from '../project/write-files.js';
import { deployShop, projectFiles } from './shop.js';

const TRACKER = { schema: 'drizzle', table: '__drizzle_migrations' };
const TABLE = 'drizzle.__drizzle_migrations';

/** The role owns `orders`; `customers` is somebody else's. */
const PENDING = [
  `ALTER TABLE orders ADD note text;
   CREATE TABLE invoices (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
   INSERT INTO customers (id, name) VALUES (7, 'a wholesaler') ON CONFLICT DO NOTHING;
   DO $$ BEGIN UPDATE customers SET name = 'a retailer' WHERE id = 7; END $$;`,
];

type Rights = Readonly<Record<string, string>>;

const LOGIN: Rights = { CONNECT: 'GRANT CONNECT ON DATABASE :database TO deployer' };
const READING: Rights = {
  ...LOGIN,
  'USAGE on the schema of the tracker': 'GRANT USAGE ON SCHEMA drizzle TO deployer',
  'SELECT on the tracker': `GRANT SELECT ON ${TABLE} TO deployer`,
};
const APPLYING: Rights = {
  ...READING,
  'INSERT on the tracker': `GRANT INSERT ON ${TABLE} TO deployer`,
  'USAGE on its sequence': `GRANT USAGE ON SEQUENCE ${TABLE}_id_seq TO deployer`,
  'USAGE on the schema': 'GRANT USAGE ON SCHEMA public TO deployer',
  'CREATE on the schema': 'GRANT CREATE ON SCHEMA public TO deployer',
  'ownership of what is altered': 'ALTER TABLE orders OWNER TO deployer',
  'REFERENCES on the table of a foreign key': 'GRANT REFERENCES ON customers TO deployer',
  'INSERT on a table': 'GRANT INSERT ON customers TO deployer',
  'UPDATE on a table': 'GRANT UPDATE (name) ON customers TO deployer',
  'SELECT on a table': 'GRANT SELECT ON customers TO deployer',
};
const DUMPING: Rights = {
  ...APPLYING,
  'USAGE on every schema': 'GRANT USAGE ON SCHEMA vault TO deployer',
  'SELECT on every table': 'GRANT SELECT ON vault.archive TO deployer',
};
const DUMPING_ROWS: Rights = {
  ...DUMPING,
  'SELECT on every sequence': 'GRANT SELECT ON ALL SEQUENCES IN SCHEMA drizzle, vault TO deployer',
};
const REPAIRING: Rights = {
  ...LOGIN,
  'USAGE on the schema of the tracker': 'GRANT USAGE ON SCHEMA drizzle TO deployer',
  'CREATE on the schema of the tracker': 'GRANT CREATE ON SCHEMA drizzle TO deployer',
  'ownership of the tracker': `ALTER TABLE ${TABLE} OWNER TO deployer`,
};
const KEEPING: Rights = {
  ...READING,
  'CREATE on the schema of the tracker': 'GRANT CREATE ON SCHEMA drizzle TO deployer',
  'membership in the role that owns the tracker': 'GRANT keeper TO deployer',
  'CREATE for that role': 'GRANT CREATE ON SCHEMA drizzle TO keeper',
};
const MARKING: Rights = {
  ...LOGIN,
  'USAGE on the schema of the tracker': 'GRANT USAGE ON SCHEMA drizzle TO deployer',
  'CREATE on the schema of the tracker': 'GRANT CREATE ON SCHEMA drizzle TO deployer',
};

interface Command {
  readonly words: string;
  /** What it ends with when it has done its work; absent: 0. */
  readonly code?: number;
  readonly rights: Rights;
  /** What people have done to the tracker. */
  readonly damage?: string;
  /** By the right that is taken away: exit code and what is said. Others are not needed by the command itself. */
  readonly without: Readonly<Record<string, readonly [code: number, said: RegExp]>>;
}

const NOT_CONNECTED = [2, /permission denied for database/] as const;
const NOT_READ = [2, /cannot be read: permission denied for schema drizzle[^]*USAGE on the tracker's schema/] as const;
const NOT_SELECTED = [2, /permission denied for table __drizzle_migrations[^]*SELECT on the tracker/] as const;
const READ_WITHOUT = {
  CONNECT: NOT_CONNECTED,
  'USAGE on the schema of the tracker': NOT_READ,
  'SELECT on the tracker': NOT_SELECTED,
};
/** `"` stands in JSON. */
const lacks = (what: string, grant: string) =>
  [1, new RegExp(`release/missing-rights[^]*role "deployer" may not ${what}[^]*${grant}`)] as const;
const APPLY_WITHOUT = {
  ...READ_WITHOUT,
  'INSERT on the tracker': lacks('write into the tracker "drizzle.__drizzle_migrations"', 'GRANT INSERT'),
  'USAGE on its sequence': lacks('write into the tracker', 'GRANT USAGE on its schema and its sequence'),
  'USAGE on the schema': lacks('use schema "public"', 'GRANT USAGE ON SCHEMA "public"'),
  'CREATE on the schema': lacks('create objects in schema "public"', 'GRANT CREATE ON SCHEMA "public"'),
  'ownership of what is altered': lacks('change table "public.orders", which "postgres" owns', 'release as "postgres"'),
  'REFERENCES on the table of a foreign key': lacks(
    'refer to table "public.customers"',
    'GRANT REFERENCES ON public.customers',
  ),
  'INSERT on a table': lacks('insert into table "public.customers"', 'GRANT INSERT ON public.customers'),
  'UPDATE on a table': lacks('update table "public.customers"', 'GRANT UPDATE ON public.customers'),
  'SELECT on a table': lacks('read table "public.customers"', 'GRANT SELECT ON public.customers'),
};
/** What a plan would be refused for, `apply` is; the rest is not asked twice. */
const PLAN_WITHOUT = { 'INSERT on a table': APPLY_WITHOUT['INSERT on a table'] };
const DUMP_WITHOUT = {
  'USAGE on every schema': [1, /release\/backup-failed[^]*permission denied for schema vault/] as const,
  'SELECT on every table': [1, /release\/backup-failed[^]*permission denied for table archive/] as const,
};
const COMMANDS: readonly Command[] = [
  { words: 'status', rights: READING, without: READ_WITHOUT },
  { words: 'plan', rights: APPLYING, without: { ...READ_WITHOUT, ...PLAN_WITHOUT } },
  { words: 'plan --rollback', rights: APPLYING, without: PLAN_WITHOUT },
  { words: 'apply', rights: APPLYING, without: APPLY_WITHOUT },
  { words: 'apply --backup schema --backup-dir .', rights: DUMPING, without: DUMP_WITHOUT },
  {
    words: 'apply --backup full --backup-dir .',
    rights: DUMPING_ROWS,
    without: {
      ...DUMP_WITHOUT,
      'SELECT on every sequence': [1, /release\/backup-failed[^]*permission denied for sequence/],
    },
  },
  {
    words: 'repair',
    code: 1,
    rights: READING,
    damage: `ALTER TABLE ${TABLE} ALTER created_at TYPE text`,
    without: READ_WITHOUT,
  },
  {
    words: 'repair --yes',
    rights: REPAIRING,
    damage: `ALTER TABLE ${TABLE} ALTER created_at TYPE text`,
    without: {
      CONNECT: NOT_CONNECTED,
      'USAGE on the schema of the tracker': NOT_READ,
      'CREATE on the schema of the tracker': lacks('create in schema "drizzle"', 'GRANT CREATE ON SCHEMA "drizzle"'),
      'ownership of the tracker': NOT_SELECTED,
    },
  },
  {
    words: 'repair --yes',
    rights: KEEPING,
    damage: `CREATE ROLE keeper; ALTER TABLE ${TABLE} OWNER TO keeper; ALTER TABLE ${TABLE} ALTER created_at TYPE text`,
    without: {
      'membership in the role that owns the tracker': lacks(
        'change the tracker, which "keeper" owns',
        'GRANT "keeper"',
      ),
      'CREATE for that role': lacks('give the new tracker to "keeper"', 'GRANT CREATE ON SCHEMA "drizzle" TO "keeper"'),
    },
  },
  {
    words: 'baseline --to 0000_orders --yes',
    rights: MARKING,
    damage: `DROP TABLE ${TABLE}`,
    without: {
      CONNECT: NOT_CONNECTED,
      'USAGE on the schema of the tracker': lacks('use schema "drizzle"', 'GRANT USAGE ON SCHEMA "drizzle"'),
      'CREATE on the schema of the tracker': lacks('create in schema "drizzle"', 'GRANT CREATE ON SCHEMA "drizzle"'),
    },
  },
  {
    words: 'baseline --to 0000_orders --yes',
    rights: { ...LOGIN, 'CREATE on the database': 'GRANT CREATE ON DATABASE :database TO deployer' },
    damage: 'DROP SCHEMA drizzle CASCADE',
    without: {
      'CREATE on the database': lacks(
        'create schema "drizzle" in database',
        'CREATE SCHEMA "drizzle" AUTHORIZATION "deployer"',
      ),
    },
  },
];

const major = findBinaries(findDump(0)?.major ?? null)?.major ?? null;
const hasDump = major !== null && findDump(major) !== null;
if (major === null) console.warn('no rights are tested of releases: no PostgreSQL is installed');
else if (!hasDump) console.warn(`no rights are tested of backups: no pg_dump of PostgreSQL ${major} is installed`);

(major === null ? describe.skip : describe)('a role with no other right than', () => {
  let server: EphemeralServer;
  beforeAll(async () => {
    server = await startServer({ provider: 'local', version: major, image: null, givenUrl: null, extensions: [] });
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  /** Runs a command on a database of its own; `said` is all that was written to its file and to the console. */
  async function run({ words, damage = '' }: Command, rights: Rights) {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    using folder = writeFiles(projectFiles(PENDING));
    await deployShop(sql, await readHistory(`${folder.path}/drizzle`, folder.path), TRACKER);
    await sql.unsafe(`CREATE ROLE deployer LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE;
      REVOKE ALL ON DATABASE ${database.name} FROM PUBLIC; REVOKE ALL ON SCHEMA public FROM PUBLIC;
      CREATE SCHEMA vault; CREATE TABLE vault.archive (id serial); ${damage}`);
    for (const right of Object.values(rights)) await sql.unsafe(right.replace(':database', database.name));
    const before = await stateOf(sql);
    const place = ['--working-directory', folder.path, '--migrations', 'drizzle', '--postgres-version', String(major)];
    const flags = [...place, '--format', 'json', '--output', 'said.json', ...words.split(' ').slice(1)];
    const url = urlOf(sql).replace('postgres://postgres@', 'postgres://deployer@');
    const { code, console: told } = await typed([words.split(' ')[0] ?? '', ...flags], { DATABASE_URL: url });
    const file = await readFile(join(folder.path, 'said.json'), 'utf8').catch(() => '');
    return { code, said: `${file}${told}`.replaceAll('\\"', '"'), isUntouched: before === (await stateOf(sql)) };
  }

  const testable = COMMANDS.filter(({ words }) => hasDump || !words.includes('--backup '));
  describe.each(testable.map((command) => [Object.keys(command.rights).join(', '), command.words, command] as const))(
    '%s: %s',
    (_, words, command) => {
      test('does its work', async () => {
        const { code, said, isUntouched } = await run(command, command.rights);
        expect({ code, said, isUntouched }).toEqual({
          code: command.code ?? 0,
          said: expect.not.stringContaining('"severity"'),
          isUntouched: !/^apply|--yes/.test(words),
        });
      });

      test.each(Object.entries(command.without))('is refused without %s', async (right, [code, message]) => {
        const rights = Object.entries(command.rights).filter(([name]) => name !== right);
        expect(rights).toHaveLength(Object.keys(command.rights).length - 1);
        const refused = await run(command, Object.fromEntries(rights));
        expect(refused).toEqual({ code, said: expect.stringMatching(message), isUntouched: true });
      });
    },
  );
});

/** What runs in between is written to the console by nobody else. */
async function typed(words: readonly string[], environment: NodeJS.ProcessEnv) {
  const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    const code = await runCli(words, environment);
    return { code, console: stderr.mock.calls.map(([text]) => String(text)).join('') };
  } finally {
    stderr.mockRestore();
  }
}

/** Everything with a name, and all rows of the shop and the tracker. */
async function stateOf(sql: postgres.Sql): Promise<string> {
  const [state] = await sql<[{ relations: string }]>`
    select (select json_agg(array[oid::text, relname::text] order by oid) from pg_class where oid >= 16384)::text as relations`;
  const rows = await sql`select * from customers`;
  const tracker = await sql`select 1 where to_regclass('drizzle.__drizzle_migrations') is not null`;
  const entries = tracker.length === 0 ? [] : await sql`select * from drizzle.__drizzle_migrations`;
  return JSON.stringify([state, rows, entries]);
}

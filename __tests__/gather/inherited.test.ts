/** Drift that the base branch has already, below a new migration: on a real server, through the whole gate. */
import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { check } from '../../src/commands/check.js';
import { parseArguments } from '../../src/inputs/arguments.js';
import type { ProjectVerdict } from '../../src/model/verdict.js';
import { hasGit, makeRepository, type Repository } from '../project/base/repository.js';

interface Change {
  readonly sql: string;
  /** By table: columns that the new snapshot has besides those of the one before it; absent: there is none. */
  readonly columns?: Readonly<Record<string, string>>;
  /** With `columns`: a table, and an index on its column `id` that the new snapshot has besides. */
  readonly index?: readonly [table: string, name: string];
}

interface SnapshotState {
  id: string;
  prevId: string;
  readonly tables: Readonly<
    Record<string, { readonly columns: Record<string, object>; readonly indexes: Record<string, object> }>
  >;
}

const number = (idx: number) => String(idx).padStart(4, '0');

/** The fixture as it stands on main, and one more migration on top of it. */
function onTopOf(fixture: string, { sql, columns, index }: Change): Repository {
  const repository = makeRepository();
  cpSync(join('migrations-fixtures/drift', fixture, 'bad'), repository.path, { recursive: true });
  writeFileSync(join(repository.path, '.gitignore'), 'node_modules\n');
  symlinkSync(resolve('node_modules'), join(repository.path, 'node_modules'), 'junction');
  repository.commit({});
  repository.git('checkout', '--quiet', '-b', 'change');
  const read = (name: string): unknown => JSON.parse(readFileSync(join(repository.path, 'drizzle/meta', name), 'utf8'));
  const journal = read('_journal.json') as { entries: { idx: number; when: number; tag: string }[] };
  const last = journal.entries.at(-1);
  if (last === undefined) throw new Error('the fixture has no entry');
  const tag = `${number(last.idx + 1)}_phone`;
  journal.entries.push({ ...last, idx: last.idx + 1, when: last.when + 60_000, tag });
  const files = { [`drizzle/${tag}.sql`]: sql, 'drizzle/meta/_journal.json': JSON.stringify(journal) };
  if (columns !== undefined) {
    const state = read(`${number(last.idx)}_snapshot.json`) as SnapshotState;
    [state.prevId, state.id] = [state.id, '5b0c3b1e-7f0a-4f6e-9f57-0c1d2e3f4a5b'];
    for (const [table, name] of Object.entries(columns)) {
      const column = { name, type: 'text', primaryKey: false, notNull: false };
      Object.assign(state.tables[`public.${table}`]?.columns ?? {}, { [name]: column });
    }
    if (index !== undefined) {
      const [table, name] = index;
      const on = [{ expression: 'id', isExpression: false, asc: true, nulls: 'last' }];
      const added = { name, columns: on, isUnique: false, concurrently: false, method: 'btree', with: {} };
      Object.assign(state.tables[`public.${table}`]?.indexes ?? {}, { [name]: added });
    }
    Object.assign(files, { [`drizzle/meta/${number(last.idx + 1)}_snapshot.json`]: JSON.stringify(state) });
  }
  repository.commit(files);
  return repository;
}

async function judge({ path }: Repository, ...flags: readonly string[]): Promise<[ProjectVerdict, readonly string[]]> {
  const place = ['--working-directory', path, '--postgres', 'embedded', '--idempotency', 'off', '--base', 'main'];
  const invocation = parseArguments(['check', ...place, ...flags]);
  if (invocation.command !== 'check') throw new Error('the arguments ask for no check');
  const around = {
    connections: { postgres: null, database: null },
    impliedBase: { kind: 'none' as const, reason: 'none is needed' },
    distrust: null,
  };
  const steps: string[] = [];
  const { verdict } = await check(invocation.options, around, (step) => steps.push(step));
  const [project] = verdict.projects;
  if (project === undefined) throw new Error('no project was judged');
  return [project, steps];
}

const drift = ({ findings }: ProjectVerdict) =>
  findings.filter(({ code }) => code.startsWith('drift/')).map(({ severity, message }) => `${severity}: ${message}`);

const BUILDING = 'building the recorded schema';
const ADD_PHONE = 'ALTER TABLE "customers" ADD COLUMN "phone" text;';
const OLD =
  'warning: column public.orders.note is built by the migrations and not in the snapshot of "0002_phone", already on main';

(hasGit() ? describe : describe.skip)('a new migration on top of a stale snapshot', () => {
  test('does not block for what the snapshot took over', async () => {
    using repository = onTopOf('snapshot-differs', { sql: ADD_PHONE, columns: { customers: 'phone' } });
    const [project, steps] = await judge(repository, '--migrations', 'drizzle');
    expect(drift(project)).toEqual([OLD]);
    expect(steps.filter((step) => step === BUILDING)).toHaveLength(1);
  }, 60_000);

  test('does not block either where the table that differs is changed', async () => {
    const sql = 'ALTER TABLE "orders" ADD COLUMN "memo" text;';
    using repository = onTopOf('snapshot-differs', { sql, columns: { orders: 'memo' } });
    const [project, steps] = await judge(repository, '--migrations', 'drizzle');
    expect(drift(project)).toEqual([OLD]);
    expect(steps.filter((step) => step === BUILDING)).toHaveLength(2);
  }, 60_000);

  test('tells an index that is new on the table that differs from what was there', async () => {
    const index = ['orders', 'orders_by_id'] as const;
    using built = onTopOf('snapshot-differs', {
      sql: 'CREATE INDEX "orders_by_id" ON "orders" ("id");',
      columns: {},
      index,
    });
    const [project, steps] = await judge(built, '--migrations', 'drizzle');
    expect(drift(project)).toEqual([OLD]);
    expect(steps.filter((step) => step === BUILDING)).toHaveLength(1);
    using forgotten = onTopOf('snapshot-differs', { sql: '-- by hand', columns: {}, index });
    expect(drift((await judge(forgotten, '--migrations', 'drizzle'))[0])).toEqual([
      'error: index public.orders.orders_by_id is in the snapshot of "0002_phone" and not built by the migrations',
      OLD,
    ]);
  }, 60_000);

  test('blocks for what it brings itself', async () => {
    const sql = `${ADD_PHONE}\n--> statement-breakpoint\nALTER TABLE "orders" ADD COLUMN "memo" text;`;
    using repository = onTopOf('snapshot-differs', { sql, columns: { customers: 'phone' } });
    const [project] = await judge(repository, '--migrations', 'drizzle');
    expect(drift(project)).toEqual([
      'warning: column public.orders.memo is built by the migrations and not in the snapshot of "0002_phone"',
      OLD,
    ]);
    using missing = onTopOf('snapshot-differs', { sql: '-- by hand', columns: { customers: 'phone' } });
    expect(drift((await judge(missing, '--migrations', 'drizzle'))[0])).toEqual([
      'error: column public.customers.phone is in the snapshot of "0002_phone" and not built by the migrations',
      OLD,
    ]);
  }, 60_000);

  test('blocks where it makes an old difference another one', async () => {
    const sql = `${ADD_PHONE}\n--> statement-breakpoint\nALTER TABLE "orders" ALTER COLUMN "note" SET NOT NULL;`;
    using repository = onTopOf('snapshot-differs', { sql, columns: { customers: 'phone', orders: 'note' } });
    const [project] = await judge(repository, '--migrations', 'drizzle');
    expect(drift(project)).toEqual([
      'error: column public.orders.note is otherwise in the snapshot of "0002_phone" than the migrations build it: notNull',
    ]);
  }, 60_000);
});

(hasGit() ? test : test.skip)(
  'what an orphan on the base branch records is inherited from it',
  async () => {
    using repository = onTopOf('snapshot-differs', { sql: ADD_PHONE, columns: { customers: 'phone' } });
    const read = (name: string): string => readFileSync(join(repository.path, 'drizzle/meta', name), 'utf8');
    const withVat = (name: string, identity: object): string => {
      const state = JSON.parse(read(name)) as SnapshotState;
      const vat = { name: 'vat', type: 'text', primaryKey: false, notNull: false };
      Object.assign(state.tables['public.orders']?.columns ?? {}, { vat });
      return JSON.stringify({ ...state, ...identity });
    };
    // Its SQL file and entry were forgotten; the snapshot was not, and drizzle-kit generates on top of it.
    const id = 'a7f0c4b2-1d3e-4c5f-8a9b-0c1d2e3f4a5b';
    const orphan = withVat('0001_snapshot.json', { id });
    const files = {
      'drizzle/meta/_journal.json': read('_journal.json')
        .replace('"idx":2', '"idx":3')
        .replace('0002_phone', '0003_phone'),
      'drizzle/meta/0002_snapshot.json': orphan,
      'drizzle/meta/0003_snapshot.json': withVat('0002_snapshot.json', { prevId: id }),
      'drizzle/0003_phone.sql': ADD_PHONE,
    };
    repository.git('checkout', '--quiet', 'main');
    repository.commit({ 'drizzle/meta/0002_snapshot.json': orphan });
    repository.git('checkout', '--quiet', '-B', 'change');
    repository.commit(files);
    const [project] = await judge(repository, '--migrations', 'drizzle');
    expect(drift(project)).toEqual([
      'warning: column public.orders.note is built by the migrations and not in the snapshot of "0003_phone", already on main',
      'warning: column public.orders.vat is in the snapshot of "0003_phone" and not built by the migrations, already on main',
    ]);
    const chain = project.findings.filter(({ code }) => code === 'history/broken-snapshot-chain');
    expect(chain.map(({ severity }) => severity)).toEqual(['warning']);
  },
  60_000,
);

(hasGit() ? test : test.skip)(
  'a snapshot of Drizzle 1.0 takes nothing over, and what the ones before it lack is inherited',
  async () => {
    using repository = makeRepository();
    const folder = 'migrations-fixtures/history/missing-migration-file/good/drizzle';
    const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
    const [orders, invoices] = ['20240506090000_orders', '20240507101042_invoices'];
    const note = 'ALTER TABLE "orders" ADD COLUMN "note" text;';
    repository.commit({
      [`drizzle/${orders}/migration.sql`]: `${read(`${orders}/migration.sql`)}\n--> statement-breakpoint\n${note}`,
      [`drizzle/${orders}/snapshot.json`]: read(`${orders}/snapshot.json`),
    });
    repository.git('checkout', '--quiet', '-b', 'change');
    const names = ['migration.sql', 'snapshot.json'].map((name) => `${invoices}/${name}`);
    repository.commit(Object.fromEntries(names.map((name) => [`drizzle/${name}`, read(name)])));
    const [project] = await judge(repository, '--migrations', 'drizzle');
    expect(drift(project)).toEqual([
      `warning: column public.orders.note is built by the migrations and not in the snapshot of "${invoices}", already on main`,
    ]);
  },
  60_000,
);

(hasGit() ? describe : describe.skip)('a change beside drift that is merged', () => {
  test.each([
    ['differs', 'column public.orders.shipped_at is declared otherwise'],
    ['never-created', 'index public.orders.orders_placed_at_index is declared and not built'],
    ['undeclared', 'index public.orders.'],
  ])(
    'is not blocked by drift/%s',
    async (fixture, message) => {
      using repository = onTopOf(fixture, { sql: '-- nothing' });
      const [project] = await judge(repository);
      expect(drift(project)).toEqual([expect.stringMatching(new RegExp(`^warning: ${message}.*, already on main$`))]);
    },
    60_000,
  );
});

(hasGit() ? test : test.skip)(
  'where nothing differs, the base branch is not built',
  async () => {
    using repository = onTopOf('snapshot-differs', { sql: 'ALTER TABLE "orders" DROP COLUMN "note";' });
    const [project, steps] = await judge(repository, '--migrations', 'drizzle');
    expect(drift(project)).toEqual([]);
    expect(steps.filter((step) => step === BUILDING)).toHaveLength(1);
  },
  60_000,
);

(hasGit() ? test : test.skip)(
  'a change that edits what is merged has brought what then differs',
  async () => {
    using repository = onTopOf('differs', { sql: '-- nothing' });
    const [first = ''] = repository.git('ls-files', 'drizzle/0000_*.sql').split('\n');
    repository.commit({ [first]: `${readFileSync(join(repository.path, first), 'utf8')}\n-- edited` });
    const [project] = await judge(repository);
    expect(drift(project)).toEqual([expect.stringMatching(/^error: column public.orders.shipped_at .*: type$/)]);
  },
  60_000,
);

/** The guards that `fix` writes: each was replayed, compared and run twice. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { checkOut } from '../../scripts/check-out.js';
import { fix } from '../../src/commands/fix.js';
import { runCli } from '../../src/commands/run-cli.js';
import { parseArguments } from '../../src/inputs/arguments.js';
import { hasGit, makeRepository } from '../project/base/repository.js';

const BREAKPOINT = '--> statement-breakpoint';
const MERGED = `CREATE TABLE "orders" ("id" integer PRIMARY KEY, "total" integer);`;

/** A hand-written migration as editors of all countries leave it behind. */
const WRITTEN = [
  `-- 🧾 invoices, "as CREATE TABLE"`,
  `CREATE /* not yet */ TABLE "invoices 🧾" ("id" integer PRIMARY KEY, "order_id" integer);${BREAKPOINT}`,
  `CREATE TYPE "state" AS ENUM ('🟢 open', 'it''s paid');${BREAKPOINT}`,
  `\talter table "orders" add "state" "state", ADD COLUMN "note" text;${BREAKPOINT}`,
  `ALTER TABLE "invoices 🧾" ADD CONSTRAINT "of_order" FOREIGN KEY ("order_id") REFERENCES "orders" ("id");`,
  `-- gatekeeper: allow idempotency/create-index: built by hand in production`,
  `CREATE INDEX "by_order" ON "invoices 🧾" ("order_id");${BREAKPOINT}`,
  `INSERT INTO "orders" ("id") VALUES (1);`,
].join('\r\n');

const MENDED = [
  `-- 🧾 invoices, "as CREATE TABLE"`,
  `CREATE /* not yet */ TABLE IF NOT EXISTS "invoices 🧾" ("id" integer PRIMARY KEY, "order_id" integer);${BREAKPOINT}`,
  `DO $$ BEGIN\r\n  IF to_regtype('"state"') IS NULL THEN\r\n    CREATE TYPE "state" AS ENUM ('🟢 open', 'it''s paid');\r\n  END IF;\r\nEND $$;${BREAKPOINT}`,
  `\talter table "orders" add IF NOT EXISTS "state" "state", ADD COLUMN IF NOT EXISTS "note" text;${BREAKPOINT}`,
  `DO $$ BEGIN\r\n  IF NOT EXISTS (SELECT FROM pg_catalog.pg_constraint WHERE conrelid = '"invoices 🧾"'::regclass AND conname = 'of_order') THEN\r\n    ALTER TABLE "invoices 🧾" ADD CONSTRAINT "of_order" FOREIGN KEY ("order_id") REFERENCES "orders" ("id");\r\n  END IF;\r\nEND $$;`,
  `-- gatekeeper: allow idempotency/create-index: built by hand in production`,
  `CREATE INDEX "by_order" ON "invoices 🧾" ("order_id");${BREAKPOINT}`,
  `INSERT INTO "orders" ("id") VALUES (1);`,
].join('\r\n');

/** How teams write the guard that ADD COLUMN has keywords for. */
function addByHand(column: string, condition: string): string {
  const look = `SELECT FROM information_schema.columns WHERE ${condition} AND column_name = '${column}'`;
  return `DO $$ BEGIN IF NOT EXISTS (${look}) THEN ALTER TABLE orders ADD COLUMN ${column} date; END IF; END $$;`;
}

function journalOf(...tags: readonly string[]): string {
  const entries = tags.map((tag, idx) => ({ idx, version: '7', when: 1715000000000 + idx, tag, breakpoints: true }));
  return JSON.stringify({ version: '7', dialect: 'postgresql', entries }, null, 2);
}

const PLACE = '--migrations drizzle --postgres embedded';

let folder: string;
const file = (name: string) => join(folder, 'drizzle', name);
const read = (name: string) => readFileSync(file(name), 'utf8');

/** Runs the command line as a shell would; the report goes into a file. */
async function run(args: string): Promise<{ code: number; report: string }> {
  const output = join(folder, 'report.txt');
  rmSync(output, { force: true });
  const words = ['--working-directory', folder, '--output', output, ...args.split(' '), ...PLACE.split(' ')];
  const code = await runCli(words, {});
  return { code, report: code === 2 ? '' : readFileSync(output, 'utf8') };
}

/** What stands in the way, where a run ends with 2. */
async function whyNot(args: string): Promise<string> {
  const invocation = parseArguments(['fix', '--working-directory', folder, ...`${args} ${PLACE}`.trim().split(' ')]);
  if (invocation.command !== 'fix') throw new Error('the arguments ask for no fix');
  const surroundings = {
    connections: { postgres: null, database: null },
    impliedBase: { kind: 'none', reason: 'no base branch was named' },
    distrust: null,
  } as const;
  return fix(invocation.options, surroundings).then(
    () => 'nothing',
    (error: Error) => error.message,
  );
}

(hasGit() ? describe : describe.skip)('fix beside a base branch', () => {
  let repository: ReturnType<typeof makeRepository>;

  beforeEach(() => {
    repository = makeRepository();
    folder = repository.path;
    repository.commit({
      'drizzle/0000_orders.sql': MERGED,
      'drizzle/meta/_journal.json': journalOf('0000_orders'),
    });
    writeFileSync(file('0001_invoices.sql'), WRITTEN);
    writeFileSync(file('meta/_journal.json'), journalOf('0000_orders', '0001_invoices'));
  });
  afterEach(() => {
    repository[Symbol.dispose]();
  });

  test('mends what is new, as it is spelled, and nothing that is merged or allowed', async () => {
    expect(await run('fix --check --base main')).toMatchObject({
      code: 1,
      report: expect.stringContaining('would change drizzle/0001_invoices.sql'),
    });
    expect(read('0001_invoices.sql')).toBe(WRITTEN);

    expect(await run('fix --base main --stdout drizzle/0001_invoices.sql')).toEqual({ code: 0, report: MENDED });
    expect(read('0001_invoices.sql')).toBe(WRITTEN);

    const { code, report } = await run('fix --base main');
    expect(code).toBe(0);
    expect(read('0001_invoices.sql')).toBe(MENDED);
    expect(read('0000_orders.sql')).toBe(MERGED);
    expect(report).toContain(
      'changed drizzle/0001_invoices.sql\n  2 Add IF NOT EXISTS: table "invoices 🧾" is created',
    );
    expect(report).toContain('left as it is\n  drizzle/0001_invoices.sql:');
    expect(report).toContain('rows are inserted into table "orders" without ON CONFLICT\n    Name a unique key');
    expect(report).toMatch(/\n1 file changed, 1 finding left\n$/);

    expect(await run('fix --check --base main')).toMatchObject({ code: 0 });
  }, 60_000);

  test('leaves merged migrations as they are, also where all are judged', async () => {
    const { report } = await run('fix --base main --scope all');
    expect(read('0000_orders.sql')).toBe(MERGED);
    expect(report).toContain('table "orders" is created without IF NOT EXISTS\n    The migration is merged.');
  }, 60_000);

  test('writes nothing where a file is no UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from(MERGED.replaceAll('orders', 'invoices')),
      Buffer.from('-- caf\xe9', 'latin1'),
    ]);
    writeFileSync(file('0001_invoices.sql'), bytes);
    expect((await run('fix --base main')).code).toBe(2);
    expect(readFileSync(file('0001_invoices.sql')).equals(bytes)).toBe(true);
  }, 60_000);
});

(hasGit() ? test : test.skip)(
  'gives an entry that a deploy would skip a "when" that it runs',
  async () => {
    using repository = checkOut('migrations-fixtures/history/skipped-on-deploy/bad');
    folder = repository.path;
    expect((await run('check --base main --idempotency off')).code).toBe(1);
    const { code, report } = await run('fix --base main');
    expect({ code, report }).toMatchObject({
      code: 0,
      report: expect.stringContaining('changed drizzle/meta/_journal.json'),
    });
    expect((await run('check --base main --fail-on warning')).code).toBe(0);
  },
  60_000,
);

describe('fix without a base branch', () => {
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'fix-'));
    cpSync('migrations-fixtures/idempotency/create-table/bad', folder, { recursive: true });
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('has to be asked for', async () => {
    expect(await whyNot('')).toBe('which migrations are new is not known');
    expect(await run('fix --scope all')).toMatchObject({ code: 0, report: expect.stringMatching(/^1 file changed$/m) });
    expect((await run('check --fail-on warning')).code).toBe(0);
  }, 60_000);

  test.each([
    [
      'fails all the same',
      'ALTER TABLE orders ADD COLUMN paid date, ADD CONSTRAINT positive CHECK (total > 0);',
      'a second run still fails: constraint "positive" for relation "orders" already exists (42710)',
    ],
    [
      'cannot be undone by the first statement',
      'CREATE VIEW sums AS SELECT 1 AS a;CREATE OR REPLACE VIEW sums AS SELECT 1 AS a, 2 AS b;',
      'a second run still fails: cannot drop columns from view (42P16)',
    ],
    [
      'would only become silent',
      'ALTER TABLE orders ADD COLUMN paid date;ALTER TABLE orders RENAME COLUMN paid TO settled;',
      'a second run would no longer fail, and changes column public.orders.paid',
    ],
  ])(
    'takes no edit where a second run %s',
    async (_why, statements, reason) => {
      writeFileSync(file('0001_invoices.sql'), statements);
      writeFileSync(file('0000_orders.sql'), 'CREATE TABLE IF NOT EXISTS orders (total integer);');
      writeFileSync(file('meta/_journal.json'), journalOf('0000_orders', '0001_invoices'));
      const { code, report } = await run('fix --scope all');
      expect(code).toBe(0);
      expect(report).toContain(`The edit was not taken: ${reason}.`);
      expect(report).toMatch(/^0 files changed, \d findings? left$/m);
      expect(read('0001_invoices.sql')).toBe(statements);
    },
    60_000,
  );

  test('writes keywords for guards by hand, and says which edits a replay cannot vouch for', async () => {
    const written = [
      addByHand('paid', `table_schema = 'public' AND table_name = 'orders'`),
      addByHand('sent', `table_name = 'orders'`),
      `CREATE TYPE state AS ENUM ('open');`,
      'UPDATE orders SET paid = settled;',
      'ALTER TABLE orders DROP COLUMN settled;',
    ];
    writeFileSync(file('0001_invoices.sql'), written.join(`${BREAKPOINT}\n`));
    writeFileSync(file('0000_orders.sql'), 'CREATE TABLE IF NOT EXISTS orders (settled date);');
    writeFileSync(file('meta/_journal.json'), journalOf('0000_orders', '0001_invoices'));
    const { report } = await run('fix --scope all');
    const mended = read('0001_invoices.sql').split(`${BREAKPOINT}\n`);
    expect(mended.slice(0, 2)).toEqual([
      'ALTER TABLE orders ADD COLUMN IF NOT EXISTS paid date;',
      'ALTER TABLE orders ADD COLUMN IF NOT EXISTS sent date;',
    ]);
    const toRead = '(look at it before you commit it)';
    expect(report).toContain('1 Add IF NOT EXISTS instead of the condition: column "paid"');
    expect(report).toContain(`2 Add IF NOT EXISTS instead of the condition ${toRead}: column "sent"`);
    expect(report).toContain('3 Run it only where it has not run yet: enum "state"');
    expect(report).toContain(`4 Run it only where it has not run yet ${toRead}: column "settled"`);
    expect(await run('check --fail-on never')).toMatchObject({
      code: 0,
      report: expect.not.stringContaining('idempotency/'),
    });
  }, 60_000);

  test('proves nothing in a history that does not replay', async () => {
    rmSync(folder, { recursive: true });
    cpSync('migrations-fixtures/replay/statement-failed/bad', folder, { recursive: true });
    expect(await whyNot('--scope all')).toMatch(/^no edit can be proven: "\w+" fails: /);
  }, 60_000);
});

/** What PostgreSQL keeps of a name, and what the check `truncated-name` makes of it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type postgres from 'postgres';
import truncatedName from '../../src/checks/replay/truncated-name.js';
import { longNamesIn, truncate } from '../../src/checks/replay/long-names.js';
import { judge } from '../../src/checks/judge.js';
import { quoteIdentifier } from '../../src/model/quote.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { startAtHand } from '../postgres/servers-at-hand.js';
import { writeFiles } from '../project/write-files.js';
import { factsOf } from './facts-of.js';
import { entry, journalOf } from './history-files.js';

let server: EphemeralServer;
let sql: postgres.Sql;
beforeAll(async () => {
  server = await startAtHand('embedded');
  sql = await (await server.createDatabase()).connect();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

test.each([
  ['orders'.repeat(10) + 'abc'],
  ['orders'.repeat(10) + 'abcd'],
  ['Rechnungsprüfungen'.repeat(4)],
  ['注文'.repeat(20)],
  [`${'o'.repeat(62)}é`],
  ['🧾'.repeat(16)],
])('PostgreSQL keeps of "%s" what the check says', async (name) => {
  const [row] = await sql
    .unsafe<[{ kept: string }]>(`SELECT 1 AS ${quoteIdentifier(name)}`)
    .then((rows) => rows.columns.map((column) => ({ kept: column.name })));
  expect(truncate(name)).toBe(row?.kept);
});

test.each([
  ['64 letters', 'SELECT 1 AS "'.concat('o'.repeat(64), '"'), 1],
  ['63 letters', 'SELECT 1 AS "'.concat('o'.repeat(63), '"'), 0],
  ['64 letters without quotes', `SELECT 1 AS ${'o$_1'.repeat(16)}`, 1],
  ['64 quotes, each doubled', 'SELECT 1 AS "'.concat('""'.repeat(64), '"'), 1],
  ['63 letters, one of two bytes', 'SELECT 1 AS "'.concat('o'.repeat(62), 'é"'), 1],
  ['64 letters in a string', `SELECT '${'o'.repeat(64)}'`, 0],
])('a name of %s', (_, text, count) => {
  expect(longNamesIn(text)).toHaveLength(count);
});

const LONG = 'customer_subscription_invoice_line_items_originating_organization';
const [ID, CODE] = [`${LONG}_id_fk`, `${LONG}_code_fk`];

const messagesOf = async (...files: readonly string[]) => {
  const tags = files.map((_, idx) => `000${idx}_orders`);
  using folder = writeFiles({
    'drizzle/meta/_journal.json': journalOf(...tags.map((tag, idx) => entry(idx, tag))),
    ...Object.fromEntries(tags.map((tag, idx) => [`drizzle/${tag}.sql`, files[idx] ?? ''])),
  });
  const history = await readHistory(`${folder.path}/drizzle`, folder.path);
  const findings = judge(await factsOf(history, { newTags: tags }), [truncatedName]);
  return findings.map(({ severity, message }) => `${severity}: ${message}`);
};
const add = (table: string, name: string) => `ALTER TABLE ${table} ADD CONSTRAINT "${name}" CHECK (id > 0);`;

describe('two names that begin alike', () => {
  const collision = `error: "${CODE}" and "${ID}" are one name to PostgreSQL`;

  test.each([
    ['are one in one table', [add('orders', ID) + add('orders', CODE)], 1],
    ['are one in two migrations', [add('orders', ID), add('orders', CODE)], 1],
    ['are one behind a guard', [`DO $$ BEGIN ${add('orders', ID)} ${add('orders', CODE)} END $$;`], 1],
    ['are two in two tables', [add('orders', ID), add('invoices', CODE)], 0],
    [
      'may follow each other',
      [add('orders', ID), `ALTER TABLE orders DROP CONSTRAINT "${ID}"`, add('orders', CODE)],
      0,
    ],
  ])('%s', async (_, files, expected) => {
    const errors = (await messagesOf(...files)).filter((message) => message.startsWith('error'));
    expect(errors).toEqual(Array.from({ length: expected }, () => collision));
  });
});

test('a name that is nobody else’s is a notice, and 63 bytes are none', async () => {
  expect(await messagesOf(add('orders', ID))).toEqual([`notice: "${ID}" is longer than 63 bytes`]);
  expect(await messagesOf(add('orders', 'o'.repeat(63)))).toEqual([]);
});

test('names without quotes are folded, comments and strings are no names', () => {
  const written = `CREATE INDEX ${ID.toUpperCase()} ON orders (id); -- ${CODE}\nSELECT '${CODE}'`;
  expect(longNamesIn(written).map((name) => name.written)).toEqual([ID]);
});

test.each([
  ['a DO block', `DO $$ BEGIN CREATE TABLE ${LONG} (id int); END $$;`, 1],
  [
    'a DO block that names its language first',
    `DO LANGUAGE plpgsql $$ BEGIN CREATE TABLE ${LONG} (id int); END $$;`,
    1,
  ],
  ['a function', `CREATE FUNCTION f() RETURNS void LANGUAGE sql AS $f$ CREATE TABLE ${LONG} (id int) $f$;`, 1],
  ['EXECUTE in a block', `DO $$ BEGIN EXECUTE format($q$CREATE TABLE ${LONG} (id int)$q$); END $$;`, 1],
  ['the text of a default', `ALTER TABLE orders ADD note text DEFAULT $t$ see ${LONG} $t$;`, 0],
  ['a text in a block', `DO $$ BEGIN RAISE NOTICE '%', $t$ see ${LONG} $t$; END $$;`, 0],
])('of %s', (_, text, expected) => {
  expect(longNamesIn(text)).toHaveLength(expected);
});

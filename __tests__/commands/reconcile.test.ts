/** `check --reconcile`: what is printed in place of the report, and the exit code. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runCheck } from '../../src/commands/run-check.js';
import { parseArguments } from '../../src/inputs/arguments.js';

const folder = mkdtempSync(join(tmpdir(), 'reconcile-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Exit code and text. */
async function reconcile(fixture: string, direction: string, ...flags: readonly string[]) {
  const output = join(folder, 'lines');
  const project = ['--working-directory', resolve('migrations-fixtures', fixture), ...flags];
  const argv = ['check', '--postgres', 'embedded', '--reconcile', direction, '--output', output, ...project];
  const invocation = parseArguments(argv);
  if (invocation.command !== 'check') throw new Error('the arguments ask for no check');
  return [await runCheck(invocation.options, {}), readFileSync(output, 'utf8')];
}

const PARTS = 'the third argument, (table) => [ … ],';
const ORDERS = "pgTable('orders', …) (schema.ts:8)";

describe('schema and history are brought together', () => {
  test.each([
    [
      'drift/undeclared/bad',
      'schema',
      "import { index } from 'drizzle-orm/pg-core';\n\n" +
        `// index public.orders.orders_customer_id_index: add in ${PARTS} of ${ORDERS}\n` +
        "index('orders_customer_id_index').using('btree', table.customerId),\n",
    ],
    ['drift/undeclared/bad', 'history', 'DROP INDEX "public"."orders_customer_id_index";\n'],
    [
      'drift/never-created/bad',
      'schema',
      `\n// index public.orders.orders_placed_at_index: remove from ${PARTS} of ${ORDERS}\n`,
    ],
    [
      'drift/never-created/bad',
      'history',
      'CREATE INDEX orders_placed_at_index ON public.orders USING btree (placed_at);\n',
    ],
    [
      'drift/differs/bad',
      'schema',
      "import { timestamp } from 'drizzle-orm/pg-core';\n\n" +
        `// column public.orders.shipped_at: change in the columns of ${ORDERS}\n` +
        "shippedAt: timestamp('shipped_at'),\n",
    ],
    [
      'drift/snapshot-differs/bad',
      'history',
      '-- column public.orders.note: the snapshot alone differs: run "drizzle-gatekeeper snapshot"\n',
    ],
  ])('%s, by the %s', async (fixture, direction, text) => {
    expect(await reconcile(fixture, direction)).toEqual([1, text]);
  });

  test('without the TypeScript, the snapshot stands for the schema', async () => {
    const lines = await reconcile('drift/never-created/bad', 'history', '--migrations', 'drizzle');
    expect(lines).toEqual([1, 'CREATE INDEX orders_placed_at_index ON public.orders USING btree (placed_at);\n']);
  });
});

test('where they agree there is nothing to print', async () => {
  expect(await reconcile('drift/undeclared/good', 'schema')).toEqual([0, '']);
});

test('where the history cannot be replayed, nothing is proven by silence', async () => {
  await expect(reconcile('replay/statement-failed/bad', 'history', '--migrations', 'drizzle')).rejects.toThrow(
    'schema and history cannot be brought together: the replay stopped at "0001_invoices"',
  );
});

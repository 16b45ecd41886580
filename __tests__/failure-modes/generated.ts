/** Failure modes that show when the next migration is generated: brought about by the real drizzle-kit. */
import { expect } from '@jest/globals';
import type { Source } from './project.js';
import type { Workshop } from './workshop.js';

export interface Generated {
  readonly id: `FM${number}`;
  readonly mode: string;
  readonly project: Source;
  readonly schema: string;
  /** Makes it happen, and holds what drizzle-kit does. */
  readonly happens: (workshop: Workshop) => Promise<void>;
  /** SQLSTATE with which the migrator then stops; absent: it is not asked. */
  readonly ends?: string;
  readonly finding: string;
  readonly tells: string;
}

const IMPORTS = `import { sql } from 'drizzle-orm';
import { check, integer, pgTable, serial, text } from 'drizzle-orm/pg-core';\n`;
const shop = (note = '') => `${IMPORTS}
export const orders = pgTable('orders', { id: serial('id').primaryKey(), customer: text('customer').notNull(), ${note} });
export const invoices = pgTable('invoices', {
  id: serial('id').primaryKey(),
  orderId: integer('order_id').notNull().references(() => orders.id),
  total: integer('total'),
});`;
const NOTE = `note: text('note')`;
const ORDERS = `${IMPORTS}
export const orders = pgTable(
  'orders',
  { id: serial('id').primaryKey(), total: integer('total').notNull(), note: text('note').default('none') },
  (table) => [check('orders_total_check', sql\`\${table.total} > 0\`)],
);`;

export const GENERATED: readonly Generated[] = [
  {
    id: 'FM4',
    mode: 'two snapshots with one parent: nothing can be generated, with exit code 0',
    project: 'history/snapshot-fork/bad',
    schema: shop(`phone: text('phone')`),
    happens: async ({ run, list }) => {
      const before = list();
      expect(await run('0.31', 'generate')).toEqual({
        code: 0,
        output: expect.stringContaining('which is a collision'),
      });
      expect(list()).toEqual(before);
    },
    finding: 'history/snapshot-fork',
    tells: 'have the same parent',
  },
  {
    id: 'FM8',
    mode: 'a missing snapshot: what its migration did is generated again',
    project: 'history/missing-snapshot/bad',
    schema: shop(),
    happens: async ({ run, read }) => {
      expect(await run('0.31', 'generate', '--name', 'again')).toMatchObject({ code: 0 });
      expect(read('drizzle/0003_again.sql')).toBe(read('drizzle/0002_invoice_total.sql'));
    },
    ends: '42701',
    finding: 'history/missing-snapshot',
    tells: '"0002_invoice_total" has no snapshot',
  },
  {
    id: 'FM24',
    mode: 'a difference in spelling: statements that change nothing',
    project: {},
    schema: ORDERS,
    happens: async ({ run, read, replace }) => {
      await run('0.31', 'generate', '--name', 'orders');
      replace('drizzle/meta/0000_snapshot.json', `"default": "'none'"`, `"default": "'none'::text"`);
      await run('0.31', 'generate', '--name', 'again');
      expect(read('drizzle/0001_again.sql')).toContain(`SET DEFAULT 'none'`);
      // As whoever looks at it does: takes it back, and finds it again the next time.
      replace('drizzle/meta/0001_snapshot.json', `"default": "'none'"`, `"default": "'none'::text"`);
    },
    finding: 'drift/missing-migration',
    tells: 'that change nothing',
  },
  {
    id: 'FM43',
    mode: 'a journal older than the folder: the snapshot of a merged migration is written over',
    project: 'history/index-gap/good',
    schema: shop(NOTE),
    happens: async ({ run, merge, read, replace }) => {
      merge();
      const before = read('drizzle/meta/0002_snapshot.json');
      const full = read('drizzle/meta/_journal.json');
      replace('drizzle/meta/_journal.json', /,\s*\{[^{}]*"0002_invoice_total"[^{}]*\}/, '');
      expect(await run('0.31', 'generate', '--name', 'note')).toMatchObject({ code: 0 });
      expect(read('drizzle/meta/0002_snapshot.json')).not.toBe(before);
      expect(full).not.toBe(read('drizzle/meta/_journal.json'));
    },
    finding: 'history/snapshot-edited-after-merge',
    tells: '"drizzle/meta/0002_snapshot.json" differs from that on main',
  },
  {
    id: 'FM54',
    mode: 'a missing snapshot: the upgrade to 1.0 stops',
    project: 'history/missing-snapshot/bad',
    schema: shop(),
    happens: async ({ run, list }) => {
      expect(await run('1.0', 'up')).toEqual({ code: 1, output: expect.stringContaining('No snapshot was found') });
      expect(list().filter((path) => path.endsWith('migration.sql'))).toEqual([]);
    },
    finding: 'history/missing-snapshot',
    tells: '"0002_invoice_total" has no snapshot',
  },
  {
    id: 'FM55',
    mode: 'after the upgrade to 1.0: a migration that changes nothing',
    project: {},
    schema: ORDERS,
    happens: async ({ run, list }) => {
      await run('0.31', 'generate', '--name', 'orders');
      expect(await run('1.0', 'up')).toMatchObject({ code: 0 });
      expect(list().filter((path) => path.endsWith('migration.sql'))).toHaveLength(1);
    },
    finding: 'drift/missing-migration',
    tells: 'that change nothing',
  },
];

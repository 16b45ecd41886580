/** What real schemas are made of beside tables of `public`. */
import { relations, sql } from 'drizzle-orm';
import { customType, integer, pgPolicy, pgRole, pgSchema, pgTable, pgView, serial, text } from 'drizzle-orm/pg-core';

const citext = customType<{ data: string }>({ dataType: () => 'citext' });

export const clerk = pgRole('clerk');
export const billing = pgSchema('billing');
export const invoices = billing.table('invoices', {
  id: serial().primaryKey(),
  orderId: integer().references(() => orders.id),
  billingEmail: citext(),
});
export const orders = pgTable('orders', { id: serial().primaryKey(), total: text('total').notNull() }, () => [
  pgPolicy('clerks_read', { for: 'select', to: clerk, using: sql`true` }),
]);
export const openOrders = pgView('open_orders', { id: integer() }).existing();
export const orderRelations = relations(orders, ({ many }) => ({ invoices: many(invoices) }));

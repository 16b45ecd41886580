import { sql } from 'drizzle-orm';
import { check, index, integer, numeric, pgEnum, pgTable, pgView, serial, text, timestamp } from 'drizzle-orm/pg-core';

export const orderStatus = pgEnum('order_status', ['open', 'paid', 'shipped']);

export const customers = pgTable('customers', {
  id: serial('id').primaryKey(),
  name: text('name').notNull(),
  email: text('email').notNull().unique(),
  phone: text('phone'),
});

export const orders = pgTable(
  'orders',
  {
    id: serial('id').primaryKey(),
    customerId: integer('customer_id')
      .notNull()
      .references(() => customers.id, { onDelete: 'cascade' }),
    status: orderStatus('status').notNull().default('open'),
    note: text('note'),
    placedAt: timestamp('placed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => [index('orders_placed_at_index').on(table.placedAt)],
);

export const invoices = pgTable(
  'invoices',
  {
    id: serial('id').primaryKey(),
    orderId: integer('order_id')
      .notNull()
      .references(() => orders.id),
    number: text('number').notNull().unique(),
    total: numeric('total', { precision: 12, scale: 2 }).notNull(),
    paidAt: timestamp('paid_at', { withTimezone: true }),
    taxRate: numeric('tax_rate', { precision: 5, scale: 2 }).notNull().default('20.00'),
  },
  (table) => [check('invoices_total_positive', sql`${table.total} > 0`)],
);

export const openOrders = pgView('open_orders').as((query) =>
  query
    .select({ id: orders.id, customerId: orders.customerId, placedAt: orders.placedAt })
    .from(orders)
    .where(sql`${orders.status} = 'open'`),
);

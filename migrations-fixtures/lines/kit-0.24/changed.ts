// As schema.ts, with another column in the place of customers.email.
import { index, integer, numeric, pgEnum, pgTable, serial, text, timestamp, unique } from 'drizzle-orm/pg-core';

export const orderStatus = pgEnum('order_status', ['open', 'paid', 'shipped']);

export const customers = pgTable('customers', {
  id: serial('id').primaryKey(),
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
    placedAt: timestamp('placed_at', { withTimezone: true }).notNull().defaultNow(),
  },
  (table) => ({ placedAtIndex: index('orders_placed_at_index').on(table.placedAt) }),
);

export const invoices = pgTable(
  'invoices',
  {
    id: serial('id').primaryKey(),
    orderId: integer('order_id')
      .notNull()
      .references(() => orders.id),
    number: text('number').notNull(),
    total: numeric('total', { precision: 12, scale: 2 }).notNull(),
  },
  (table) => ({ orderNumber: unique('invoices_order_number').on(table.orderId, table.number) }),
);

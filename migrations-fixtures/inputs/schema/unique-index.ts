import { integer, pgTable, serial, text, uniqueIndex } from 'drizzle-orm/pg-core';

export const orders = pgTable(
  'orders',
  { id: serial('id').primaryKey(), total: text('total').notNull(), number: integer('number').notNull() },
  (table) => [uniqueIndex('orders_number').on(table.number)],
);

export const invoices = pgTable('invoices', {
  orderNumber: integer('order_number').references(() => orders.number),
});

import { index, pgTable, serial } from 'drizzle-orm/pg-core';

export const orders = pgTable('orders', { id: serial('id').primaryKey() }, (table) => [
  index('orders_index').on(table.id),
  index('orders_index').on(table.id),
]);

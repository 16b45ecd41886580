import { pgTable, serial, text } from 'drizzle-orm/pg-core';

export const orders = pgTable('orders', {
  id: serial('id').primaryKey(),
  amount: text('amount').notNull(),
});

export const customers = pgTable('customers', { id: serial('id').primaryKey() });

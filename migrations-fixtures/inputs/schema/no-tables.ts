import { pgTable, serial } from 'drizzle-orm/pg-core';

const orders = pgTable('orders', { id: serial('id').primaryKey() });

export const names = [orders].length;

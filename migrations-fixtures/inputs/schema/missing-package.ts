import { pgTable, serial } from 'drizzle-orm/pg-core';
import { createId } from 'orders-identifiers';

export const orders = pgTable('orders', { id: serial('id').$defaultFn(createId) });

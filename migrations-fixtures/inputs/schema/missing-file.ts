import { pgTable, serial } from 'drizzle-orm/pg-core';

import { customers } from './customers';

export const orders = pgTable('orders', { id: serial('id').references(() => customers.id) });

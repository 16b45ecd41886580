import { pgTable, serial } from 'drizzle-orm/pg-core';
import { region } from './region';

export const orders = pgTable(`orders_${region}`, { id: serial('id').primaryKey() });

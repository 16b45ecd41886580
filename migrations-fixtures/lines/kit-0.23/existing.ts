/** The schema, and a view that hand-written SQL makes. */
import { integer, pgView } from 'drizzle-orm/pg-core';

export * from './schema';
export const openInvoices = pgView('open_invoices', { id: integer('id') }).existing();

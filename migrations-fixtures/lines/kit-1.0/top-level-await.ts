/** The schema, where a module waits for something before it exports; this line evaluates ES modules. */
const { pgTable } = await import('drizzle-orm/pg-core');

export * from './schema';
export const notes = pgTable('notes', (column) => ({ id: column.serial().primaryKey() }));

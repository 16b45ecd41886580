import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  driver: 'pglite',
  schema: ['./schema/orders.ts', './schema/barrel'],
  out: './drizzle',
  casing: 'snake_case',
  breakpoints: false,
  dbCredentials: { url: './orders-database' },
  migrations: { schema: 'public', table: 'order_migrations' },
});

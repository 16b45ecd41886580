import { defineConfig } from 'drizzle-kit';

function required(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}

export default defineConfig({
  dialect: 'postgresql',
  schema: './schema/orders.ts',
  dbCredentials: { url: required('DATABASE_URL') },
  out: `./${required('ORDERS_FOLDER')}`,
});

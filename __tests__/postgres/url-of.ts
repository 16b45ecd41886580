/** Ephemeral databases as connection strings: one of them plays the deployed database. */
import { dirname } from 'node:path';
import type postgres from 'postgres';

/** `sql` comes from a server behind a Unix socket. */
export function urlOf(sql: postgres.Sql): string {
  const { path, database } = sql.options;
  if (typeof path !== 'string') throw new Error('the server has no Unix socket');
  return `postgres://postgres@/${database}?host=${dirname(path)}`;
}

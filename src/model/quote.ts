/** Names and texts as PostgreSQL reads them: the only place where SQL is quoted. */

/** Always with quotes, as Drizzle writes it: `"orders"`, `"public"."orders"`. */
export function quoteIdentifier(...path: readonly string[]): string {
  return path.map((name) => `"${name.replaceAll('"', '""')}"`).join('.');
}

/** For `standard_conforming_strings = on`, the default since PostgreSQL 9.1. */
export function quoteLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

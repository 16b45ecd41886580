/** Examples of a rule: migrations that it tells of, and migrations that it must leave alone. Postgres grades them. */
export interface Example {
  /** A whole migration file. */
  readonly sql: string;
  /** What an earlier migration built. */
  readonly setup?: string;
}

export interface Examples {
  readonly invalid: readonly Example[];
  readonly valid: readonly Example[];
}

export const ORDERS = 'CREATE TABLE orders (id integer PRIMARY KEY, customer text, total integer);';

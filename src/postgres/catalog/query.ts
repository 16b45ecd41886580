/** How one object kind is read. */

/**
 * A SELECT whose columns are the fields of `CatalogObject`: kind, schema, parent, name and `attributes` as JSON, in the
 * order in which a reader wants to see them. So the query is its own row mapper. It may use the shared parts of
 * `own-objects.ts`. 64-bit numbers are given as text, for JSON's numbers end at 2^53 in JavaScript.
 */
export interface CatalogQuery {
  readonly sql: string;
  /** Lowest `server_version_num` that has these catalogs; absent: every supported one. */
  readonly since?: number;
  /** First `server_version_num` that no longer needs this form. */
  readonly until?: number;
}

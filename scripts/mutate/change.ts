/** Single changes to a database, made for whatever schema it has. */
import type { Catalog, CatalogObject, Difference } from '../../src/model/catalog.js';
import { nameOf } from '../../src/model/catalog.js';
import { quoteIdentifier } from '../../src/model/quote.js';

/** One change, and the one difference that has to tell it. */
export interface Change {
  readonly sql: string;
  readonly object: string;
  readonly change: Difference['change'];
}

/** A kind of change: where it can be made, most wanted first. The server may still refuse it. */
export interface ChangeKind {
  readonly kind: string;
  readonly candidates: (schema: Schema) => readonly Change[];
  /** Drizzle cannot state it: told between two databases, silent where the schema is compared. */
  readonly beyondDrizzle?: true;
}

/** A catalog, with what the changes look for. */
export interface Schema {
  readonly tables: readonly CatalogObject[];
  /** Columns of tables that no key, index, policy or view names: changing one changes nothing else. */
  readonly freeColumns: readonly CatalogObject[];
  readonly of: (kind: CatalogObject['kind']) => readonly CatalogObject[];
}

export function describeSchema({ objects }: Catalog): Schema {
  const of = (kind: CatalogObject['kind']) => objects.filter((object) => object.kind === kind);
  const tables = of('table').filter(isPlain);
  const names = new Set(tables.map(pathOf));
  const others = objects.filter(({ kind }) => !['table', 'column', 'grant', 'comment'].includes(kind));
  const texts = others.map((object) => ({ table: tableOf(object), text: JSON.stringify(object.attributes) }));
  const isFree = (column: CatalogObject) => {
    const word = new RegExp(`(?<!\\w)${column.name.replaceAll(/[^\w]/g, String.raw`\$&`)}(?!\\w)`);
    const table = tableOf(column);
    return !texts.some(
      (part) =>
        (part.table === table || part.table === null || part.text.includes(column.parent ?? '')) &&
        word.test(part.text),
    );
  };
  const freeColumns = of('column').filter((column) => names.has(tableOf(column) ?? '') && isFree(column));
  return { tables, freeColumns, of };
}

function isPlain({ attributes }: CatalogObject): boolean {
  return attributes['partitionKey'] === null && attributes['partitionOf'] === null;
}

function pathOf({ schema, name }: CatalogObject): string {
  return `${schema}.${name}`;
}

function tableOf({ schema, parent }: CatalogObject): string | null {
  return parent === null ? null : `${schema}.${parent}`;
}

/** `"public"."orders"` of a table, or of the table that a part belongs to. */
export function quoteTable({ schema, parent, name }: CatalogObject): string {
  return quoteIdentifier(schema ?? 'public', parent ?? name);
}

/** `"public"."status"`, whatever it is a part of. */
export function quoteOwn({ schema, name }: CatalogObject): string {
  return quoteIdentifier(...(schema === null ? [] : [schema]), name);
}

export function changed(object: CatalogObject, sql: string): Change {
  return { sql, object: nameOf(object), change: 'changed' };
}

export function missing(object: CatalogObject, sql: string): Change {
  return { sql, object: nameOf(object), change: 'missing' };
}

/** A new part of a table, or a new object of its own where `table` is null. */
export function extra(kind: CatalogObject['kind'], table: CatalogObject | null, name: string, sql: string): Change {
  const place = { kind, schema: table === null ? 'public' : table.schema, parent: table?.name ?? null, name };
  return { sql, object: nameOf(place), change: 'extra' };
}

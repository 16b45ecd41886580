/** How TypeScript spells names and texts. */
import type { CatalogObject } from '../../model/catalog.js';

/** Functions of `drizzle-orm/pg-core` (and `sql`) that lines use: the imports that they need. */
export type Uses = Set<string>;

/** `order_items` → `orderItems`; what is no identifier even so is quoted where `asKey`, else made one. */
export function camelCase(name: string): string {
  const [first = '', ...rest] = name.split(/[^\p{L}\p{N}$]+/u).filter((word) => word !== '');
  const joined = [
    first.charAt(0).toLowerCase() + first.slice(1),
    ...rest.map((word) => word.charAt(0).toUpperCase() + word.slice(1)),
  ].join('');
  return /^[\p{L}$]/u.test(joined) && !RESERVED.has(joined) ? joined : `_${joined}`;
}

const RESERVED: ReadonlySet<string> = new Set(
  'await break case catch class const continue default delete do else enum export extends false finally for function if import in instanceof new null return static super switch this throw true try typeof var void while with yield let'.split(
    ' ',
  ),
);

/** The variable that a table, enum, schema or role is expected to be kept in. */
export function variableOf({ schema, name }: Pick<CatalogObject, 'schema' | 'name'>): string {
  return schema === null || schema === 'public' ? camelCase(name) : camelCase(`${schema}_${name}`);
}

export function quote(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

/** SQL within the `sql` template. */
export function template(text: string, uses: Uses): string {
  uses.add('sql');
  return `sql\`${text.replaceAll('\\', '\\\\').replaceAll('`', '\\`').replaceAll('${', '\\${')}\``;
}

/** `{ length: 120 }`; empty where there are none. */
export function options(entries: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(entries).flatMap(([key, value]) => (value === null ? [] : `${key}: ${value}`));
  return given.length === 0 ? '' : `{ ${given.join(', ')} }`;
}

/** Arguments without those that are empty. */
export function call(name: string, ...parts: readonly string[]): string {
  return `${name}(${parts.filter((part) => part !== '').join(', ')})`;
}

/** The parts of a name as Postgres prints it: `billing."Late Fees"`. */
export function unquotePath(text: string): string[] {
  const parts = text.match(/"(?:[^"]|"")*"|[^."]+/g) ?? [];
  return parts.map((part) => (part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part));
}

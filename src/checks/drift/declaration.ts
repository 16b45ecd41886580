/** Finds the call in the schema files that declares an object: `pgTable('orders', …)`. */
import type { CatalogObject, ObjectKind } from '../../model/catalog.js';
import type { Span } from '../../model/finding.js';
import type { SourceFile } from '../../model/history.js';

export interface Declaration {
  readonly source: SourceFile;
  /** The call up to the name, or all of it where it has nothing else. */
  readonly span: Span;
  /** The call in short, as in `pgTable('orders', …)`. */
  readonly text: string;
}

/** How the functions are called that declare a kind, `pgSchema`'s methods and wrappers such as `createTable` included. */
const FUNCTIONS: Readonly<Partial<Record<ObjectKind, string>>> = {
  schema: 'Schema',
  role: 'Role',
  enum: 'Enum',
  sequence: 'Sequence',
  table: 'Table',
  view: 'View',
  'materialized view': 'View',
};

/**
 * The declaration of the object, or of the table that it is a part of. null: the name stands in no such call, as where it
 * is computed, or in several, as where two schemas have a table of that name.
 */
export function findDeclaration(object: CatalogObject, sources: readonly SourceFile[]): Declaration | null {
  const word = object.parent === null ? FUNCTIONS[object.kind] : 'Table';
  if (word === undefined) return null;
  const name = (object.parent ?? object.name).replaceAll(/[^\w]/gu, String.raw`\$&`);
  const functions = `(?:\\w*${word}|${word.toLowerCase()})`;
  const call = new RegExp(
    `(?<![\\w.])(?:[\\w$]+\\.)*${functions}(?:<[^()]*>)?\\(\\s*(["'\`])${name}\\1(\\s*\\))?`,
    'g',
  );
  const found = sources.flatMap((source) =>
    [...source.text.matchAll(call)].map((match) => ({
      source,
      span: { start: match.index, end: match.index + match[0].length },
      text: match[2] === undefined ? `${match[0].replace(/\(\s+/, '(')}, …)` : match[0].replace(/\s+/g, ''),
    })),
  );
  const [first, ...others] = found;
  return first !== undefined && others.length === 0 ? first : null;
}

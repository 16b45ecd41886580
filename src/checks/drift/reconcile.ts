/** What brings schema and history together: lines for the schema files, or a migration (`--reconcile`). Pure. */
import { renderDdl } from '../../compare/ddl/render-ddl.js';
import { columnLine } from '../../compare/typescript/column.js';
import { partLine } from '../../compare/typescript/part.js';
import { importsOf } from '../../compare/typescript/schema-file.js';
import { declare, enumsIn } from '../../compare/typescript/whole.js';
import type { Uses } from '../../compare/typescript/words.js';
import type { Catalog, Difference, ObjectKind } from '../../model/catalog.js';
import type { Facts } from '../../model/facts.js';
import { BREAKPOINT } from '../../model/history.js';
import { valueOf } from '../../model/gathered.js';
import { causesOf } from './causes.js';
import { declarationOf } from './origins.js';

/** Which side is to follow the other. */
export type Direction = 'schema' | 'history';

/** Text for a file, one line break at its end; null: nothing differs, as far as the sides were built. */
export function reconcile(facts: Facts, direction: Direction): string | null {
  const { history, snapshot } = causesOf(facts);
  const declared = valueOf(facts.catalogs.declared);
  // Without the TypeScript, the snapshot is what is known of the schema.
  const differences = declared === null ? snapshot : history;
  const expected = declared ?? valueOf(facts.catalogs.recorded);
  const actual = valueOf(facts.catalogs.replayed);
  if (expected === null || actual === null) return null;
  if (differences.length === 0) return snapshot.length === 0 ? null : sayStale(snapshot, direction);
  return direction === 'history' ? migrationFor(differences, expected) : schemaFor(differences, actual, facts);
}

/** Schema and database agree: nothing is to be written but the snapshot. */
function sayStale(snapshot: readonly Difference[], direction: Direction): string {
  const sign = direction === 'schema' ? '//' : '--';
  const advice = 'the snapshot alone differs: run "drizzle-gatekeeper snapshot"';
  return snapshot.map(({ object }) => `${sign} ${onOneLine(object)}: ${advice}\n`).join('');
}

/** In the order in which objects can be created. */
const ORDER: readonly ObjectKind[] = [
  'schema',
  'role',
  'enum',
  'sequence',
  'table',
  'column',
  'primary key',
  'unique',
  'foreign key',
  'check',
  'index',
  'view',
  'materialized view',
  'policy',
];

/** What is to go goes first, the last that came before all. */
function rank({ kind, change }: Difference): number {
  return (change === 'extra' ? -1 : 1) * (ORDER.indexOf(kind) + 1);
}

function migrationFor(differences: readonly Difference[], expected: Catalog): string {
  const statements = differences
    .toSorted((left, right) => rank(left) - rank(right))
    .flatMap((difference) => {
      const { object } = difference;
      const sql = renderDdl(difference, expected);
      return sql === null
        ? `-- ${onOneLine(object)}: no plain statement does it and keeps the data`
        : sql.split(/(?<=;)\n/);
    });
  return `${statements.join(`\n${BREAKPOINT}\n`)}\n`;
}

function schemaFor(differences: readonly Difference[], actual: Catalog, facts: Facts): string {
  const uses: Uses = new Set();
  const blocks = differences.map((difference) => {
    const lines = linesFor(difference, actual, uses);
    return [`// ${onOneLine(`${difference.object}: ${sayWhere(difference, facts)}`)}`, ...lines].join('\n');
  });
  return `${importsOf(uses)}\n${blocks.join('\n\n')}\n`;
}

function linesFor({ change, actual: object, attributes }: Difference, catalog: Catalog, uses: Uses): string[] {
  if (change === 'missing' || object === null) return [];
  if (object.kind === 'column') {
    return [columnLine(object, isKeyColumn(object.name, object.parent, catalog), enumsIn(catalog), uses)];
  }
  const line = object.parent === null ? declare(object, catalog, uses) : partLine(object, uses);
  const named = attributes.map(({ attribute }) => attribute).join(', ');
  return [line ?? `// cannot be declared: ${named}`];
}

function isKeyColumn(name: string, table: string | null, { objects }: Catalog): boolean {
  const key = objects.find(({ kind, parent }) => kind === 'primary key' && parent === table);
  return JSON.stringify(key?.attributes['columns']) === JSON.stringify([name]);
}

/** As in `add to the third argument of pgTable('orders' (schema.ts:8)`. */
function sayWhere(difference: Difference, facts: Facts): string {
  const verb = { missing: 'remove', extra: 'add', changed: 'change' }[difference.change];
  const [origin] = declarationOf(difference, facts);
  const place = origin?.kind === 'origin' ? `${origin.text} (${origin.location.file}:${origin.location.line})` : null;
  const object = difference.actual ?? difference.expected;
  if (object === null || object.parent === null) return place === null ? verb : `${verb} ${place}`;
  const part = object.kind === 'column' ? 'the columns' : 'the third argument, (table) => [ … ],';
  const preposition = difference.change === 'missing' ? 'from' : 'in';
  return `${verb} ${preposition} ${part} of ${place ?? `table ${object.schema}.${object.parent}`}`;
}

/** A name may hold line breaks, which would end a comment. */
function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

/** Changes to tables and columns. */
import type { CatalogObject } from '../../src/model/catalog.js';
import { quoteIdentifier } from '../../src/model/quote.js';
import { changed, extra, missing, quoteOwn, quoteTable, type Change, type ChangeKind, type Schema } from './change.js';

/** A change to the first free columns that fit. */
function onColumns(
  kind: string,
  fits: (column: CatalogObject) => boolean,
  action: (name: string, column: CatalogObject) => string,
  beyondDrizzle?: true,
): ChangeKind {
  const change = (column: CatalogObject): Change =>
    changed(column, `alter table ${quoteTable(column)} ${action(quoteIdentifier(column.name), column)}`);
  const candidates = ({ freeColumns }: Schema) => freeColumns.filter(fits).map(change);
  return { kind, candidates, ...(beyondDrizzle && { beyondDrizzle }) };
}

function onTables(kind: string, action: (table: CatalogObject) => Change, beyondDrizzle?: true): ChangeKind {
  return { kind, candidates: ({ tables }) => tables.map(action), ...(beyondDrizzle && { beyondDrizzle }) };
}

const typeOf = ({ attributes }: CatalogObject): string => String(attributes['type']);
const isPlain = ({ attributes }: CatalogObject): boolean =>
  [attributes['identity'], attributes['generated'], attributes['serialSequence']].every((value) => value === null);
const isOf = (pattern: RegExp) => (column: CatalogObject) => isPlain(column) && pattern.test(typeOf(column));
const hasDefault = ({ attributes }: CatalogObject): boolean => attributes['default'] !== null;
const isNotNull = ({ attributes }: CatalogObject): boolean => attributes['notNull'] === true;

export const COLUMN_CHANGES: readonly ChangeKind[] = [
  onTables('table dropped', (table) => missing(table, `drop table ${quoteOwn(table)}`)),
  {
    kind: 'table added',
    candidates: () => [extra('table', null, 'mutant', 'create table mutant (id integer primary key)')],
  },
  onTables('row security enabled', (table) => {
    const action = table.attributes['rowSecurity'] === true ? 'disable' : 'enable';
    return changed(table, `alter table ${quoteOwn(table)} ${action} row level security`);
  }),
  onTables(
    'row security forced',
    (table) => changed(table, `alter table ${quoteOwn(table)} force row level security`),
    true,
  ),
  onTables('storage option', (table) => changed(table, `alter table ${quoteOwn(table)} set (fillfactor = 70)`), true),
  onTables('replica identity', (table) => changed(table, `alter table ${quoteOwn(table)} replica identity full`), true),
  onTables('column added', (table) =>
    extra('column', table, 'mutant', `alter table ${quoteOwn(table)} add mutant text`),
  ),
  {
    kind: 'column dropped',
    candidates: ({ freeColumns }) =>
      freeColumns
        .filter(isPlain)
        .map((column) => missing(column, `alter table ${quoteTable(column)} drop ${quoteIdentifier(column.name)}`)),
  },
  onColumns('type: text to varchar', isOf(/^text$/), (name) => `alter ${name} type varchar(300)`),
  onColumns('type: number to bigint', isOf(/^integer$/), (name) => `alter ${name} type bigint`),
  onColumns('type: time zone', isOf(/^timestamp/), (name, column) => {
    return `alter ${name} type ${typeOf(column).includes('with time zone') ? 'timestamp' : 'timestamptz'}`;
  }),
  onColumns('type: array', isOf(/^(?:text|integer|boolean|uuid)$/), (name, column) => {
    return `alter ${name} drop default, alter ${name} type ${typeOf(column)}[] using array[${name}]`;
  }),
  onColumns('length', isOf(/^character varying\(\d+\)$/), (name) => `alter ${name} type varchar(299)`),
  onColumns('precision', isOf(/^numeric/), (name) => `alter ${name} type numeric(31, 7)`),
  onColumns('precision of a time', isOf(/^timestamp (?!\()/), (name, column) => {
    return `alter ${name} type ${typeOf(column).replace('timestamp', 'timestamp(3)')}`;
  }),
  onColumns(
    'collation',
    isOf(/^(?:text|character varying)/),
    (name, column) => `alter ${name} type ${typeOf(column)} collate "C"`,
    true,
  ),
  onColumns(
    'NOT NULL set',
    (column) => !isNotNull(column),
    (name) => `alter ${name} set not null`,
  ),
  onColumns(
    'NOT NULL dropped',
    (column) => isNotNull(column) && isPlain(column),
    (name) => `alter ${name} drop not null`,
  ),
  onColumns(
    'default added',
    (column) => isOf(/^text$/)(column) && !hasDefault(column),
    (name) => `alter ${name} set default 'mutant'`,
  ),
  onColumns(
    'default dropped',
    (column) => isPlain(column) && hasDefault(column),
    (name) => `alter ${name} drop default`,
  ),
  onColumns(
    'default changed',
    (column) => isOf(/^(?:text|boolean|integer|jsonb|timestamp.*)$/)(column) && hasDefault(column),
    (name, column) => `alter ${name} set default ${otherDefault(column)}`,
  ),
  onColumns(
    'identity added',
    (column) => isOf(/^(?:integer|bigint)$/)(column) && isNotNull(column) && !hasDefault(column),
    (name) => {
      return `alter ${name} add generated always as identity`;
    },
  ),
  onTables('identity column added', (table) =>
    extra('column', table, 'mutant', `alter table ${quoteOwn(table)} add mutant integer generated always as identity`),
  ),
  onTables('generated column added', (table) =>
    extra(
      'column',
      table,
      'mutant',
      `alter table ${quoteOwn(table)} add mutant integer generated always as (1 + 1) stored`,
    ),
  ),
  onColumns('statistics target', isPlain, (name) => `alter ${name} set statistics 7`, true),
  onColumns('storage', isOf(/^text$/), (name) => `alter ${name} set storage external`, true),
];

function otherDefault(column: CatalogObject): string {
  const type = typeOf(column);
  if (type === 'boolean') return column.attributes['default'] === 'true' ? 'false' : 'true';
  return { text: "'mutant'", integer: '4711', jsonb: `'{"mutant": 1}'` }[type] ?? "'2001-01-01'";
}

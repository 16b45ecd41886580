/** Changes to constraints and indexes. */
import type { CatalogObject } from '../../src/model/catalog.js';
import { quoteIdentifier } from '../../src/model/quote.js';
import { changed, extra, missing, quoteOwn, quoteTable, type Change, type ChangeKind, type Schema } from './change.js';

type Kind = CatalogObject['kind'];

/** Every object of a kind that fits, changed by one statement. */
function each(
  kind: string,
  of: Kind,
  sql: (object: CatalogObject) => string,
  fits: (object: CatalogObject) => boolean = () => true,
): ChangeKind {
  return {
    kind,
    candidates: (schema) =>
      schema
        .of(of)
        .filter(fits)
        .map((object) => changed(object, sql(object))),
  };
}

function dropped(of: Kind): ChangeKind {
  return {
    kind: `${of} dropped`,
    candidates: (schema) => schema.of(of).map((object) => missing(object, drop(object))),
  };
}

function drop(object: CatalogObject): string {
  if (object.kind === 'index') return `drop index ${quoteOwn(object)}`;
  return `alter table ${quoteTable(object)} drop constraint ${quoteIdentifier(object.name)}`;
}

/** Dropped and made anew under the same name, from the text that Postgres prints. */
function remade(object: CatalogObject, alter: (definition: string) => string): string {
  const definition = alter(String(object.attributes['definition']));
  const name = quoteIdentifier(object.name);
  if (object.kind === 'index') return `${drop(object)}; ${definition}`;
  return `${drop(object)}; alter table ${quoteTable(object)} add constraint ${name} ${definition}`;
}

/** A new part named `mutant`, on free columns of the table. */
function added(of: Kind, sql: (table: string, column: string) => string, beyondDrizzle?: true): ChangeKind {
  const candidates = ({ freeColumns, tables }: Schema): Change[] =>
    freeColumns.flatMap((column) => {
      const table = tables.find(({ schema, name }) => schema === column.schema && name === column.parent);
      return table === undefined ? [] : extra(of, table, 'mutant', sql(quoteOwn(table), quoteIdentifier(column.name)));
    });
  return {
    kind: `${of} added${beyondDrizzle ? ' beyond Drizzle' : ''}`,
    candidates,
    ...(beyondDrizzle && { beyondDrizzle }),
  };
}

/** A key with one column more; a primary key would make a nullable one NOT NULL as well. */
function withFreeColumn(of: 'primary key' | 'unique'): ChangeKind {
  const candidates = ({ of: listOf, freeColumns }: Schema): Change[] =>
    listOf(of).flatMap((key) => {
      const own = freeColumns.filter(({ schema, parent }) => schema === key.schema && parent === key.parent);
      const fitting = own.filter(({ attributes }) => of === 'unique' || attributes['notNull'] === true);
      return fitting.map(({ name }) => {
        const columns = [...columnsOf(key), name].map((column) => quoteIdentifier(column)).join(', ');
        return changed(
          key,
          remade(key, () => `${of} (${columns})`),
        );
      });
    });
  return { kind: `${of} on other columns`, candidates };
}

function beyond(change: ChangeKind): ChangeKind {
  return { ...change, beyondDrizzle: true };
}

const columnsOf = ({ attributes }: CatalogObject): readonly string[] =>
  Array.isArray(attributes['columns']) ? (attributes['columns'] as readonly string[]) : [];
const isBtree = ({ attributes }: CatalogObject): boolean =>
  attributes['method'] === 'btree' && attributes['predicate'] === null;
const isWide = ({ attributes }: CatalogObject): boolean => (attributes['keys'] as readonly string[]).length > 1;

/** The list of keys in an index's definition. */
const KEYS = /(USING btree )\((.*)\)$/;

export const CONSTRAINT_CHANGES: readonly ChangeKind[] = [
  dropped('primary key'),
  withFreeColumn('primary key'),
  dropped('unique'),
  added('unique', (table, column) => `alter table ${table} add constraint mutant unique (${column})`),
  withFreeColumn('unique'),
  each('unique: NULLS NOT DISTINCT', 'unique', (key) =>
    remade(key, (text) => text.replace('UNIQUE ', 'UNIQUE NULLS NOT DISTINCT ')),
  ),
  each('unique renamed', 'unique', (key) => rename(key)),
  beyond(each('unique: DEFERRABLE', 'unique', (key) => remade(key, (text) => `${text} DEFERRABLE`))),
  dropped('foreign key'),
  {
    kind: 'foreign key added',
    candidates: ({ of, freeColumns, tables }) =>
      of('primary key').flatMap((key) => {
        const [only, ...others] = columnsOf(key);
        const type = of('column').find(
          ({ schema, parent, name }) => schema === key.schema && parent === key.parent && name === only,
        )?.attributes['type'];
        const columns = others.length > 0 ? [] : freeColumns.filter(({ attributes }) => attributes['type'] === type);
        return columns.flatMap((column) => {
          const table = tables.find(({ schema, name }) => schema === column.schema && name === column.parent);
          if (table === undefined) return [];
          const sql = `alter table ${quoteOwn(table)} add constraint mutant foreign key (${quoteIdentifier(column.name)}) references ${quoteTable(key)}`;
          return extra('foreign key', table, 'mutant', sql);
        });
      }),
  },
  each('foreign key: ON DELETE', 'foreign key', (key) => {
    const action = key.attributes['onDelete'] === 'set null' ? 'CASCADE' : 'SET NULL';
    return remade(
      key,
      (text) => `${text.replace(/ ON DELETE (?:CASCADE|SET NULL|SET DEFAULT|RESTRICT)/, '')} ON DELETE ${action}`,
    );
  }),
  each('foreign key: ON UPDATE', 'foreign key', (key) => {
    const action = key.attributes['onUpdate'] === 'cascade' ? 'RESTRICT' : 'CASCADE';
    return remade(
      key,
      (text) => `${text.replace(/ ON UPDATE (?:CASCADE|SET NULL|SET DEFAULT|RESTRICT)/, '')} ON UPDATE ${action}`,
    );
  }),
  each('foreign key renamed', 'foreign key', (key) => rename(key)),
  beyond(each('foreign key: DEFERRABLE', 'foreign key', (key) => remade(key, (text) => `${text} DEFERRABLE`))),
  beyond(
    each('foreign key: MATCH FULL', 'foreign key', (key) =>
      remade(key, (text) => text.replace(/(REFERENCES .*?\))( ON|$)/, '$1 MATCH FULL$2')),
    ),
  ),
  beyond(each('foreign key: NOT VALID', 'foreign key', (key) => remade(key, (text) => `${text} NOT VALID`))),
  dropped('check'),
  added('check', (table, column) => `alter table ${table} add constraint mutant check (${column} is not null or true)`),
  each('check: expression', 'check', (check) => remade(check, (text) => text.replace('CHECK (', 'CHECK (true AND '))),
  beyond(each('check: NOT VALID', 'check', (check) => remade(check, (text) => `${text} NOT VALID`))),
  dropped('index'),
  added('index', (table, column) => `create index mutant on ${table} (${column})`),
  added('index', (table, column) => `create index mutant on ${table} (${column}) include (${column})`, true),
  each('index: UNIQUE', 'index', (index) =>
    remade(index, (text) =>
      index.attributes['unique'] === true ? text.replace(' UNIQUE', '') : text.replace('CREATE', 'CREATE UNIQUE'),
    ),
  ),
  each(
    'index: method',
    'index',
    (index) =>
      remade(index, (text) =>
        text.replace(/USING btree \(([^,]*?)(?: DESC| ASC)?(?: NULLS \w+)?\)/, 'USING hash ($1)'),
      ),
    (index) => isBtree(index) && !isWide(index) && index.attributes['unique'] !== true,
  ),
  each(
    'index: order',
    'index',
    (index) =>
      remade(index, (text) =>
        text.replace(
          KEYS,
          (_, using: string, keys: string) =>
            `${using}(${keys.includes('DESC') ? keys.replaceAll(/ DESC(?: NULLS \w+)?/g, '') : keys.replace(/,|$/, ' DESC$&')})`,
        ),
      ),
    isBtree,
  ),
  each(
    'index: NULLS',
    'index',
    (index) =>
      remade(index, (text) => text.replace(KEYS, (_, using: string, keys: string) => `${using}(${keys} NULLS FIRST)`)),
    (index) => isBtree(index) && !/DESC|NULLS/.test(String(index.attributes['definition'])),
  ),
  each(
    'index: order of keys',
    'index',
    (index) =>
      remade(index, (text) =>
        text.replace(KEYS, (_, using: string, keys: string) => `${using}(${keys.split(', ').toReversed().join(', ')})`),
      ),
    (index) =>
      isBtree(index) && isWide(index) && !/\w\(/.test(String(index.attributes['definition']).replace(KEYS, '$2')),
  ),
  each('index: predicate', 'index', (index) => remade(index, (text) => `${text} WHERE (1 = 1)`), isBtree),
  each('index: storage option', 'index', (index) => `alter index ${quoteOwn(index)} set (fillfactor = 51)`, isBtree),
  each('index renamed', 'index', (index) => `alter index ${quoteOwn(index)} rename to mutant`),
];

function rename(key: CatalogObject): string {
  return `alter table ${quoteTable(key)} rename constraint ${quoteIdentifier(key.name)} to mutant`;
}

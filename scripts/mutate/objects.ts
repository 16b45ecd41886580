/** Changes to what stands beside tables: enums, policies, views, sequences, and what Drizzle cannot state. */
import type { CatalogObject } from '../../src/model/catalog.js';
import { quoteIdentifier, quoteLiteral } from '../../src/model/quote.js';
import { changed, extra, missing, quoteOwn, quoteTable, type Change, type ChangeKind, type Schema } from './change.js';

type Kind = CatalogObject['kind'];

function each(kind: string, of: Kind, change: (object: CatalogObject) => Change): ChangeKind {
  return { kind, candidates: (schema) => schema.of(of).map(change) };
}

function alone(of: Kind, name: string, sql: string, beyondDrizzle?: true): ChangeKind {
  return {
    kind: `${of} added`,
    candidates: () => [extra(of, null, name, sql)],
    ...(beyondDrizzle && { beyondDrizzle }),
  };
}

function onTable(of: Kind, sql: (table: string) => string, beyondDrizzle?: true): ChangeKind {
  return {
    kind: `${of} added`,
    candidates: ({ tables }) => tables.map((table) => extra(of, table, 'mutant', sql(quoteOwn(table)))),
    ...(beyondDrizzle && { beyondDrizzle }),
  };
}

function sequences(kind: string, fits: (sequence: CatalogObject) => boolean): ChangeKind {
  return { kind, candidates: ({ of }) => of('sequence').filter(fits).map(withOtherIncrement) };
}

function withOtherIncrement(sequence: CatalogObject): Change {
  return changed(sequence, `alter sequence ${quoteOwn(sequence)} increment by 47`);
}

/** Postgres quotes the others where it names them in the catalog. */
const isPlainName = ({ name }: CatalogObject): boolean => /^[a-z_][a-z0-9_]*$/.test(name);

/** Labels that stand in no default, query or predicate, which would be told as well. */
function onLabels(kind: string, count: number, sql: (type: string, labels: readonly string[]) => string): ChangeKind {
  const candidates = ({ of }: Schema): Change[] => {
    const texts = JSON.stringify(NAMING_LABELS.flatMap(of));
    return of('enum').flatMap((type) => {
      const labels = labelsOf(type)
        .map(quoteLiteral)
        .filter((label) => !texts.includes(label));
      return labels.length < count ? [] : changed(type, sql(quoteOwn(type), labels));
    });
  };
  return { kind, candidates };
}

const NAMING_LABELS: readonly Kind[] = ['column', 'check', 'index', 'view', 'materialized view', 'policy'];
const labelsOf = ({ attributes }: CatalogObject): readonly string[] => attributes['labels'] as readonly string[];

export const OBJECT_CHANGES: readonly ChangeKind[] = [
  {
    kind: 'schema added',
    candidates: () => [{ sql: 'create schema mutant', object: 'schema mutant', change: 'extra' }],
  },
  alone('enum', 'mutant', "create type mutant as enum ('one', 'two')"),
  each('enum dropped', 'enum', (type) => missing(type, `drop type ${quoteOwn(type)}`)),
  each('enum: value added at the end', 'enum', (type) =>
    changed(type, `alter type ${quoteOwn(type)} add value 'mutant'`),
  ),
  each('enum: value added in front', 'enum', (type) => {
    return changed(
      type,
      `alter type ${quoteOwn(type)} add value 'mutant' before ${quoteLiteral(labelsOf(type)[0] ?? '')}`,
    );
  }),
  onLabels('enum: value renamed', 1, (type, [label = '']) => `alter type ${type} rename value ${label} to 'mutant'`),
  onLabels('enum: order of values', 2, (type, [first = '', second = '']) => {
    const steps = [
      [first, "'mutant'"],
      [second, first],
      ["'mutant'", second],
    ];
    return steps.map(([from, to]) => `alter type ${type} rename value ${from} to ${to}`).join('; ');
  }),
  sequences('sequence: increment', ({ attributes }) => attributes['ownedBy'] === null),
  {
    ...sequences('sequence of serial: increment', ({ attributes }) => attributes['ownedBy'] !== null),
    beyondDrizzle: true,
  },
  alone('view', 'mutant', 'create view mutant as select 1 as one'),
  alone('materialized view', 'mutant', 'create materialized view mutant as select 1 as one'),
  each('view dropped', 'view', (view) => missing(view, `drop view ${quoteOwn(view)}`)),
  each('view: query', 'view', (view) => {
    const query = String(view.attributes['definition']).trim().replace(/;$/, '');
    return changed(view, `create or replace view ${quoteOwn(view)} as select * from (${query}) as mutant`);
  }),
  each('view: option', 'view', (view) => changed(view, `alter view ${quoteOwn(view)} set (security_barrier)`)),
  onTable('policy', (table) => `create policy mutant on ${table} using (true)`),
  each('policy dropped', 'policy', (policy) =>
    missing(policy, `drop policy ${quoteIdentifier(policy.name)} on ${quoteTable(policy)}`),
  ),
  each('policy: USING', 'policy', (policy) =>
    changed(policy, `alter policy ${quoteIdentifier(policy.name)} on ${quoteTable(policy)} using (1 = 2)`),
  ),
  each('policy: roles', 'policy', (policy) => {
    const role = String(policy.attributes['roles']) === 'public' ? 'current_user' : 'public';
    return changed(policy, `alter policy ${quoteIdentifier(policy.name)} on ${quoteTable(policy)} to ${role}`);
  }),
  onTable(
    'trigger',
    (table) =>
      `create trigger mutant before update on ${table} for each row execute function suppress_redundant_updates_trigger()`,
    true,
  ),
  onTable('rule', (table) => `create rule mutant as on delete to ${table} do also nothing`, true),
  alone('function', 'mutant()', "create function mutant() returns integer language sql as 'select 1'", true),
  alone('procedure', 'mutant()', "create procedure mutant() language sql as 'select 1'", true),
  alone('domain', 'mutant', 'create domain mutant as integer check (value > 0)', true),
  alone('type', 'mutant', 'create type mutant as (one integer)', true),
  alone('collation', 'mutant', "create collation mutant (locale = 'C')", true),
  {
    kind: 'publication added',
    candidates: () => [{ sql: 'create publication mutant', object: 'publication mutant', change: 'extra' }],
    beyondDrizzle: true,
  },
  {
    kind: 'comment added',
    candidates: ({ tables }) =>
      tables.filter(isPlainName).map(({ schema, name, ...table }) => ({
        sql: `comment on table ${quoteOwn({ ...table, schema, name })} is 'mutant'`,
        object: `comment on table ${schema}.${name}`,
        change: 'extra',
      })),
    beyondDrizzle: true,
  },
  {
    kind: 'grant added',
    candidates: ({ tables }) =>
      tables.filter(isPlainName).map((table) => ({
        sql: `grant select on ${quoteOwn(table)} to public`,
        object: `grant on table ${table.schema}.${table.name} to public`,
        change: 'extra',
      })),
    beyondDrizzle: true,
  },
];

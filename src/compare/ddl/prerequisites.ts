/** What the schema definitions lean on and cannot state: functions in defaults, types of extensions, domains. */
import type { Catalog, CatalogObject, ObjectKind } from '../../model/catalog.js';
import { quoteIdentifier } from '../../model/quote.js';
import { listOf, qualified, textOf } from './renderer.js';
import { role } from './role.js';

const WRITERS: readonly (readonly [ObjectKind, (object: CatalogObject) => string | null])[] = [
  ['schema', ({ name }) => `CREATE SCHEMA IF NOT EXISTS ${quoteIdentifier(name)}`],
  ['extension', createExtension],
  ['domain', createDomain],
  ['type', createComposite],
  ['function', (routine) => textOf(routine, 'definition')],
];

/**
 * Statements to run before DDL from Drizzle, on a database that otherwise would lack what the history's hand-written SQL
 * provides: without them `DEFAULT make_id()` fails in the declared schema and not in the history. Any of them may fail
 * (a role of the cluster, a function over a table's row type): whoever runs them goes on. `ddl` is what follows: the
 * roles that it makes itself are left to it.
 */
export function renderPrerequisites(replayed: Catalog, ddl: readonly string[]): string[] {
  const roles = replayed.objects.filter(({ kind, name }) => kind === 'role' && !makesRole(ddl, name));
  const statements = WRITERS.flatMap(([kind, write]) =>
    replayed.objects.filter((object) => object.kind === kind).map(write),
  );
  return [
    ...roles.flatMap((object) => role.create(object, replayed)),
    // The bodies name tables that are not there yet.
    'SET LOCAL check_function_bodies = off',
    ...statements.filter((statement) => statement !== null),
  ];
}

function makesRole(ddl: readonly string[], name: string): boolean {
  return ddl.some((statement) => statement.startsWith(`CREATE ROLE ${quoteIdentifier(name)}`));
}

function createExtension(extension: CatalogObject): string {
  const schema = quoteIdentifier(textOf(extension, 'schema') ?? 'public');
  return `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(extension.name)} WITH SCHEMA ${schema}`;
}

function createDomain(domain: CatalogObject): string {
  const collation = textOf(domain, 'collation');
  const fallback = textOf(domain, 'default');
  return [
    `CREATE DOMAIN ${qualified(domain)} AS ${textOf(domain, 'type')}`,
    ...(collation === null ? [] : [`COLLATE ${collation}`]),
    ...(fallback === null ? [] : [`DEFAULT ${fallback}`]),
    ...(domain.attributes['notNull'] === true ? ['NOT NULL'] : []),
    ...listOf(domain, 'constraints').map((constraint) => `CONSTRAINT ${constraint}`),
  ].join(' ');
}

function createComposite(type: CatalogObject): string | null {
  if (type.attributes['form'] !== 'composite') return null;
  return `CREATE TYPE ${qualified(type)} AS (${listOf(type, 'fields').join(', ')})`;
}

/** Tables, enums, views and what else stands by itself → the declarations that a schema file exports. */
import type { Catalog, CatalogObject } from '../../model/catalog.js';
import { listOf, textOf } from '../ddl/renderer.js';
import { columnLine } from './column.js';
import { partLine } from './part.js';
import type { Enums } from './type.js';
import { call, camelCase, options, quote, template, variableOf, type Uses } from './words.js';

/** null: Drizzle cannot declare an object of this kind. */
export function declare(object: CatalogObject, catalog: Catalog, uses: Uses): string | null {
  const write = WRITERS[object.kind];
  return write === undefined ? null : `export const ${variableOf(object)} = ${write(object, catalog, uses)};`;
}

type Writer = (object: CatalogObject, catalog: Catalog, uses: Uses) => string;

const WRITERS: Readonly<Partial<Record<CatalogObject['kind'], Writer>>> = {
  schema: ({ name }, _, uses) => {
    uses.add('pgSchema');
    return `pgSchema(${quote(name)})`;
  },
  enum: (type, _, uses) =>
    `${maker(type, 'pgEnum', 'enum', uses)}(${quote(type.name)}, [${listOf(type, 'labels').map(quote).join(', ')}])`,
  sequence: (sequence, _, uses) =>
    call(maker(sequence, 'pgSequence', 'sequence', uses), quote(sequence.name), sequenceOptions(sequence)),
  role: ({ name, attributes }, _, uses) => {
    uses.add('pgRole');
    const flags = {
      createDb: attributes['createDb'] === true ? 'true' : null,
      createRole: attributes['createRole'] === true ? 'true' : null,
      inherit: attributes['inherit'] === false ? 'false' : null,
    };
    return call('pgRole', quote(name), options(flags));
  },
  table: writeTable,
  view: (view, _, uses) => writeView(view, maker(view, 'pgView', 'view', uses), uses),
  'materialized view': (view, _, uses) =>
    writeView(view, maker(view, 'pgMaterializedView', 'materializedView', uses), uses),
};

/** `pgTable`, or `billing.table` in a schema of its own. */
function maker({ schema }: CatalogObject, inPublic: string, inSchema: string, uses: Uses): string {
  if (schema !== null && schema !== 'public') return `${camelCase(schema)}.${inSchema}`;
  uses.add(inPublic);
  return inPublic;
}

function sequenceOptions(sequence: CatalogObject): string {
  const names = { startWith: 'start', increment: 'increment', minValue: 'min', maxValue: 'max', cache: 'cache' };
  const entries = Object.entries(names).map(([option, attribute]) => [
    option,
    quote(textOf(sequence, attribute) ?? ''),
  ]);
  return options({ ...Object.fromEntries(entries), cycle: sequence.attributes['cycle'] === true ? 'true' : null });
}

function writeTable(table: CatalogObject, catalog: Catalog, uses: Uses): string {
  const parts = catalog.objects.filter(({ schema, parent }) => schema === table.schema && parent === table.name);
  const keyColumns = parts.filter(({ kind }) => kind === 'primary key').map((key) => listOf(key, 'columns'));
  const singleKey = keyColumns[0]?.length === 1 ? keyColumns[0][0] : undefined;
  const enums = enumsIn(catalog);
  const columns = parts
    .filter(({ kind }) => kind === 'column')
    .map((column) => `  ${columnLine(column, column.name === singleKey, enums, uses)}`);
  const others = parts.filter(({ kind }) => kind !== 'column' && !(kind === 'primary key' && singleKey !== undefined));
  const lines = others.flatMap((part) => partLine(part, uses) ?? []);
  const extras = lines.length === 0 ? '' : `, (table) => [\n${lines.map((line) => `  ${line}\n`).join('')}]`;
  const hasPolicies = parts.some(({ kind }) => kind === 'policy');
  const security = table.attributes['rowSecurity'] === true && !hasPolicies ? '.enableRLS()' : '';
  return `${maker(table, 'pgTable', 'table', uses)}(${quote(table.name)}, {\n${columns.join('\n')}\n}${extras})${security}`;
}

/** By the name that Postgres prints as the type of a column, where nothing is on the search path. */
export function enumsIn({ objects }: Catalog): Enums {
  const enums = objects.filter(({ kind }) => kind === 'enum');
  return new Set(enums.map(({ schema, name }) => `${asPrinted(schema ?? '')}.${asPrinted(name)}`));
}

/** Reserved words aside, which hardly are names of types. */
function asPrinted(name: string): string {
  return /^[a-z_][a-z0-9_$]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** The columns are left for the author: the catalog keeps the query alone, and DDL needs no more. */
function writeView(view: CatalogObject, made: string, uses: Uses): string {
  const query = (textOf(view, 'definition') ?? '').trim().replace(/;$/, '');
  const settings = listOf(view, 'options').map((option) => option.split('='));
  const entries = Object.fromEntries(
    settings.map(([key = '', value = 'true']) => [
      camelCase(key),
      /^(?:true|false|\d+)$/.test(value) ? value : quote(value),
    ]),
  );
  const chain = settings.length === 0 ? '' : `.with(${options(entries)})`;
  return `${made}(${quote(view.name)}, {})${chain}.as(${template(query, uses)})`;
}

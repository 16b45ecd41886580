/** Constraints, indexes and policies → the lines in a table's third argument, where `table` stands for its columns. */
import type { CatalogObject } from '../../model/catalog.js';
import { listOf, textOf } from '../ddl/renderer.js';
import { call, camelCase, options, quote, template, unquotePath, variableOf, type Uses } from './words.js';

/** null: of a kind that is no such part. */
export function partLine(part: CatalogObject, uses: Uses): string | null {
  const write = WRITERS[part.kind];
  return write === undefined ? null : `${write(part, uses)},`;
}

type Writer = (part: CatalogObject, uses: Uses) => string;

const WRITERS: Readonly<Partial<Record<CatalogObject['kind'], Writer>>> = {
  'primary key': (key, uses) => {
    uses.add('primaryKey');
    return `primaryKey({ name: ${quote(key.name)}, columns: ${columnsOf(listOf(key, 'columns'))} })`;
  },
  unique: (key, uses) => {
    uses.add('unique');
    const nulls = key.attributes['nullsNotDistinct'] === true ? '.nullsNotDistinct()' : '';
    return `unique(${quote(key.name)}).on(${listOf(key, 'columns').map(columnOf).join(', ')})${nulls}`;
  },
  'foreign key': writeForeignKey,
  check: (check, uses) => {
    uses.add('check');
    return `check(${quote(check.name)}, ${template(textOf(check, 'expression') ?? '', uses)})`;
  },
  index: writeIndex,
  policy: writePolicy,
};

function columnOf(name: string): string {
  return `table.${camelCase(name)}`;
}

function columnsOf(names: readonly string[]): string {
  return `[${names.map(columnOf).join(', ')}]`;
}

function writeForeignKey(key: CatalogObject, uses: Uses): string {
  uses.add('foreignKey');
  const [name = '', schema] = unquotePath(textOf(key, 'references') ?? '').toReversed();
  const isOwn = name === key.parent && (schema ?? 'public') === key.schema;
  const other = isOwn ? 'table' : variableOf({ schema: schema ?? null, name });
  const foreign = listOf(key, 'referencedColumns').map((column) => `${other}.${camelCase(column)}`);
  const actions = (['onDelete', 'onUpdate'] as const).flatMap((action) => {
    const value = textOf(key, action);
    return value === null || value === 'no action' ? [] : `.${action}(${quote(value)})`;
  });
  const columns = columnsOf(listOf(key, 'columns'));
  return `foreignKey({ name: ${quote(key.name)}, columns: ${columns}, foreignColumns: [${foreign.join(', ')}] })${actions.join('')}`;
}

function writeIndex(index: CatalogObject, uses: Uses): string {
  const name = index.attributes['unique'] === true ? 'uniqueIndex' : 'index';
  uses.add(name);
  const keys = listOf(index, 'keys').map((key) => writeKey(key, uses));
  const predicate = textOf(index, 'predicate');
  const storage = listOf(index, 'options').map((option) => option.split('='));
  return [
    call(name, quote(index.name)),
    call('using', quote(textOf(index, 'method') ?? 'btree'), ...keys),
    ...(predicate === null ? [] : [`where(${template(predicate, uses)})`]),
    ...(storage.length === 0
      ? []
      : [`with({ ${storage.map(([key = '', value = '']) => `${key}: ${quote(value)}`).join(', ')} })`]),
  ].join('.');
}

/** A key is a column or an expression, then collation, operator class and order. What is no plain column is written as SQL. */
function writeKey(key: string, uses: Uses): string {
  const [, quoted, plain, operators, order, nulls] =
    /^(?:"((?:[^"]|"")+)"|([a-z_][\w$]*))(?: ([a-z]\w*_ops))?(?: (desc))?(?: nulls (first|last))?$/.exec(key) ?? [];
  const name = quoted?.replaceAll('""', '"') ?? plain;
  if (name === undefined) return template(key, uses);
  // Where nothing is said, Postgres sorts NULL as the largest value, and Drizzle puts it last.
  const place = nulls ?? (order === undefined ? 'last' : 'first');
  const chain = [
    columnOf(name),
    order === undefined ? '' : 'desc()',
    place === 'first' ? 'nullsFirst()' : order === undefined ? '' : 'nullsLast()',
    operators === undefined ? '' : `op(${quote(operators)})`,
  ];
  return chain.filter((part) => part !== '').join('.');
}

const PUBLIC_ROLES = new Set(['public', 'current_user', 'current_role', 'session_user']);

function writePolicy(policy: CatalogObject, uses: Uses): string {
  uses.add('pgPolicy');
  const roles = listOf(policy, 'roles').map((role) => {
    if (!PUBLIC_ROLES.has(role)) uses.add('pgRole');
    return PUBLIC_ROLES.has(role) ? quote(role) : `pgRole(${quote(role)}).existing()`;
  });
  const [using, check] = [textOf(policy, 'using'), textOf(policy, 'check')];
  const details = options({
    as: policy.attributes['permissive'] === false ? "'restrictive'" : null,
    for: textOf(policy, 'command') === 'all' ? null : quote(textOf(policy, 'command') ?? 'all'),
    to: roles.length === 1 ? (roles[0] ?? null) : `[${roles.join(', ')}]`,
    using: using === null ? null : template(using, uses),
    withCheck: check === null ? null : template(check, uses),
  });
  return call('pgPolicy', quote(policy.name), details);
}

/** What a condition looks up in PostgreSQL's catalogs: one object, by name. */
import type { TreeNode } from '../../model/sql.js';
import { nameParts } from '../names.js';
import { childOf, listOf, nodeOf, textOf, unwrap } from '../tree.js';
import { walk } from '../walk.js';

/** `schema` and `table` are null where the condition does not narrow them. */
export interface Lookup {
  readonly namespace: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  /** The search path narrows what has no schema: `'orders'::regclass`. */
  readonly bySearchPath: boolean;
}

/** Name columns of `pg_catalog` and `information_schema`, the most telling first: a column is looked up with its table. */
const NAME_COLUMNS: readonly (readonly [column: string, namespace: string])[] = [
  ['enumlabel', 'enum value'],
  ['column_name', 'column'],
  ['attname', 'column'],
  ['conname', 'constraint'],
  ['constraint_name', 'constraint'],
  ['indexname', 'relation'],
  ['tgname', 'trigger'],
  ['trigger_name', 'trigger'],
  ['polname', 'policy'],
  ['policyname', 'policy'],
  ['rulename', 'rule'],
  ['pubname', 'publication'],
  ['typname', 'type'],
  ['domain_name', 'type'],
  ['viewname', 'relation'],
  ['matviewname', 'relation'],
  ['sequencename', 'relation'],
  ['sequence_name', 'relation'],
  ['relname', 'relation'],
  ['tablename', 'relation'],
  ['table_name', 'relation'],
  ['proname', 'routine'],
  ['routine_name', 'routine'],
  ['extname', 'extension'],
  ['rolname', 'role'],
  ['usename', 'role'],
  ['evtname', 'event trigger'],
  ['srvname', 'foreign server'],
  ['nspname', 'schema'],
  ['schema_name', 'schema'],
];
const TABLE_COLUMNS = ['table_name', 'tablename', 'event_object_table', 'relname', 'typname'];
const TABLE_REFERENCES = ['attrelid', 'conrelid', 'polrelid', 'tgrelid', 'indrelid', 'enumtypid', 'oid'];
const SCHEMA_COLUMNS = [
  'table_schema',
  'schemaname',
  'nspname',
  'constraint_schema',
  'trigger_schema',
  'sequence_schema',
];
/** They say of which sort the object is, or that it is no relic; they do not change what is looked up. */
const HARMLESS = new Set(
  `attisdropped attnum constraint_catalog constraint_type contype relkind table_catalog table_type tgisinternal typtype
  connamespace relnamespace typnamespace`.split(/\s+/),
);

/** The object that an EXISTS over the catalogs asks for; null: it asks for something else, or for more. */
export function lookupIn(select: TreeNode): Lookup | null {
  const found = walk(select);
  const fromCatalogs = found
    .filter(([, node]) => 'relname' in node && 'relpersistence' in node)
    .every(([, node]) => isCatalog(node));
  const filters = found.flatMap(([type, node]) =>
    type === 'A_Expr' || type === 'NullTest' ? [readFilter(type, node)] : [],
  );
  const isEither = found.some(([type, node]) => type === 'BoolExpr' && textOf(node, 'boolop') === 'OR_EXPR');
  if (!fromCatalogs || isEither || filters.includes(null)) return null;
  return toLookup(new Map(filters.filter((filter) => filter !== null).flat()));
}

/** The object that `to_regclass('…')` and its like ask for. */
export function lookupByFunction(call: TreeNode): Lookup | null {
  const namespace = REG_FUNCTIONS[nameParts(listOf(call, 'funcname')).at(-1) ?? ''];
  const [name, schema] = splitIdentifier(literalOf(listOf(call, 'args')[0]) ?? '').toReversed();
  if (namespace === undefined || name === undefined) return null;
  return { namespace, schema: schema ?? null, table: null, name, bySearchPath: true };
}

const REG_FUNCTIONS: Readonly<Record<string, string>> = {
  to_regclass: 'relation',
  to_regtype: 'type',
  to_regproc: 'routine',
  to_regnamespace: 'schema',
  to_regrole: 'role',
};

function toLookup(pairs: ReadonlyMap<string, string>): Lookup | null {
  const [column, namespace] = NAME_COLUMNS.find(([candidate]) => pairs.has(candidate)) ?? [];
  if (column === undefined || namespace === undefined) return null;
  const reference = TABLE_REFERENCES.map((each) => pairs.get(each)).find((each) => each !== undefined);
  const [referenced, referencedSchema] = splitIdentifier(reference ?? '').toReversed();
  const table = TABLE_COLUMNS.filter((each) => each !== column).map((each) => pairs.get(each));
  const schema = SCHEMA_COLUMNS.filter((each) => each !== column).map((each) => pairs.get(each));
  const own = {
    schema: schema.find(Boolean) ?? referencedSchema ?? null,
    table: table.find(Boolean) ?? referenced ?? null,
    bySearchPath: reference !== undefined,
  };
  // In pg_publication_tables the table is a member of the publication.
  const isMember = namespace === 'publication' && own.table !== null;
  if (isMember) return { namespace: 'member', ...own, name: pairs.get(column) ?? '' };
  const apart = ['relation', 'type', 'schema', 'role', 'extension', 'routine', 'publication'].includes(namespace);
  return { namespace, ...own, table: apart ? null : own.table, name: pairs.get(column) ?? '' };
}

/** `column = 'literal'` as a pair, what does not matter as none; null: the filter asks for more than presence. */
function readFilter(type: string, node: TreeNode): readonly (readonly [string, string])[] | null {
  const sides = [node['lexpr'] ?? node['arg'], node['rexpr']];
  const columns = sides.map((side) => columnName(side)).filter((name) => name !== null);
  const [column] = columns;
  // A join of two catalogs, or a comparison of constants.
  if (column === undefined || columns.length === 2 || HARMLESS.has(column)) return [];
  const literal = sides.map((side) => literalOf(side)).find((text) => text !== null);
  const isEquality =
    type === 'A_Expr' && textOf(node, 'kind') === 'AEXPR_OP' && nameParts(listOf(node, 'name')).join() === '=';
  const known = [...NAME_COLUMNS.map(([name]) => name), ...TABLE_COLUMNS, ...TABLE_REFERENCES, ...SCHEMA_COLUMNS];
  if (!isEquality || !known.includes(column)) return null;
  return literal === undefined ? [] : [[column, literal]];
}

function columnName(value: unknown): string | null {
  const [type, node] = unwrap(value);
  if (type === 'TypeCast') return columnName(node['arg']);
  return type === 'ColumnRef' ? (nameParts(listOf(node, 'fields')).at(-1) ?? null) : null;
}

/** The text of a string constant, casts aside (`'orders'::regclass`). */
export function literalOf(value: unknown): string | null {
  const [type, node] = unwrap(value);
  if (type === 'TypeCast') return literalOf(node['arg']);
  const text = childOf(nodeOf(value, 'A_Const'), 'sval');
  return type === 'A_Const' && 'sval' in node ? textOf(text, 'sval') : null;
}

function isCatalog(relation: TreeNode): boolean {
  const schema = textOf(relation, 'schemaname');
  if (schema !== '') return schema === 'pg_catalog' || schema === 'information_schema';
  return textOf(relation, 'relname').startsWith('pg_');
}

/** The parts of an identifier as SQL spells it within a literal: `public."Orders"`. */
function splitIdentifier(text: string): string[] {
  const parts = text.match(/"(?:[^"]|"")*"|[^."]+/g) ?? [];
  return parts.map((part) =>
    part.startsWith('"') ? part.slice(1, -1).replaceAll('""', '"') : part.trim().toLowerCase(),
  );
}

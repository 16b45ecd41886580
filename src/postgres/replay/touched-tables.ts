/** Which tables a statement can change at most, where its tree says so: a catalog of those is read in a fraction of the time. */
import type { Statement } from '../../model/sql.js';
import { effectsOf } from '../../sql/effects/effects-of.js';
import type { Effect, EffectKind } from '../../sql/effects/effect.js';
import { relationName } from '../../sql/names.js';
import { schemaOf } from '../../sql/rerun/state.js';
import { childOf, listOf, nodeOf, textOf } from '../../sql/tree.js';

/**
 * Commands of ALTER TABLE that reach no further than the table, what belongs to it, and the tables that inherit from it. Not
 * those that rename, move or drop: definitions of other objects name what they change.
 */
const CONFINED: ReadonlySet<string> = new Set([
  'AT_ColumnDefault',
  'AT_SetNotNull',
  'AT_DropNotNull',
  'AT_AlterColumnType',
  'AT_AddConstraint',
  'AT_ValidateConstraint',
  'AT_DropConstraint',
  'AT_EnableRowSecurity',
  'AT_DisableRowSecurity',
  'AT_ForceRowSecurity',
  'AT_NoForceRowSecurity',
]);

/** What belongs to one table, and can come, change and go without any other object. */
const ON_TABLES: ReadonlySet<EffectKind> = new Set(['policy', 'trigger', 'index']);

/** What belongs to no table. What names them in its definition keeps them from going. */
const APART: ReadonlySet<EffectKind> = new Set(['function', 'procedure', 'view']);

/** Names without schema of all tables that the statements can change, those that inherit left out; null: it cannot be told. */
export function touchedTables(statements: readonly Statement[]): readonly string[] | null {
  const effects = statements.flatMap((statement) => effectsOf(statement));
  const names = new Set<string>();
  for (const statement of statements) {
    const tables = tablesOf(statement, effects);
    if (tables === null) return null;
    tables.forEach((name) => names.add(name));
  }
  return [...names];
}

function alteredTable({ node }: Statement): readonly string[] | null {
  const isTable = textOf(node, 'objtype') === 'OBJECT_TABLE';
  return isTable && listOf(node, 'cmds').every(isConfined) ? [relationName(childOf(node, 'relation')).name] : null;
}

function isConfined(wrapper: unknown): boolean {
  const command = nodeOf(wrapper, 'AlterTableCmd');
  return CONFINED.has(textOf(command, 'subtype')) && textOf(command, 'behavior') !== 'DROP_CASCADE';
}

/** `all` are the effects of all statements, among which an index that is dropped may be created, which tells its table. */
function tablesOf(statement: Statement, all: readonly Effect[]): readonly string[] | null {
  const { type, node } = statement;
  if (type === 'AlterTableStmt') return alteredTable(statement);
  if (type === 'AlterPolicyStmt') return [relationName(childOf(node, 'table')).name];
  const own = effectsOf(statement);
  if (own.length === 0 || own.some(({ action, cascade }) => action === 'rename' || cascade === true)) return null;
  const tables = own.map((effect) => {
    if (APART.has(effect.kind)) return [];
    const place = effect.table ?? all.find((other) => isSameIndex(other, effect))?.table ?? null;
    return ON_TABLES.has(effect.kind) && place !== null ? [place] : null;
  });
  return tables.includes(null) ? null : tables.flatMap((names) => names ?? []);
}

function isSameIndex(created: Effect, dropped: Effect): boolean {
  const isIndex = created.action === 'create' && created.kind === 'index' && dropped.kind === 'index';
  return isIndex && created.name === dropped.name && schemaOf(created) === schemaOf(dropped);
}

/** Constraints: what they are called when nobody says, and what they hang on. */
import type { TreeNode } from '../../model/sql.js';
import { nameParts, relationName, type QualifiedName } from '../names.js';
import { childOf, listOf, textOf } from '../tree.js';
import { columnsIn } from './columns-in.js';
import type { Effect, EffectKind } from './effect.js';

const KINDS: Readonly<Record<string, EffectKind>> = {
  CONSTR_PRIMARY: 'primary key',
  CONSTR_UNIQUE: 'unique',
  CONSTR_FOREIGN: 'foreign key',
  CONSTR_CHECK: 'check',
  CONSTR_EXCLUSION: 'exclusion',
};

/**
 * The constraint that a Constraint node creates on a table; null for what is no constraint of its own (NOT NULL, DEFAULT,
 * IDENTITY …). `column` is the column it is written at, null for one of the table.
 */
export function toConstraint(node: TreeNode, table: QualifiedName, column: string | null): Effect | null {
  const kind = KINDS[textOf(node, 'contype')];
  if (kind === undefined) return null;
  const columns = columnsOf(node, column);
  return {
    action: 'create',
    kind,
    schema: table.schema,
    table: table.name,
    name: textOf(node, 'conname') || null,
    guard: null,
    columns,
    ...(kind === 'foreign key' ? { references: relationName(childOf(node, 'pktable')) } : {}),
  };
}

/** The name that PostgreSQL gives to an unnamed index or constraint if it is free, not cut (ChooseRelationName). */
export function defaultName(effect: Effect): string {
  const columns = effect.columns ?? [];
  const label = LABELS[effect.kind] ?? 'key';
  if (effect.kind === 'primary key') return `${effect.table}_${label}`;
  // A check of several columns is named as if it were of none (AddRelationNewConstraints).
  const named = effect.kind === 'check' && columns.length > 1 ? [] : columns;
  return [effect.table, ...named, label].join('_');
}

const LABELS: Readonly<Partial<Record<EffectKind, string>>> = {
  'primary key': 'pkey',
  'foreign key': 'fkey',
  check: 'check',
  exclusion: 'excl',
  index: 'idx',
};

function columnsOf(node: TreeNode, column: string | null): readonly string[] {
  const keys = [...nameParts(listOf(node, 'keys')), ...nameParts(listOf(node, 'fk_attrs'))];
  if (keys.length > 0) return keys;
  const inExpression = columnsIn(node);
  if (inExpression.length > 0) return inExpression;
  return column === null ? [] : [column];
}

/** Statement → what it does. */
import type { Statement } from '../../model/sql.js';
import { alterTable } from './alter-table.js';
import { CREATES, type EffectReader } from './create.js';
import { DATA } from './data.js';
import { DROPS } from './drop.js';
import type { Effect } from './effect.js';
import { RENAMES } from './rename.js';

const READERS: Readonly<Record<string, EffectReader>> = {
  ...CREATES,
  ...DROPS,
  ...RENAMES,
  ...DATA,
  AlterTableStmt: alterTable,
};

/** What a statement makes, removes, renames and touches, in order; empty for what changes neither schema nor rows. */
export function effectsOf(statement: Pick<Statement, 'type' | 'node'>): Effect[] {
  return READERS[statement.type]?.(statement.node) ?? [];
}

/** Whether the statement's kind is read at all. */
export function hasEffects(type: string): boolean {
  return type in READERS;
}

/** What can be said of a statement's second run, and why: nothing falls through unnamed. */
import type { Statement } from '../../model/sql.js';
import { hasEffects } from '../effects/effects-of.js';
import { describe } from '../effects/effect.js';
import type { Outcome } from './second-run.js';

/**
 * `repeatable`: by itself. `guarded`: a keyword, condition, handler or statement before it keeps it from colliding.
 * `unguarded`: it collides. `wrongly guarded`: it collides in spite of what stands around it. `not judged`: the text does
 * not tell. `unclassified`: a kind of statement that is not known here.
 */
export type StatementClass = 'repeatable' | 'guarded' | 'unguarded' | 'wrongly guarded' | 'not judged' | 'unclassified';

export interface Classification {
  readonly class: StatementClass;
  /** As in `sets rights`, `IF NOT EXISTS`, `table "orders" exists`. */
  readonly reason: string;
}

/** The class of a statement, given what its second run comes to. */
export function classify({ type }: Pick<Statement, 'type'>, { collisions, guards, unread }: Outcome): Classification {
  const [collision] = collisions;
  if (collision !== undefined) {
    const reason = `${describe(collision.effect)} ${collision.obstacle}`;
    return { class: collision.around.length > 0 ? 'wrongly guarded' : 'unguarded', reason };
  }
  if (unread.length > 0) return { class: 'not judged', reason: unread.join(', ') };
  if (guards.length > 0) return { class: 'guarded', reason: guards.join(', ') };
  const known = SETTERS[type];
  if (known !== undefined) return { class: 'repeatable', reason: known };
  const opaque = OPAQUE[type];
  if (opaque !== undefined) return { class: 'not judged', reason: opaque };
  if (hasEffects(type)) return { class: 'repeatable', reason: 'finds what it found the first time' };
  if (type === 'DoStmt') return { class: 'repeatable', reason: 'runs nothing that collides' };
  return { class: 'unclassified', reason: `a ${type} is not known` };
}

/** Statements that set a state whatever it was, or change nothing that lasts. */
const SETTERS: Readonly<Record<string, string>> = {
  AlterCollationStmt: 'sets the version',
  AlterDatabaseRefreshCollStmt: 'sets the version',
  AlterDatabaseSetStmt: 'sets a setting',
  AlterDatabaseStmt: 'sets options',
  AlterDefaultPrivilegesStmt: 'sets rights',
  AlterEventTrigStmt: 'sets a state',
  AlterExtensionStmt: 'sets the version',
  AlterFunctionStmt: 'sets properties',
  AlterObjectDependsStmt: 'sets a dependency',
  AlterOperatorStmt: 'sets properties',
  AlterOwnerStmt: 'sets the owner',
  AlterPolicyStmt: 'sets properties',
  AlterRoleSetStmt: 'sets a setting',
  AlterRoleStmt: 'sets properties',
  AlterSeqStmt: 'sets properties',
  AlterStatsStmt: 'sets properties',
  AlterSystemStmt: 'sets a setting',
  AlterTSDictionaryStmt: 'sets options',
  AlterTableMoveAllStmt: 'sets the tablespace',
  AlterTableSpaceOptionsStmt: 'sets options',
  AlterTypeStmt: 'sets properties',
  CheckPointStmt: 'changes nothing',
  ClosePortalStmt: 'ends with the session',
  ClusterStmt: 'sets the order of rows',
  CommentStmt: 'sets the comment',
  ConstraintsSetStmt: 'ends with the transaction',
  DeclareCursorStmt: 'ends with the transaction',
  DiscardStmt: 'ends with the session',
  DropOwnedStmt: 'drops what there is',
  ExplainStmt: 'changes nothing',
  FetchStmt: 'changes nothing',
  GrantRoleStmt: 'sets rights',
  GrantStmt: 'sets rights',
  ListenStmt: 'ends with the session',
  LoadStmt: 'ends with the session',
  LockStmt: 'ends with the transaction',
  NotifyStmt: 'changes nothing that lasts',
  ReassignOwnedStmt: 'sets the owner',
  RefreshMatViewStmt: 'sets the contents',
  ReindexStmt: 'builds the same again',
  SecLabelStmt: 'sets the label',
  TransactionStmt: 'changes nothing by itself',
  UnlistenStmt: 'ends with the session',
  VacuumStmt: 'changes no rows',
  VariableSetStmt: 'sets a setting',
  VariableShowStmt: 'changes nothing',
};

/** Statements whose effect does not show in their text. */
const OPAQUE: Readonly<Record<string, string>> = {
  AlterExtensionContentsStmt: 'members of extensions are not followed',
  AlterFdwStmt: 'options of foreign objects are not followed',
  AlterForeignServerStmt: 'options of foreign objects are not followed',
  AlterOpFamilyStmt: 'members of operator families are not followed',
  AlterSubscriptionStmt: 'depends on the publisher',
  AlterTSConfigurationStmt: 'mappings are not followed',
  AlterUserMappingStmt: 'options of foreign objects are not followed',
  CallStmt: 'calls a procedure',
  ExecuteStmt: 'runs what was prepared',
  MergeStmt: 'depends on the rows',
};

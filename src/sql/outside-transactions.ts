/** Statements that PostgreSQL refuses inside a transaction (`PreventInTransactionBlock`, 25001). */
import type { ParsedFile, Statement, TreeNode } from '../model/sql.js';
import { childOf, isSet, listOf, nodeOf, textOf } from './tree.js';

interface Refusal {
  /** As in SQL. */
  readonly name: string;
  /** The forms that are refused; absent: all. */
  readonly when?: (node: TreeNode) => boolean;
}

/** By node type. */
const REFUSALS: Readonly<Record<string, Refusal>> = {
  IndexStmt: { name: 'CREATE INDEX CONCURRENTLY', when: (node) => isSet(node, 'concurrent') },
  DropStmt: { name: 'DROP INDEX CONCURRENTLY', when: (node) => isSet(node, 'concurrent') },
  ReindexStmt: { name: 'REINDEX', when: (node) => isConcurrent(node) || WHOLE.has(textOf(node, 'kind')) },
  AlterTableStmt: { name: 'DETACH PARTITION CONCURRENTLY', when: detachesConcurrently },
  VacuumStmt: { name: 'VACUUM', when: (node) => isSet(node, 'is_vacuumcmd') },
  ClusterStmt: { name: 'CLUSTER', when: (node) => node['relation'] === undefined },
  CreatedbStmt: { name: 'CREATE DATABASE' },
  DropdbStmt: { name: 'DROP DATABASE' },
  CreateTableSpaceStmt: { name: 'CREATE TABLESPACE' },
  DropTableSpaceStmt: { name: 'DROP TABLESPACE' },
  AlterSystemStmt: { name: 'ALTER SYSTEM' },
};

const WHOLE = new Set(['REINDEX_OBJECT_SCHEMA', 'REINDEX_OBJECT_DATABASE', 'REINDEX_OBJECT_SYSTEM']);

/** What the statement is called, if the server refuses it inside a transaction whatever the database holds; else null. */
export function nameOfRefused({ type, node }: Statement): string | null {
  const refusal = REFUSALS[type];
  return refusal !== undefined && (refusal.when?.(node) ?? true) ? refusal.name : null;
}

/** Whether a migration that has the file can run in no transaction of whoever runs it, and so runs alone. */
export function runsAlone({ statements }: ParsedFile): boolean {
  return statements.some((statement) => nameOfRefused(statement) !== null);
}

/** Whether it changes the server rather than the database, so that no database of its own could hold it. */
export function reachesBeyondDatabase({ type }: Statement): boolean {
  return SERVER_WIDE.has(type);
}

const SERVER_WIDE = new Set([
  'AlterSystemStmt',
  'CreatedbStmt',
  'DropdbStmt',
  'CreateTableSpaceStmt',
  'DropTableSpaceStmt',
]);

/**
 * Whether a replay may run it in no transaction. Not what reaches beyond the database, or may do so where it could not be read:
 * the transaction is what keeps that from a server that others use.
 */
export function mayReplayAlone(file: ParsedFile): boolean {
  return runsAlone(file) && file.syntaxErrors.length === 0 && !file.statements.some(reachesBeyondDatabase);
}

/** The statements of a migration that meet the migrator's transaction; a COMMIT before them has ended it. */
export function refusedIn({ statements }: ParsedFile): readonly Statement[] {
  let isOpen = true;
  return statements.filter((statement) => {
    if (statement.type === 'TransactionStmt') isOpen = isOpenAfter(textOf(statement.node, 'kind'), isOpen);
    return isOpen && nameOfRefused(statement) !== null;
  });
}

function isOpenAfter(kind: string, before: boolean): boolean {
  if (kind === 'TRANS_STMT_COMMIT' || kind === 'TRANS_STMT_ROLLBACK') return false;
  return kind === 'TRANS_STMT_BEGIN' || kind === 'TRANS_STMT_START' || before;
}

function isConcurrent(node: TreeNode): boolean {
  return listOf(node, 'params').some((each) => textOf(nodeOf(each, 'DefElem'), 'defname') === 'concurrently');
}

function detachesConcurrently(node: TreeNode): boolean {
  return listOf(node, 'cmds').some((command) =>
    isSet(nodeOf(childOf(nodeOf(command, 'AlterTableCmd'), 'def'), 'PartitionCmd'), 'concurrent'),
  );
}

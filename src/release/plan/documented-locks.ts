/**
 * Locks of the statements that run in no transaction: they are gone before anybody could look, so they are taken from the
 * documentation of each command. A test holds them against a server that is made to wait in the middle of each.
 */
import type postgres from 'postgres';
import { quoteIdentifier } from '../../model/quote.js';
import type { LockMode, PlannedStatement } from '../../model/release.js';
import type { Statement, TreeNode } from '../../model/sql.js';
import { childOf, listOf, nodeOf, textOf } from '../../sql/tree.js';

type Locks = PlannedStatement['locks'];

interface Claim {
  readonly mode: LockMode;
  /** Relations as written, quoted; an index stands for its table. null: all tables of `schema`. */
  readonly relations: readonly string[] | null;
  /** null: all schemas. */
  readonly schema: string | null;
  readonly only?: 'clustered';
}

/** To be asked before the statement runs, while what it drops is there. Empty for statements that are not known here. */
export async function readDocumentedLocks(sql: postgres.Sql, { type, node }: Statement): Promise<Locks> {
  const claims = CLAIMS[type]?.(node) ?? [];
  const locks: { table: string; mode: LockMode }[] = [];
  for (const claim of claims) {
    const tables = await readTables(sql, claim);
    locks.push(...tables.map((table) => ({ table, mode: claim.mode })));
  }
  return locks;
}

const CLAIMS: Readonly<Record<string, (node: TreeNode) => readonly Claim[]>> = {
  // https://www.postgresql.org/docs/current/sql-createindex.html#SQL-CREATEINDEX-CONCURRENTLY
  IndexStmt: (node) => [on('ShareUpdateExclusiveLock', [relationOf(node)])],
  // https://www.postgresql.org/docs/current/sql-dropindex.html, and "heap_lockmode" of index_drop
  DropStmt: (node) => [on('ShareUpdateExclusiveLock', listOf(node, 'objects').map(nameIn))],
  // https://www.postgresql.org/docs/current/sql-reindex.html#SQL-REINDEX-CONCURRENTLY
  ReindexStmt: reindex,
  // https://www.postgresql.org/docs/current/sql-altertable.html#SQL-ALTERTABLE-DETACH-PARTITION
  AlterTableStmt: detach,
  // https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES
  VacuumStmt: (node) => [
    { ...everywhere(isFull(node) ? 'AccessExclusiveLock' : 'ShareUpdateExclusiveLock'), ...relationsOf(node) },
  ],
  // Without a table: all that were clustered before.
  ClusterStmt: () => [{ ...everywhere('AccessExclusiveLock'), only: 'clustered' }],
};

function on(mode: LockMode, relations: readonly string[]): Claim {
  return { mode, relations, schema: null };
}

function everywhere(mode: LockMode): Claim {
  return { mode, relations: null, schema: null };
}

function reindex(node: TreeNode): readonly Claim[] {
  const isConcurrent = isOn(listOf(node, 'params'), 'concurrently');
  const mode = isConcurrent ? 'ShareUpdateExclusiveLock' : 'ShareLock';
  if (textOf(childOf(node, 'relation'), 'relname') !== '') return [on(mode, [relationOf(node)])];
  const schema = textOf(node, 'kind') === 'REINDEX_OBJECT_SCHEMA' ? textOf(node, 'name') : null;
  return [{ ...everywhere(mode), schema }];
}

function detach(node: TreeNode): readonly Claim[] {
  const partitions = listOf(node, 'cmds').map((command) => {
    return nameOf(childOf(nodeOf(childOf(nodeOf(command, 'AlterTableCmd'), 'def'), 'PartitionCmd'), 'name'));
  });
  return [on('ShareUpdateExclusiveLock', [relationOf(node)]), on('AccessExclusiveLock', partitions)];
}

function isFull(node: TreeNode): boolean {
  return isOn(listOf(node, 'options'), 'full');
}

/** An option counts as on unless it is given a value that says otherwise. */
function isOn(options: readonly unknown[], name: string): boolean {
  return options
    .map((option) => nodeOf(option, 'DefElem'))
    .some((option) => textOf(option, 'defname') === name && !OFF.has(textOf(nodeOf(option['arg'], 'String'), 'sval')));
}

const OFF = new Set(['false', 'off', '0']);

function relationsOf(node: TreeNode): Pick<Claim, 'relations'> {
  const rels = listOf(node, 'rels').map((each) => relationOf(nodeOf(each, 'VacuumRelation')));
  return { relations: rels.length === 0 ? null : rels };
}

function relationOf(node: TreeNode): string {
  return nameOf(childOf(node, 'relation'));
}

function nameOf(range: TreeNode): string {
  const schema = textOf(range, 'schemaname');
  return quoteIdentifier(...(schema === '' ? [] : [schema]), textOf(range, 'relname'));
}

function nameIn(list: unknown): string {
  return quoteIdentifier(
    ...listOf(nodeOf(list, 'List'), 'items').map((item) => textOf(nodeOf(item, 'String'), 'sval')),
  );
}

async function readTables(sql: postgres.Sql, { relations, schema, only }: Claim): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select distinct n.nspname || '.' || t.relname as name
    from pg_catalog.pg_class r
    left join pg_catalog.pg_index i on i.indexrelid = r.oid
    join pg_catalog.pg_class t on t.oid = coalesce(i.indrelid, r.oid)
    join pg_catalog.pg_namespace n on n.oid = t.relnamespace
    where t.relkind in ('r', 'p', 'm') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and (${schema}::text is null or n.nspname = ${schema})
      and (${relations === null} or r.oid = any (select pg_catalog.to_regclass(name)
                                                 from pg_catalog.unnest(${[...(relations ?? [])]}::text[]) as name))
      and (${only !== 'clustered'} or exists (select from pg_catalog.pg_index c
                                              where c.indrelid = t.oid and c.indisclustered))
    order by 1`;
  return rows.map(({ name }) => name);
}

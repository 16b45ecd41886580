/** What statements outside of a transaction leave behind when they fail or are killed, and how to tell that they are done. */
import type postgres from 'postgres';
import type { Difference } from '../../model/catalog.js';
import { quoteIdentifier } from '../../model/quote.js';
import type { Statement, TreeNode } from '../../model/sql.js';
import { childOf, isSet, listOf, nodeOf, textOf } from '../../sql/tree.js';

/** What a statement does, as far as that shows whether it has been done. Names are quoted, as to_regclass reads them. */
export type Effect =
  | { readonly kind: 'index'; readonly table: string; readonly name: string }
  | { readonly kind: 'no index'; readonly indexes: readonly string[] }
  | { readonly kind: 'rebuilt indexes' }
  | { readonly kind: 'detached'; readonly table: string; readonly partition: string };

/** null: nothing that could be seen, or an index whose name PostgreSQL chooses. */
export function effectOf({ type, node }: Statement): Effect | null {
  if (type === 'ReindexStmt') return { kind: 'rebuilt indexes' };
  if (type === 'AlterTableStmt') return detachmentIn(node);
  if (!isSet(node, 'concurrent')) return null;
  if (type === 'DropStmt') return { kind: 'no index', indexes: listOf(node, 'objects').map(pathOf) };
  const name = textOf(node, 'idxname');
  if (type !== 'IndexStmt' || name === '') return null;
  return { kind: 'index', table: nameOfTable(childOf(node, 'relation')), name };
}

function detachmentIn(node: TreeNode): Effect | null {
  for (const command of listOf(node, 'cmds')) {
    const partition = nodeOf(childOf(nodeOf(command, 'AlterTableCmd'), 'def'), 'PartitionCmd');
    if (!isSet(partition, 'concurrent')) continue;
    return {
      kind: 'detached',
      table: nameOfTable(childOf(node, 'relation')),
      partition: nameOfTable(childOf(partition, 'name')),
    };
  }
  return null;
}

function nameOfTable(relation: TreeNode): string {
  return quoteIdentifier(
    ...[textOf(relation, 'schemaname'), textOf(relation, 'relname')].filter((part) => part !== ''),
  );
}

function pathOf(object: unknown): string {
  const items = listOf(nodeOf(object, 'List'), 'items');
  return quoteIdentifier(...items.map((item) => textOf(nodeOf(item, 'String'), 'sval')));
}

/** Removes what a failed or killed attempt has left. Nothing of it is of any use: queries do not read an invalid index. */
export async function dropLeftovers(sql: postgres.Sql, effect: Effect): Promise<void> {
  if (effect.kind === 'index' || effect.kind === 'rebuilt indexes') {
    for (const { index } of await findInvalid(sql, effect)) {
      await sql.unsafe(`DROP INDEX CONCURRENTLY IF EXISTS ${index}`);
    }
  }
  if (effect.kind === 'detached' && (await isDetachPending(sql, effect))) {
    await sql.unsafe(`ALTER TABLE ${effect.table} DETACH PARTITION ${effect.partition} FINALIZE`);
  }
}

/** REINDEX CONCURRENTLY works on copies that it calls `…_ccnew` and `…_ccold`; one that another session builds is let alone. */
async function findInvalid(
  sql: postgres.Sql,
  effect: Effect & { kind: 'index' | 'rebuilt indexes' },
): Promise<readonly { readonly index: string }[]> {
  const which =
    effect.kind === 'index'
      ? sql`i.indrelid = pg_catalog.to_regclass(${effect.table}) and c.relname = ${effect.name}`
      : sql`c.relname ~ '_cc(new|old)[0-9]*$'`;
  return sql<{ index: string }[]>`
    select pg_catalog.format('%I.%I', n.nspname, c.relname) as index
    from pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indexrelid
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where not i.indisvalid and n.nspname !~ '^pg_' and ${which}
      and not exists (select from pg_catalog.pg_stat_progress_create_index p where p.index_relid = i.indexrelid)`;
}

async function isDetachPending(
  sql: postgres.Sql,
  { table, partition }: Effect & { kind: 'detached' },
): Promise<boolean> {
  // `inhdetachpending` exists since PostgreSQL 14, as DETACH PARTITION … CONCURRENTLY does.
  const rows = await sql`
    select from pg_catalog.pg_inherits i
    where i.inhparent = pg_catalog.to_regclass(${table}) and i.inhrelid = pg_catalog.to_regclass(${partition})
      and (pg_catalog.to_jsonb(i) ->> 'inhdetachpending')::boolean`;
  return rows.length > 0;
}

/** Whether there is nothing left to do. `differences` are those from the state after the migration. */
export async function isDone(sql: postgres.Sql, effect: Effect, differences: readonly Difference[]): Promise<boolean> {
  if (effect.kind === 'index') return isBuilt(sql, effect, differences);
  if (effect.kind === 'no index') return isGone(sql, effect);
  return effect.kind === 'detached' && !(await isPartition(sql, effect));
}

/** There, valid and exactly as planned. */
async function isBuilt(
  sql: postgres.Sql,
  { table, name }: Effect & { kind: 'index' },
  differences: readonly Difference[],
): Promise<boolean> {
  const [index] = await sql<{ object: string }[]>`
    select pg_catalog.concat_ws('.', 'index ' || n.nspname, t.relname, c.relname) as object
    from pg_catalog.pg_index i
    join pg_catalog.pg_class c on c.oid = i.indexrelid
    join pg_catalog.pg_class t on t.oid = i.indrelid
    join pg_catalog.pg_namespace n on n.oid = t.relnamespace
    where i.indrelid = pg_catalog.to_regclass(${table}) and c.relname = ${name}`;
  return index !== undefined && !differences.some(({ object }) => object === index.object);
}

async function isGone(sql: postgres.Sql, { indexes }: Effect & { kind: 'no index' }): Promise<boolean> {
  const rows = await sql`
    select from pg_catalog.unnest(${sql.array([...indexes])}::text[]) as name
    where pg_catalog.to_regclass(name) is not null`;
  return rows.length === 0;
}

async function isPartition(sql: postgres.Sql, { table, partition }: Effect & { kind: 'detached' }): Promise<boolean> {
  const rows = await sql`
    select from pg_catalog.pg_inherits i
    where i.inhparent = pg_catalog.to_regclass(${table}) and i.inhrelid = pg_catalog.to_regclass(${partition})`;
  return rows.length > 0;
}

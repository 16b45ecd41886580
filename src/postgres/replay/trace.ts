/** Which tables a statement locks and writes anew, read from the server that has just run it. */
import type postgres from 'postgres';
import { LOCK_MODES, type LockMode, type PlannedStatement } from '../../model/release.js';
import type { TrackerPlace } from '../../model/project.js';

/** What a statement did to the tables that are watched. */
export type Footprint = Pick<PlannedStatement, 'locks' | 'rewrites'>;

export interface Trace {
  /** What happened since the last look. Wants the connection and, for the locks, the transaction of the statement. */
  readonly look: () => Promise<Footprint>;
  /** To be called where a transaction has ended: its locks are gone. */
  readonly forgetLocks: () => void;
}

/** A look at one table: `file` changes when the table is written anew; null where it has none, or is gone. */
interface Look {
  readonly oid: number;
  readonly file: number | null;
  readonly modes: readonly LockMode[];
}

/**
 * Watches the tables and materialized views that are there now, the tracker aside. Names stay those of now, even where a
 * statement renames or drops a table.
 */
export async function startTrace(sql: postgres.Sql, tracker: TrackerPlace): Promise<Trace> {
  const tables = await listTables(sql, tracker);
  const names = new Map(tables.map(({ oid, name }) => [oid, name]));
  const oids = [...names.keys()];
  const files = new Map<number, number | null>();
  const held = new Map<number, LockMode>();
  const look = async (): Promise<Footprint> => {
    const locks: { table: string; mode: LockMode }[] = [];
    const rewrites: string[] = [];
    for (const { oid, file, modes } of oids.length === 0 ? [] : await readTables(sql, oids)) {
      const table = names.get(oid) ?? '';
      const mode = strongest(modes);
      if (mode !== null && strengthOf(mode) > strengthOf(held.get(oid))) locks.push({ table, mode });
      if (mode !== null) held.set(oid, mode);
      if (file !== null && files.has(oid) && files.get(oid) !== file) rewrites.push(table);
      files.set(oid, file);
    }
    return { locks, rewrites };
  };
  await look();
  held.clear();
  return { look, forgetLocks: () => held.clear() };
}

function strongest(modes: readonly LockMode[]): LockMode | null {
  return modes.reduce<LockMode | null>((best, mode) => (strengthOf(mode) > strengthOf(best) ? mode : best), null);
}

function strengthOf(mode: LockMode | null | undefined): number {
  return mode === null || mode === undefined ? -1 : LOCK_MODES.indexOf(mode);
}

async function listTables(sql: postgres.Sql, tracker: TrackerPlace): Promise<{ oid: number; name: string }[]> {
  return sql<{ oid: number; name: string }[]>`
    select c.oid, n.nspname || '.' || c.relname as name
    from pg_catalog.pg_class c
    join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'm', 'f') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not (n.nspname = ${tracker.schema} and c.relname = ${tracker.table})
    order by 2`;
}

/** Schema-qualified throughout: a migration may have set its own path. */
async function readTables(sql: postgres.Sql, oids: readonly number[]): Promise<Look[]> {
  return sql<Look[]>`
    select o.oid, pg_catalog.pg_relation_filenode(o.oid) as file,
           coalesce(pg_catalog.array_agg(l.mode) filter (where l.mode is not null), '{}') as modes
    from pg_catalog.unnest(${oids as number[]}::pg_catalog.oid[]) with ordinality as o (oid, position)
    left join pg_catalog.pg_locks l
      on l.relation = o.oid and l.locktype = 'relation' and l.granted and l.pid = pg_catalog.pg_backend_pid()
         and l.database = (select d.oid from pg_catalog.pg_database d where d.datname = pg_catalog.current_database())
    group by o.oid, o.position
    order by o.position`;
}

/** What an INSERT must know of the tables that are there. */
import type postgres from 'postgres';
import type { TrackerPlace } from '../../../model/project.js';

export interface Column {
  readonly name: string;
  /** As `format_type` prints it, such as `character varying(64)`; of a domain its base type. */
  readonly type: string;
  /** `pg_type.typcategory` of the base type. */
  readonly category: string;
  /** Labels of an enum in order; empty for other types. */
  readonly labels: readonly string[];
}

export interface ForeignKey {
  readonly columns: readonly string[];
  /** Quoted and schema-qualified. */
  readonly references: string;
  readonly referenced: readonly string[];
}

export interface Table {
  /** Quoted and schema-qualified. */
  readonly name: string;
  /** Columns that an INSERT must give a value: NOT NULL, no default, not generated, no identity. */
  readonly required: readonly Column[];
  readonly foreignKeys: readonly ForeignKey[];
  /** Definitions of the CHECK constraints; the literals in them are good guesses for values that pass. */
  readonly checks: readonly string[];
}

/** Ordinary and partitioned tables outside of system schemas; partitions are filled through their parent. */
export async function readTables(sql: postgres.Sql, tracker: TrackerPlace): Promise<readonly Table[]> {
  const rows = await sql<{ table: Table }[]>`
    SELECT json_build_object(
             'name', format('%I.%I', n.nspname, c.relname),
             'required', coalesce((
               SELECT json_agg(json_build_object(
                        'name', a.attname, 'type', format_type(base.oid, a.atttypmod), 'category', base.typcategory,
                        'labels', coalesce((SELECT json_agg(e.enumlabel ORDER BY e.enumsortorder)
                                              FROM pg_enum e WHERE e.enumtypid = base.oid), '[]'))
                      ORDER BY a.attnum)
                 FROM pg_attribute a
                 JOIN pg_type t ON t.oid = a.atttypid
                 JOIN pg_type base ON base.oid = CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END
                WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                  AND (a.attnotnull OR t.typnotnull) AND NOT a.atthasdef AND a.attidentity = ''), '[]'),
             'foreignKeys', coalesce((
               SELECT json_agg(json_build_object(
                        'columns', ${names(sql, 'f.conrelid', 'f.conkey')},
                        'references', (SELECT format('%I.%I', fn.nspname, fc.relname)
                                         FROM pg_class fc JOIN pg_namespace fn ON fn.oid = fc.relnamespace
                                        WHERE fc.oid = f.confrelid),
                        'referenced', ${names(sql, 'f.confrelid', 'f.confkey')}))
                 FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f'), '[]'),
             'checks', coalesce((SELECT json_agg(pg_get_constraintdef(k.oid))
                                   FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c'), '[]')
           ) AS table
      FROM pg_class c
      JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^(pg_|information_schema$)'
       AND (n.nspname, c.relname) <> (${tracker.schema}, ${tracker.table})
       AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
     ORDER BY c.oid`;
  return inDependencyOrder(rows.map(({ table }) => table));
}

/** Names of key columns, in the order of the key. */
function names(sql: postgres.Sql, relation: string, key: string): postgres.PendingQuery<postgres.Row[]> {
  return sql`(SELECT json_agg(ka.attname ORDER BY k.ord)
                FROM unnest(${sql.unsafe(key)}) WITH ORDINALITY AS k (attnum, ord)
                JOIN pg_attribute ka ON ka.attrelid = ${sql.unsafe(relation)} AND ka.attnum = k.attnum)`;
}

/** Referenced tables first; members of a cycle keep the order in which they were created. */
function inDependencyOrder(tables: readonly Table[]): readonly Table[] {
  const ordered: Table[] = [];
  const seen = new Set<string>();
  const byName = new Map(tables.map((table) => [table.name, table]));
  const visit = (table: Table): void => {
    if (seen.has(table.name)) return;
    seen.add(table.name);
    for (const { references } of table.foreignKeys) {
      const other = byName.get(references);
      if (other !== undefined) visit(other);
    }
    ordered.push(table);
  };
  for (const table of tables) visit(table);
  return ordered;
}

/** What a migration would build if its guards found nothing. */
import type postgres from 'postgres';
import type { Catalog } from '../../model/catalog.js';
import type { Migration } from '../../model/history.js';
import type { ParsedFile, Statement } from '../../model/sql.js';
import type { Effect } from '../../sql/effects/effect.js';
import { quoteIdentifier, quoteName } from '../../sql/names.js';
import { schemaOf } from '../../sql/rerun/state.js';
import { readCatalog, type ReadOptions } from '../catalog/read-catalog.js';
import { toServerError } from '../server-error.js';
import { rolledBack } from './rolled-back.js';
import { unitsOf } from './run-migration.js';

export interface Rehearsal {
  /** What each guarded statement creates. */
  readonly guarded: ReadonlyMap<Statement, readonly Effect[]>;
  /** What ends a session; see `resetSqlFor`. */
  readonly reset: string;
  /** How the catalog is read at the end. */
  readonly reading: ReadOptions;
}

/**
 * Runs the file with what each guarded statement creates taken out of its way, reads the catalog at its end, and leaves
 * nothing behind. null: the server refuses something, so it cannot be told. Rejects where the server is lost.
 */
export async function rehearse(
  sql: postgres.Sql,
  migration: Migration,
  file: ParsedFile,
  { guarded, reset, reading }: Rehearsal,
): Promise<Catalog | null> {
  const drops = new Map([...guarded].map(([{ span }, effects]) => [span.start, effects.flatMap(dropOf)]));
  const units = unitsOf(migration, file);
  if (units.some(({ awaitsData }) => awaitsData)) return null;
  const texts = units.flatMap(({ text, span }) => [...(drops.get(span.start) ?? []), text]);
  return rolledBack(sql, reset, async () => {
    const results = await Promise.allSettled(texts.map((text) => sql.unsafe(text)));
    const refused = results.find((result) => result.status === 'rejected');
    if (refused === undefined) return readCatalog(sql, reading);
    if (toServerError(refused.reason) === null) throw refused.reason;
    return null;
  });
}

/** Whether what an effect creates can be taken away and told from another of its name; schemas and extensions are all alike. */
export function isRemovable(effect: Effect): boolean {
  return dropOf(effect).length > 0;
}

/** Takes an object out of the way, if it is there. */
function dropOf(effect: Effect): readonly string[] {
  const { kind, table } = effect;
  const name = quoteIdentifier(effect.name ?? '');
  const own = quoteName({ schema: schemaOf(effect), name: effect.name ?? '' });
  const owner = quoteName({ schema: schemaOf(effect), name: table ?? '' });
  const type = ALONE[kind];
  if (type !== undefined) return [`DROP ${type} IF EXISTS ${own} CASCADE`];
  const part = OF_TABLES[kind];
  if (part !== undefined) return [`ALTER TABLE IF EXISTS ${owner} DROP ${part} IF EXISTS ${name} CASCADE`];
  return ON_TABLES.has(kind) ? [`DROP ${kind} IF EXISTS ${name} ON ${owner} CASCADE`] : [];
}

const ALONE: Readonly<Partial<Record<Effect['kind'], string>>> = {
  table: 'TABLE',
  'materialized view': 'MATERIALIZED VIEW',
  index: 'INDEX',
  sequence: 'SEQUENCE',
  enum: 'TYPE',
  type: 'TYPE',
  domain: 'DOMAIN',
};
const OF_TABLES: Readonly<Partial<Record<Effect['kind'], string>>> = {
  column: 'COLUMN',
  'primary key': 'CONSTRAINT',
  unique: 'CONSTRAINT',
  'foreign key': 'CONSTRAINT',
  check: 'CONSTRAINT',
  exclusion: 'CONSTRAINT',
};
const ON_TABLES: ReadonlySet<Effect['kind']> = new Set(['policy', 'trigger']);

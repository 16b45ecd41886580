/** What a plan says, in words that all its forms share. */
import type { LockMode, Plan, PlannedMigration, PlannedStatement, TableSize } from '../../model/release.js';
import { sayNumber } from '../count.js';

/** What others have to wait with (https://www.postgresql.org/docs/current/explicit-locking.html#TABLE-LOCK-COMPATIBILITY). */
const WAITING: Readonly<Record<LockMode, string>> = {
  AccessShareLock: 'blocks none but AccessExclusiveLock',
  RowShareLock: 'blocks schema changes',
  RowExclusiveLock: 'blocks schema changes and new indexes',
  ShareUpdateExclusiveLock: 'blocks schema changes and VACUUM',
  ShareLock: 'blocks writes',
  ShareRowExclusiveLock: 'blocks writes',
  ExclusiveLock: 'blocks writes',
  AccessExclusiveLock: 'blocks reads and writes',
};

/** As in `public.orders AccessExclusiveLock, blocks reads and writes; writes all of it anew (about 1,000 rows, 96 kB)`. */
export function sayFootprints({ locks, rewrites }: PlannedStatement, sizes: Plan['tables']): string[] {
  const locked = locks.map(({ table, mode }) => {
    const rewritten = rewrites.includes(table) ? `; writes all of it anew${saySize(table, sizes)}` : '';
    return `${table} ${mode}, ${WAITING[mode]}${rewritten}`;
  });
  const unseen = rewrites.filter((table) => !locks.some((lock) => lock.table === table));
  return [...locked, ...unseen.map((table) => `${table}: writes all of it anew${saySize(table, sizes)}`)];
}

function saySize(name: string, sizes: readonly TableSize[]): string {
  const size = sizes.find(({ table }) => table === name);
  if (size === undefined) return '';
  const rows = size.estimatedRows === null ? 'rows never counted' : `about ${sayNumber(size.estimatedRows, 'row')}`;
  return ` (${rows}, ${sayBytes(size.bytes)})`;
}

const UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB'];

/** As `pg_size_pretty` prints it. */
export function sayBytes(bytes: number): string {
  let [value, unit] = [bytes, 0];
  for (; value >= 10 * 1024 && unit < UNITS.length - 1; unit += 1) value /= 1024;
  return `${Math.round(value).toLocaleString('en-US')} ${UNITS[unit] ?? ''}`;
}

export const TRANSACTIONS: Readonly<Record<PlannedMigration['transaction'], string>> = {
  shared: 'in one transaction with its neighbours',
  own: 'in a transaction of its own',
  none: 'in no transaction',
};

export function sayDuration(milliseconds: number): string {
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : `${Math.round(milliseconds).toLocaleString('en-US')} ms`;
}

/** The last line. */
export function sayOutcome({ pending, refusals }: Plan): string {
  const statements = pending.reduce((sum, migration) => sum + migration.statements.length, 0);
  if (refusals.length > 0) return `refused: ${sayNumber(refusals.length, 'reason')}`;
  if (pending.length === 0) return 'nothing is pending';
  return `${sayNumber(pending.length, 'migration')} with ${sayNumber(statements, 'statement')} to apply`;
}

/** The row that an applied entry has in the new tracker, and what that changes of the one that it had. Pure. */
import type { Layout, Migration } from '../../model/history.js';
import type { EntryDecision, PlannedRow, RemovedRow, WrittenRow } from '../../model/tracker-change.js';
import type { StoredRow } from '../../model/tracker.js';

/** Where a row comes from and goes to. */
export interface RowContext {
  readonly layout: Layout;
  readonly line: '0.x' | '1.0';
  /** The very hash of the file, because 1.0 looks at it where two entries have one second. */
  readonly needsExactHash: boolean;
  /** Ids that more than one row has. */
  readonly ambiguousIds: ReadonlySet<string>;
}

/** The entry's row; the best of those that it has is the one that counts, and the others are duplicates. */
export function planRow(
  migration: Migration,
  stored: readonly StoredRow[],
  { effects, reason }: EntryDecision,
  context: RowContext,
): { readonly row: PlannedRow; readonly duplicates: readonly RemovedRow[] } {
  const best = bestOf(migration, stored);
  const row: WrittenRow = {
    id: best === null ? null : keptId(best, context.ambiguousIds),
    hash: hashFor(migration, best, effects.state === 'present', context.needsExactHash),
    createdAt: timeFor(migration, best, context.layout),
    name: context.line === '0.x' ? null : context.layout === 'folders' ? migration.tag : (best?.name ?? null),
    appliedAt: best?.appliedAt ?? null,
  };
  const duplicates = stored
    .filter((each) => each !== best)
    .map((each) => ({ row: each, reason: `"${migration.tag}" has ${stored.length} rows` }));
  if (best === null) return { row: { tag: migration.tag, action: 'added', row, reason }, duplicates };
  const changes = changesOf(best, row, context.line);
  const action = changes.length === 0 ? 'kept' : 'changed';
  return { row: { tag: migration.tag, action, row, reason: [reason, ...changes].join('; ') }, duplicates };
}

/** A row that belongs to no entry, as it is. `createdAt` is a whole number. */
export function keepRow(stored: StoredRow, reason: string, context: RowContext): PlannedRow {
  const row: WrittenRow = {
    id: keptId(stored, context.ambiguousIds),
    hash: stored.hash ?? '',
    createdAt: stored.createdAt ?? '0',
    name: context.line === '0.x' ? null : stored.name,
    appliedAt: stored.appliedAt,
  };
  const changes = changesOf(stored, row, context.line);
  return { tag: null, action: changes.length === 0 ? 'kept' : 'changed', row, reason };
}

function bestOf(migration: Migration, stored: readonly StoredRow[]): StoredRow | null {
  const rank = (row: StoredRow): number =>
    (hasHashOf(row, migration) ? 0 : 4) +
    (row.createdAt === String(migration.when) ? 0 : 2) +
    (row.name === null ? 1 : 0);
  return stored.toSorted((a, b) => rank(a) - rank(b))[0] ?? null;
}

function hasHashOf({ hash }: StoredRow, migration: Migration): boolean {
  return hash !== null && (hash === migration.hash || migration.otherHashes.includes(hash));
}

function keptId({ id }: StoredRow, ambiguous: ReadonlySet<string>): string | null {
  return id !== null && /^[1-9]\d{0,9}$/.test(id) && Number(id) < 2 ** 31 && !ambiguous.has(id) ? id : null;
}

/** What was applied is what the row says, unless what the file says now is proven, or unless exactness is asked for. */
function hashFor(migration: Migration, stored: StoredRow | null, isProven: boolean, isExact: boolean): string {
  if (stored === null || stored.hash === null || isExact) return migration.hash;
  const hasOtherLineEndings = migration.otherHashes.includes(stored.hash);
  return isProven && !hasOtherLineEndings ? migration.hash : stored.hash;
}

/** Rows of 0.x keep their milliseconds under 1.0, as its own upgrade leaves them. */
function timeFor({ when }: Migration, stored: StoredRow | null, layout: Layout): string {
  const time = Number(stored?.createdAt ?? Number.NaN);
  const isOfItsSecond = layout === 'folders' && Number.isInteger(time) && time - (time % 1000) === when;
  return isOfItsSecond ? String(time) : String(when);
}

function changesOf(from: StoredRow, to: WrittenRow, line: '0.x' | '1.0'): readonly string[] {
  const columns = [
    ['id', from.id, to.id],
    ['hash', from.hash, to.hash],
    ['created_at', from.createdAt, to.createdAt],
    ...(line === '1.0' ? [['name', from.name, to.name] as const] : []),
  ] as const;
  return columns
    .filter(([, before, after]) => before !== after)
    .map(([column, before, after]) => `${column} ${before ?? 'NULL'} becomes ${after ?? 'a new one'}`);
}

/** From what was decided of each entry to the tracker that says so, and what Drizzle's migrator then does. Pure. */
import { pickPending } from '../../model/deploy.js';
import { migrationsOf, type History, type Migration } from '../../model/history.js';
import type { EntryDecision, Obstacle, PlannedRow, RemovedRow, TrackerChange } from '../../model/tracker-change.js';
import { hasNames } from '../../model/tracker-match.js';
import type { StoredRow, Tracker, TrackerMatch } from '../../model/tracker.js';
import { hasRightColumns } from './columns.js';
import { planOrphans, type OrphanRule } from './orphans.js';
import { findReadinessObstacles } from './prepare.js';
import { ownerByTime } from './second-look.js';
import { planRow, type RowContext } from './write-row.js';

export interface ChangeRequest {
  readonly history: History;
  readonly tracker: Tracker | null;
  readonly match: TrackerMatch;
  /** One per migration of the history, in its order. */
  readonly entries: readonly EntryDecision[];
  readonly orphans: OrphanRule;
  /** Leave nothing that the upgrade to 1.0 stops at. */
  readonly prepare: '1.0' | null;
  /** What stands in the way already. */
  readonly obstacles: readonly Obstacle[];
}

/** What every row becomes. Nothing may be written where `obstacles` is not empty. */
export function planChange(request: ChangeRequest): TrackerChange {
  const { history, tracker, match, entries, prepare } = request;
  const migrations = migrationsOf(history);
  const line = history.layout === 'folders' || (tracker !== null && hasNames(tracker)) ? '1.0' : '0.x';
  const context: RowContext = {
    layout: history.layout,
    line,
    needsExactHash: prepare !== null,
    ambiguousIds: idsOfSeveral(tracker?.rows ?? []),
  };
  const { owned, orphans } = assignRows(match, migrations);
  const own = migrations.map((migration, at) => planEntry(migration, owned[at] ?? [], entries[at], context));
  const others = planOrphans(orphans, request.orphans, context);
  const rows = [...others.rows, ...own.flatMap(({ rows: ofEntry }) => ofEntry)];
  const next = pickAfter(history, rows);
  const passedOver = entries.filter(({ tag, decision }) => decision === 'pending' && !next.includes(tag));
  const change = {
    line,
    columnsAreRight: tracker !== null && hasRightColumns(tracker, line),
    entries,
    rows,
    removed: [...others.removed, ...own.flatMap(({ removed }) => removed)],
    mark: { before: tracker?.newest ?? null, after: history.layout === 'journal' ? markOf(rows) : null },
    next: { before: match.next?.map(({ tag }) => tag) ?? null, after: next },
    passedOver: passedOver.map(({ tag }) => tag),
  } as const;
  const obstacles = [
    ...request.obstacles,
    ...entries.flatMap(askAbout),
    ...others.obstacles,
    ...missingTimes(migrations, entries),
    ...newlyPassedOver(history, change),
    ...(prepare === null || history.layout === 'folders' ? [] : findReadinessObstacles(migrations, rows)),
  ];
  return { ...change, obstacles };
}

/** Which rows an entry has: those that the match gave it, and those that only a second look at their time does. */
function assignRows(
  { entries, orphans }: TrackerMatch,
  migrations: readonly Migration[],
): { readonly owned: readonly (readonly StoredRow[])[]; readonly orphans: readonly StoredRow[] } {
  const owners = new Map(orphans.map((row) => [row, ownerByTime(row, migrations)]));
  const foundFor = (migration: Migration) => orphans.filter((row) => owners.get(row) === migration);
  return {
    owned: entries.map(({ migration, rows }) => [...rows, ...foundFor(migration)]),
    orphans: orphans.filter((row) => owners.get(row) === null),
  };
}

function planEntry(
  migration: Migration,
  stored: readonly StoredRow[],
  decision: EntryDecision | undefined,
  context: RowContext,
): { readonly rows: readonly PlannedRow[]; readonly removed: readonly RemovedRow[] } {
  if (decision?.decision === 'pending') {
    const reason = `"${migration.tag}" is not applied: ${decision.reason}`;
    return { rows: [], removed: stored.map((row) => ({ row, reason })) };
  }
  if (decision?.decision !== 'applied') return { rows: [], removed: [] };
  const { row, duplicates } = planRow(migration, stored, decision, context);
  return { rows: [row], removed: duplicates };
}

function idsOfSeveral(rows: readonly StoredRow[]): ReadonlySet<string> {
  const ids = rows.map(({ id }) => id ?? '');
  return new Set(ids.filter((id, at) => ids.indexOf(id) !== at));
}

function pickAfter(history: History, rows: readonly PlannedRow[]): readonly string[] {
  const written = rows.map(({ row }) => ({ createdAt: Number(row.createdAt), name: row.name }));
  return pickPending(history.layout, migrationsOf(history), written).map(({ tag }) => tag);
}

function markOf(rows: readonly PlannedRow[]): string | null {
  const newest = rows.toSorted((a, b) => Number(b.row.createdAt) - Number(a.row.createdAt))[0];
  return newest?.row.createdAt ?? null;
}

function askAbout({ tag, decision, reason }: EntryDecision): readonly Obstacle[] {
  if (decision !== 'undecided') return [];
  return [
    {
      code: 'release/undecided-entry',
      message: `"${tag}" cannot be decided: ${reason}`,
      hint: `Look at the database, then add --assume-applied ${tag} or --assume-pending ${tag}.`,
    },
  ];
}

function missingTimes(migrations: readonly Migration[], entries: readonly EntryDecision[]): readonly Obstacle[] {
  const without = migrations.filter(({ when }, at) => entries[at]?.decision === 'applied' && !Number.isInteger(when));
  return without.map(({ tag }) => ({
    code: 'release/undecided-entry',
    message: `"${tag}" has no time that a row could have`,
    hint: `Correct its entry first: drizzle-gatekeeper check names what is wrong with it.`,
  }));
}

/** A row that is added or moved may lift the mark above an entry that is still to run. */
function newlyPassedOver(
  history: History,
  { rows, next, passedOver }: Pick<TrackerChange, 'rows' | 'next' | 'passedOver'>,
): readonly Obstacle[] {
  const withoutAdded = pickAfter(
    history,
    rows.filter(({ action }) => action !== 'added'),
  );
  const newly = passedOver.filter((tag) => next.before?.includes(tag) || withoutAdded.includes(tag));
  return newly.map((tag) => ({
    code: 'release/passed-over',
    message: `Drizzle's migrator would pass over "${tag}", which is not applied, because a later entry gets a row`,
    hint: `Give "${tag}" a "when" in the journal that is above all others, or add --assume-applied ${tag}.`,
  }));
}

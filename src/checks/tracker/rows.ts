/** What the tracker of the deployed database holds, as checks look at it and as findings show it. */
import type { DeployedFacts } from '../../model/deployed.js';
import type { Facts } from '../../model/facts.js';
import type { CatalogLocation, Evidence } from '../../model/finding.js';
import { valueOf } from '../../model/gathered.js';
import type { StoredRow } from '../../model/tracker.js';
import { showWhen, unitOf } from '../history/when.js';

/** What was read of the deployed database; null: none was. */
export function deployedIn(facts: Facts): DeployedFacts | null {
  return valueOf(facts.deployed);
}

/** The rows of the tracker; none where it is not there. */
export function rowsIn(facts: Facts): readonly StoredRow[] {
  return deployedIn(facts)?.reading.tracker?.rows ?? [];
}

/** As in `drizzle.__drizzle_migrations`. */
export function nameOfTracker({ project: { tracker } }: Facts): string {
  return `${tracker.schema}.${tracker.table}`;
}

export function placeOfTracker(facts: Facts): CatalogLocation {
  return { catalog: 'deployed', object: `table ${nameOfTracker(facts)}` };
}

const MOST_SHOWN = 12;

/** One line for each row, as far as they fit. */
export function evidenceOfRows(rows: readonly StoredRow[]): readonly Evidence[] {
  const shown = rows.slice(0, MOST_SHOWN).map(showRow);
  const left = rows.length - shown.length;
  return [{ kind: 'text', text: [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join('\n') }];
}

function showRow({ id, hash, createdAt, name }: StoredRow): string {
  const parts = [
    `id ${id ?? 'NULL'}`,
    ...(name === null ? [] : [name]),
    `hash ${hash === null || hash.length <= 12 ? JSON.stringify(hash) : `${hash.slice(0, 12)}…`}`,
    `created_at ${showTime(createdAt)}`,
  ];
  return parts.join(', ');
}

function showTime(createdAt: string | null): string {
  return createdAt !== null && /^\d+$/.test(createdAt) ? showWhen(Number(createdAt)) : (createdAt ?? 'NULL');
}

/** As in `ids 7, 9`. */
export function sayIds(rows: readonly StoredRow[]): string {
  const ids = rows.slice(0, MOST_SHOWN).map(({ id }) => id ?? 'NULL');
  return `${rows.length === 1 ? 'id' : 'ids'} ${ids.join(', ')}${rows.length > ids.length ? ' …' : ''}`;
}

/** As in `1 row`, `3 rows`. */
export function sayRows(rows: readonly StoredRow[]): string {
  return `${rows.length} ${rows.length === 1 ? 'row' : 'rows'}`;
}

/** Milliseconds of `created_at`; null: it is NULL, no number, or counts something else. */
export function timeOf({ createdAt }: StoredRow): number | null {
  const time = createdAt === null ? Number.NaN : Number(createdAt);
  return Number.isFinite(time) && unitOf(time) === 'milliseconds' ? time : null;
}

/**
 * One root cause, one finding. Three catalogs give three lists of differences, and one mistake shows in two of them:
 *
 * | declared ≠ recorded | recorded ≠ replayed | declared ≠ replayed | cause |
 * | --- | --- | --- | --- |
 * | yes | no | yes | the schema was changed and no migration generated |
 * | no | yes | yes | the SQL does not do what its snapshot says |
 * | yes | yes | no | the SQL does what the schema says, the snapshot was not written |
 * | yes | yes | yes | two of them at once |
 */
import { nameOf, type Difference } from '../../model/catalog.js';
import type { DriftFacts, Facts } from '../../model/facts.js';
import { valueOf } from '../../model/gathered.js';
import { existingViews, withoutExisting } from './existing-views.js';

/** A difference between schema and database. */
export interface HistoryDifference extends Difference {
  /** The latest snapshot differs from the database as well, so `drizzle-kit generate` will not mend it. */
  readonly isRecorded: boolean;
}

export interface Causes {
  /** Declared against replayed, without what the pending statements would end. */
  readonly history: readonly HistoryDifference[];
  /** Recorded against replayed, without what `history` tells already. */
  readonly snapshot: readonly Difference[];
  /** What `drizzle-kit generate` would write is missing, changes nothing, or is there already but for the snapshot. */
  readonly pending: 'none' | 'missing' | 'without effect' | 'not recorded';
}

export function causesOf({
  drift: all,
  schema,
  history: { snapshots },
}: Pick<Facts, 'drift' | 'schema' | 'history'>): Causes {
  const hasPending = (valueOf(schema.declared)?.pending.length ?? 0) > 0;
  const drift = withoutExisting(all, existingViews(valueOf(schema.declared)?.existingViews ?? [], snapshots));
  const history = findInHistory(drift, hasPending);
  const told = namesIn(history);
  return {
    history,
    snapshot: (drift.recordedReplayed ?? []).filter(
      (difference) => !namesOf(difference).some((name) => told.has(name)),
    ),
    pending: hasPending ? weighPending(drift) : 'none',
  };
}

function findInHistory(drift: DriftFacts, hasPending: boolean): HistoryDifference[] {
  const recorded = byName(drift.recordedReplayed);
  const pending = hasPending ? byName(drift.declaredRecorded) : new Map<string, Difference>();
  return (drift.declaredReplayed ?? []).flatMap((difference) => {
    const known = lookUp(recorded, difference);
    const explained = lookUp(pending, difference);
    if (known === undefined) return explained === undefined ? { ...difference, isRecorded: false } : [];
    return { ...without(difference, explained, known), isRecorded: true };
  });
}

/** Where schema and SQL were both changed: what the pending statements would end is not told again. */
function without(difference: Difference, explained: Difference | undefined, known: Difference): Difference {
  const sides = [difference, explained, known];
  if (sides.some((side) => side?.change !== 'changed')) return difference;
  const remaining = new Set(known.attributes.map(({ attribute }) => attribute));
  return { ...difference, attributes: difference.attributes.filter(({ attribute }) => remaining.has(attribute)) };
}

function weighPending({ declaredRecorded, declaredReplayed }: DriftFacts): Causes['pending'] {
  if (declaredReplayed === null) return 'missing';
  // Without a snapshot everything is pending; what is really lacking is told object by object.
  if (declaredRecorded === null) return 'not recorded';
  if (declaredRecorded.length === 0) return 'without effect';
  const lacking = namesIn(declaredReplayed);
  const isLacking = declaredRecorded.some((difference) => namesOf(difference).some((name) => lacking.has(name)));
  return isLacking ? 'missing' : 'not recorded';
}

function byName(differences: readonly Difference[] | null): Map<string, Difference> {
  return new Map((differences ?? []).flatMap((difference) => namesOf(difference).map((name) => [name, difference])));
}

function lookUp(differences: ReadonlyMap<string, Difference>, difference: Difference): Difference | undefined {
  return namesOf(difference).flatMap((name) => differences.get(name) ?? [])[0];
}

function namesIn(differences: readonly Difference[]): ReadonlySet<string> {
  return new Set(differences.flatMap(namesOf));
}

/** One name, or two where the object is called differently on the two sides. */
function namesOf({ expected, actual }: Difference): string[] {
  return [expected, actual].flatMap((object) => (object === null ? [] : nameOf(object)));
}

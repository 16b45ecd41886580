/** What `repair` would make of a tracker. Pure. */
import type { Catalog, ObjectKind } from '../../model/catalog.js';
import type { Obstacle, TrackerChange } from '../../model/tracker-change.js';
import type { TrackerReading } from '../../model/tracker.js';
import { decideEntries, type Assumptions, type EntryEvidence } from './decide.js';
import { planChange, type ChangeRequest } from './plan-change.js';

export interface RepairRequest extends Omit<ChangeRequest, 'entries' | 'tracker' | 'obstacles'> {
  readonly reading: TrackerReading;
  /** One per migration of the history, in its order. */
  readonly evidence: readonly EntryEvidence[];
  readonly assumptions: Assumptions;
  /** Without the tracker. */
  readonly deployed: Catalog;
}

export function planRepair({ reading, evidence, assumptions, deployed, ...request }: RepairRequest): TrackerChange {
  const entries = decideEntries(evidence, assumptions, isBare(deployed));
  return planChange({ ...request, tracker: reading.tracker, entries, obstacles: emptyTracker(reading, evidence) });
}

/** Every database has these without a migration. */
const ALWAYS_THERE: ReadonlySet<ObjectKind> = new Set([
  'schema',
  'role',
  'extension',
  'grant',
  'default privilege',
  'comment',
]);

function isBare({ objects }: Catalog): boolean {
  return objects.every(({ kind }) => ALWAYS_THERE.has(kind));
}

function isThere({ effects }: EntryEvidence): boolean {
  return effects.state === 'present';
}

/** Rows that are not there cannot be repaired: what they should say takes the stronger proof of `baseline`. */
function emptyTracker({ tracker, others }: TrackerReading, evidence: readonly EntryEvidence[]): readonly Obstacle[] {
  if (evidence.some(({ rows }) => rows.length > 0)) return [];
  const elsewhere = others.map(({ schema, table }) => `"${schema}"."${table}"`).join(', ');
  const place = elsewhere === '' ? '' : `; tables of its shape: ${elsewhere}`;
  if (evidence.some(isThere)) {
    const gap = evidence.findIndex(({ effects }) => effects.state === 'absent' || effects.state === 'partly');
    const last = evidence.slice(0, gap === -1 ? undefined : gap).findLast(isThere);
    const message = `the tracker has no row of this history, and the schema is there${place}`;
    return [
      {
        code: 'release/needs-baseline',
        message,
        hint: `Run drizzle-gatekeeper baseline --to ${last?.migration.tag ?? '<tag>'}.`,
      },
    ];
  }
  if (tracker !== null) return [];
  const hint = 'Nothing is applied: run drizzle-gatekeeper apply, or name another place in the Drizzle config.';
  return [{ code: 'release/needs-baseline', message: `there is no tracker${place}`, hint }];
}

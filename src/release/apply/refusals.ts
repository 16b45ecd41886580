/** Why a release does not begin, besides what the plan refuses. */
import type { Catalog } from '../../model/catalog.js';
import type { Finding } from '../../model/finding.js';
import { releaseFinding } from '../../model/release-codes.js';
import type { Plan } from '../../model/release.js';
import type { TrackerReading } from '../../model/tracker.js';
import { readDeployed, type DeployedReading, type Target } from '../../gather/deployed.js';
import type { Deployed } from '../../postgres/deployed/open-deployed.js';
import type { Expectations } from './expectations.js';
import { sayHolder, type LockAttempt } from './lock.js';
import type { ReleaseSession } from './release-session.js';

/** A database as a plan has seen it. */
export type Seen = Pick<DeployedReading, 'reading' | 'catalog'>;

/** Milliseconds for one look at a database. */
export const READ_MS = 60_000;

/** The wait for the lock is over. */
export function refuseHeld({ server }: ReleaseSession, { holder }: LockAttempt, waitedMs: number): Finding {
  return releaseFinding('release/lock-held', {
    message: `${sayHolder(holder)} has been migrating the database for more than ${Math.round(waitedMs / 1000)} s`,
    at: { catalog: 'deployed', object: `database ${server.database}` },
    hint: 'Wait for it and run "drizzle-gatekeeper apply" again, or wait longer with --lock-wait SECONDS.',
  });
}

/** The plan is not the one that was approved. */
export function refuseMoved({ fingerprint, target }: Plan, { fingerprint: expected }: Expectations): Finding | null {
  if (expected === null || expected === fingerprint) return null;
  return releaseFinding('release/plan-moved', {
    message: 'the plan was made for another state of tracker, catalog or files',
    at: { catalog: 'deployed', object: `database ${target}` },
    evidence: [{ kind: 'difference', attribute: 'fingerprint', expected, actual: fingerprint }],
    hint: 'Look at what has changed with "drizzle-gatekeeper plan", and approve the new plan.',
  });
}

/** Whoever does not heed the lock may have changed something while the plan was proven. */
export async function refuseChanged(deployed: Deployed, target: Target, seen: Seen): Promise<Finding | null> {
  const { reading, catalog } = await readDeployed(deployed, target);
  if (sameTracker(reading, seen.reading) && sameCatalog(catalog, seen.catalog)) return null;
  return releaseFinding('release/plan-moved', {
    message: 'somebody has changed the database while the plan was made',
    at: { catalog: 'deployed', object: `database ${deployed.server.database}` },
    hint: 'Run "drizzle-gatekeeper apply" again when nobody else changes the schema.',
  });
}

function sameTracker(left: TrackerReading, right: TrackerReading): boolean {
  return JSON.stringify(left.tracker?.rows ?? null) === JSON.stringify(right.tracker?.rows ?? null);
}

function sameCatalog(left: Catalog, right: Catalog): boolean {
  return printCatalog(left) === printCatalog(right);
}

/** Servers list objects in any order. */
function printCatalog({ objects }: Catalog): string {
  return objects
    .map((object) => JSON.stringify(object))
    .sort()
    .join('\n');
}

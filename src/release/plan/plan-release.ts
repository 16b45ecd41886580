/** `plan`: what a release would do to a database, proven, and what speaks against it. */
import { judge } from '../../checks/judge.js';
import { CHECKS } from '../../checks/registry.js';
import { compareDeployed, withinHistory } from '../../compare/compare-deployed.js';
import { Watchdog } from '../../gather/watchdog.js';
import type { Catalog, Difference } from '../../model/catalog.js';
import type { Facts } from '../../model/facts.js';
import type { Finding } from '../../model/finding.js';
import { valueOf } from '../../model/gathered.js';
import type { Proof } from '../../model/proof.js';
import type { Plan, PlannedMigration, TableSize } from '../../model/release.js';
import { applyAllows } from '../../policy/apply-allows.js';
import { withoutTracker } from '../../postgres/catalog/tracker-objects.js';
import type { Deployed } from '../../postgres/deployed/open-deployed.js';
import { refuseUnresumable } from '../apply/run-outside.js';
import { fingerprintOf } from './fingerprint.js';
import { gatherRelease, type Gathering, type PlanRequest } from './gather-release.js';
import { cutSteps } from './steps.js';

/** A plan, and what whoever runs it has to hold the database against. */
export interface Release {
  readonly plan: Plan;
  /** null: nothing could be proven, and the plan has a refusal that says why. */
  readonly proof: Proof | null;
  readonly facts: Facts;
  /** As it was read: all schemas, without the trackers. */
  readonly reading: Gathering['reading'];
  /** What of a catalog of the target, read whole, is not as a proven one. */
  readonly differ: (proven: Catalog, deployed: Catalog) => readonly Difference[];
}

/** Writes nothing to the database. Throws CannotJudge where no plan can be made. */
export async function planRelease(request: PlanRequest, deployed: Deployed): Promise<Release> {
  using watchdog = new Watchdog(request.timeoutSeconds, request.onStep);
  return toRelease(await watchdog.watch(gatherRelease(request, deployed, watchdog)));
}

function toRelease({ facts, schemas, sizes, reading }: Gathering): Release {
  const deployed = valueOf(facts.deployed);
  if (deployed === null) throw new Error('a plan needs a deployed database');
  const proof = valueOf(facts.release)?.proof;
  const proven = proof === undefined ? null : valueOf(proof);
  const pending = proven?.pending ?? [];
  const { host, database } = deployed.server;
  const plan: Plan = {
    schemaVersion: 1,
    target: `${host}/${database}`,
    fingerprint: fingerprintOf(facts.history, deployed),
    refusals: [...refusalsOf(facts), ...unresumableOf(facts)],
    pending,
    tables: concerned(pending, sizes),
  };
  const differ: Release['differ'] = (expected, catalog) => {
    const platform = proven?.platform ?? { ...catalog, objects: [] };
    const own = deployed.reading.others.reduce(withoutTracker, catalog);
    return compareDeployed(expected, withinHistory(own, schemas, { catalog: expected, platform }));
  };
  return { plan, proof: proven, facts, reading, differ };
}

const FAMILIES = new Set(['tracker', 'release']);

/** These are told as warnings elsewhere, where nobody is about to run anything. */
const REFUSED_AT_ANY_WEIGHT = new Set(['tracker/edited-after-apply', 'tracker/skipped-entry', 'tracker/orphan-row']);

/** An allow can take a damage of the tracker for known; what speaks against the release itself cannot be allowed. */
function refusalsOf(facts: Facts): readonly Finding[] {
  const checks = CHECKS.filter(({ code }) => FAMILIES.has(code.split('/')[0] ?? ''));
  const findings = judge(facts, checks).filter(
    ({ code, severity }) => severity === 'error' || REFUSED_AT_ANY_WEIGHT.has(code),
  );
  const allows = facts.allows.filter(({ code }) => code.startsWith('tracker/'));
  return applyAllows(findings, allows, facts.now).findings;
}

/** Migrations without a transaction that a killed run could not take up again. */
function unresumableOf({ deployed, parsed }: Facts): readonly Finding[] {
  const pending = valueOf(deployed)?.match.next ?? [];
  const outside = cutSteps(pending, parsed, 'shared').filter(({ transaction }) => transaction === 'none');
  return outside.flatMap(({ migrations }) =>
    migrations.flatMap((migration) => {
      const file = parsed.get(migration.tag);
      return (file === undefined ? null : refuseUnresumable(migration, file)) ?? [];
    }),
  );
}

/** Sizes of the tables that somebody may have to wait for. */
function concerned(pending: readonly PlannedMigration[], sizes: readonly TableSize[]): readonly TableSize[] {
  const statements = pending.flatMap((migration) => migration.statements);
  const locked = new Set(
    statements.flatMap(({ locks, rewrites }) => [...locks.map(({ table }) => table), ...rewrites]),
  );
  return sizes.filter(({ table }) => locked.has(table));
}

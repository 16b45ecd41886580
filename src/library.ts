/** The package's functions, for teams that migrate from code: the commands, with options instead of flags. */
import { applyProject } from './commands/apply.js';
import { toOptions } from './commands/library-options.js';
import { planFor, readPlanRequest } from './commands/run-plan.js';
import { status as readStatus } from './commands/status.js';
import type { Surroundings } from './commands/surroundings.js';
import { changeTrackerOf } from './commands/tracker.js';
import type {
  ApplyOptions,
  BaselineOptions,
  DatabaseOptions,
  PlanOptions,
  RepairOptions,
} from './model/library-options.js';
import type { Plan, ReleaseRecord } from './model/release.js';
import type { EnvironmentStatus } from './model/status.js';
import type { TrackerRecord } from './model/tracker-change.js';

export { CannotJudge } from './model/cannot-judge.js';
export type * from './model/library-options.js';
export type { Finding } from './model/finding.js';
export type { Plan, ReleaseRecord } from './model/release.js';
export type { EnvironmentStatus } from './model/status.js';
export type { TrackerRecord } from './model/tracker-change.js';

/** Where the database stands, entry by entry, with what is wrong with its tracker. Reads alone, and starts no server. */
export async function status(
  options: DatabaseOptions,
): Promise<EnvironmentStatus & { readonly next: readonly string[] | null }> {
  const { environments } = await readStatus(toOptions(options), surroundingsOf(options), {}, stepsOf(options));
  const [environment] = environments;
  if (environment === undefined) throw new Error('a status has one environment at least');
  return { ...environment.status, name: options.name ?? environment.status.name, next: environment.next };
}

/** What `apply` would do, proven on an ephemeral server, and what speaks against it. Writes nothing to the database. */
export async function plan(options: PlanOptions): Promise<Plan> {
  const given = toOptions(options);
  const request = await readPlanRequest(given, surroundingsOf(options), stepsOf(options));
  return (await planFor(request, given)).plan;
}

/** Runs what is pending, once and as proven, or not at all. Look at `outcome`: what was refused does not throw. */
export async function apply(options: ApplyOptions): Promise<ReleaseRecord> {
  const surroundings = surroundingsOf(options);
  return (await applyProject(toOptions(options), surroundings, process.env, stepsOf(options))).record;
}

/** Rebuilds a damaged tracker; written only with `yes`. */
export async function repair(options: RepairOptions): Promise<TrackerRecord> {
  return changeTrackerOf('repair', toOptions(options), surroundingsOf(options), stepsOf(options));
}

/** Writes the rows of a tracker that lacks them, once the database is proven to be there; written only with `yes`. */
export async function baseline(options: BaselineOptions): Promise<TrackerRecord> {
  return changeTrackerOf('baseline', toOptions(options), surroundingsOf(options), stepsOf(options));
}

function surroundingsOf({ url }: DatabaseOptions): Surroundings {
  return {
    connections: {
      postgres: process.env['GATEKEEPER_POSTGRES_URL'] || null,
      database: { url, variable: 'the option "url"', isNamed: true },
    },
    impliedBase: { kind: 'none', reason: 'the library asks for no base branch' },
    distrust: null,
  };
}

function stepsOf({ onStep = () => {} }: DatabaseOptions): (step: string) => void {
  return onStep;
}

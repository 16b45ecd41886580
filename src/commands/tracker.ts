/** `repair` and `baseline`: what becomes of the tracker, written where that is asked for. Prints nothing. */
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { migrationsOf } from '../model/history.js';
import type { TrackerRecord } from '../model/tracker-change.js';
import { baseline } from '../release/tracker/baseline.js';
import type { TrackerRequest } from '../release/tracker/change-tracker.js';
import { repair } from '../release/tracker/repair.js';
import { readRequests } from './projects.js';
import type { Surroundings } from './surroundings.js';

/** Throws CannotJudge where the options, the project or the database do not let it begin. */
export async function changeTrackerOf(
  command: 'repair' | 'baseline',
  options: Options,
  surroundings: Surroundings,
  onStep: (step: string) => void,
): Promise<TrackerRecord> {
  return RUN[command](await requestOf(options, surroundings, onStep), options);
}

const RUN = {
  repair: (request: TrackerRequest, options: Options) => {
    const { assumeApplied: applied, assumePending: pending, orphans, prepare } = options;
    refuseUnknownTags(request, [...applied, ...pending]);
    return repair(request, { assumptions: { applied, pending }, orphans, prepare });
  },
  baseline: (request: TrackerRequest, { to, accept: accepted, orphans }: Options) => {
    if (to === null) {
      throw new CannotJudge('it is not said up to where the database is migrated', {
        hint: 'Name the last migration that it has, as in --to 0004_invoices.',
      });
    }
    return baseline(request, { to, accepted, orphans });
  },
} satisfies Record<string, (request: TrackerRequest, options: Options) => Promise<TrackerRecord>>;

async function requestOf(
  options: Options,
  surroundings: Surroundings,
  onStep: (step: string) => void,
): Promise<TrackerRequest> {
  const [request, ...others] = await readRequests(options, surroundings);
  if (request === undefined || others.length > 0) {
    throw new CannotJudge(`${others.length + 1} projects are found, and a tracker is of one`, {
      hint: 'Name it with --config FILE.',
    });
  }
  const { database } = request;
  if (database.status !== 'gathered') {
    throw new CannotJudge(database.reason, {
      hint: 'Set DATABASE_URL, or name another variable with --database-url-env.',
    });
  }
  return {
    ...request,
    database: database.value,
    expectDatabase: options.expectDatabase,
    write: options.yes === true,
    lockWaitMs: options.lockWait * 1000,
    onStep,
  };
}

function refuseUnknownTags({ history }: TrackerRequest, tags: readonly string[]): void {
  const known = migrationsOf(history).map(({ tag }) => tag);
  const unknown = tags.find((tag) => !known.includes(tag));
  if (unknown === undefined) return;
  throw new CannotJudge(`there is no migration "${unknown}"`, {
    hint: `Name one as in "${known.at(-1) ?? '0000_orders'}".`,
  });
}

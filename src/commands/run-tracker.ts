/** `repair` and `baseline` on the command line: show what becomes of the tracker, and write it with --yes. */
import { refusePullRequest } from '../github/refuse-pull-request.js';
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { migrationsOf } from '../model/history.js';
import type { TrackerRecord } from '../model/tracker-change.js';
import { baseline } from '../release/tracker/baseline.js';
import type { TrackerRequest } from '../release/tracker/change-tracker.js';
import { repair } from '../release/tracker/repair.js';
import { Progress } from '../report/progress.js';
import { redact } from '../report/redact.js';
import { readTerminal } from '../report/terminal.js';
import { renderRecordJson, renderRecordMarkdown, renderRecordPretty } from '../report/tracker-change.js';
import { readRequests } from './projects.js';
import { print } from './print.js';
import { readSurroundings, type Surroundings } from './surroundings.js';

/** 0: written, or nothing to do. 1: refused, rolled back, or only shown. Throws CannotJudge, which is 2. */
export async function runTracker(
  command: 'repair' | 'baseline',
  options: Options,
  environment: NodeJS.ProcessEnv,
): Promise<0 | 1> {
  if (options.yes === true) refusePullRequest(command, environment);
  const surroundings = await readSurroundings(options, environment);
  using progress = new Progress();
  const record = await RUN[command](await requestOf(options, surroundings, progress.step), options);
  progress[Symbol.dispose]();
  await print(redact(render(record, options), secretsOf(environment)), options);
  return record.outcome === 'applied' || record.outcome === 'nothing-to-do' ? 0 : 1;
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

function render(record: TrackerRecord, { format, color, output }: Options): string {
  if (format === 'json') return renderRecordJson(record);
  if (format === 'markdown') return renderRecordMarkdown(record);
  if (format === 'pretty') return renderRecordPretty(record, readTerminal(output === null ? color : false).color);
  throw new CannotJudge(`this command has no form "${format}"`, { hint: 'Use one of pretty, json, markdown.' });
}

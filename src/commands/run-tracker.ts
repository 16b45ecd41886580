/** `repair` and `baseline` on the command line: show what becomes of the tracker, and write it with --yes. */
import { refusePullRequest } from '../github/refuse-pull-request.js';
import { secretsOf } from '../inputs/connection-strings.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { TrackerRecord } from '../model/tracker-change.js';
import { Progress } from '../report/progress.js';
import { redactTexts } from '../report/redact.js';
import { readTerminal } from '../report/terminal.js';
import { renderRecordJson, renderRecordMarkdown, renderRecordPretty } from '../report/tracker-change.js';
import { print } from './print.js';
import { readSurroundings } from './surroundings.js';
import { changeTrackerOf } from './tracker.js';

/** 0: written, or nothing to do. 1: refused, rolled back, or only shown. Throws CannotJudge, which is 2. */
export async function runRepair(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  return runTracker('repair', options, environment);
}

/** As `runRepair`. */
export async function runBaseline(options: Options, environment: NodeJS.ProcessEnv): Promise<0 | 1> {
  return runTracker('baseline', options, environment);
}

async function runTracker(
  command: 'repair' | 'baseline',
  options: Options,
  environment: NodeJS.ProcessEnv,
): Promise<0 | 1> {
  if (options.yes === true) refusePullRequest(command, environment);
  const surroundings = await readSurroundings(options, environment);
  using progress = new Progress();
  const record = await changeTrackerOf(command, options, surroundings, progress.step);
  progress[Symbol.dispose]();
  await print(render(redactTexts(record, secretsOf(environment)), options), options);
  return record.outcome === 'applied' || record.outcome === 'nothing-to-do' ? 0 : 1;
}

function render(record: TrackerRecord, { format, color, output }: Options): string {
  if (format === 'json') return renderRecordJson(record);
  if (format === 'markdown') return renderRecordMarkdown(record);
  if (format === 'pretty') return renderRecordPretty(record, readTerminal(output === null ? color : false).color);
  throw new CannotJudge(`this command has no form "${format}"`, { hint: 'Use one of pretty, json, markdown.' });
}

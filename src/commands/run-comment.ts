/** Mode `comment`: a privileged workflow posts the report that an unprivileged run left behind. */
import { readFile, stat } from 'node:fs/promises';
import { assetPath } from '../assets.js';
import { publishReportOf } from '../github/publish.js';
import { readWorkflowRun } from '../github/workflow-run.js';
import type { Options } from '../inputs/table.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { MOST_REPORT_BYTES, readReport } from '../report/read-report.js';
import { redactVerdict } from '../report/redact.js';

/** The verdict is the other run's; this one fails only where there is nothing to post. Throws CannotJudge. */
export async function runComment(
  options: Options,
  environment: NodeJS.ProcessEnv,
  { root, secrets }: { readonly root: string; readonly secrets: readonly string[] },
): Promise<void> {
  const run = await readWorkflowRun(environment);
  if (run === null) {
    throw new CannotJudge('mode "comment" has no run of a pull request to report on', {
      hint: 'Start the workflow on workflow_run, for a workflow that runs on pull_request.',
    });
  }
  if (options.githubToken === null) {
    throw new CannotJudge('mode "comment" has no token', { hint: 'Leave the input "github-token" out.' });
  }
  const schema = JSON.parse(await readFile(assetPath('schema/report.schema.json'), 'utf8')) as object;
  const verdict = redactVerdict(readReport(await readText(options.report), schema), secrets);
  await publishReportOf(run, { verdict, root, token: options.githubToken });
}

async function readText(path: string | null): Promise<string> {
  if (path === null) {
    throw new CannotJudge('mode "comment" has no report', {
      hint: 'Name the file of the downloaded artifact with the input "report".',
    });
  }
  try {
    if ((await stat(path)).size <= MOST_REPORT_BYTES) return await readFile(path, 'utf8');
  } catch (cause) {
    throw new CannotJudge(`report "${path}" cannot be read`, {
      hint: 'Download the artifact of the other run first, with actions/download-artifact.',
      cause,
    });
  }
  throw new CannotJudge(`report "${path}" is larger than 5 MiB`, {
    hint: 'Look into the log of the run that wrote it.',
  });
}

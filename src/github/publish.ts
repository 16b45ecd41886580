/** Tells GitHub the verdict: log, annotations, job summary, outputs. Nothing that fails here changes the verdict. */
import * as core from '@actions/core';
import type { Verdict } from '../model/verdict.js';
import { renderAnnotations, renderWorkflowCommands } from '../report/annotations.js';
import { sayVerdict } from '../report/count.js';
import { renderJson } from '../report/json.js';
import { renderFailure, renderMarkdown } from '../report/markdown.js';
import { renderPretty } from '../report/pretty.js';
import { renderSarif, type Rule } from '../report/sarif.js';
import type { Sources } from '../report/sources.js';
import { connectGitHub, statusOf } from './api.js';
import { publishComments, type CommentContext } from './comment.js';
import { linksOf } from './links.js';
import { outputsOf } from './outputs.js';
import { readPullRequest, type PullRequest } from './pull-request.js';
import { publishReview } from './review.js';
import { attempt, printVerbatim, sayError, setOutputs, writeFileFor, writeSummary } from './step.js';
import { findPullRequest, type WorkflowRun } from './workflow-run.js';

export interface Publication {
  /** Redacted. */
  readonly verdict: Verdict;
  readonly sources: Sources;
  /** POSIX path from the workspace to the working directory of the run; empty: they are the same. */
  readonly root: string;
  /** Token to write to the pull request with; null: there is none. */
  readonly token: string | null;
  /** What is wanted on the pull request. */
  readonly writes: { readonly comment: boolean; readonly suggestions: boolean };
  /** Texts of the checks, for SARIF. */
  readonly rules: readonly Rule[];
}

/** GitHub refuses a step's summary above 1 MiB. */
const SUMMARY_BYTES = 1024 * 1024 - 1024;
const LOG = { color: true, width: 120 };

/** Publishes, and fails the step where the verdict is `failed`. Never throws. */
export async function publish(publication: Publication): Promise<void> {
  const { verdict, sources, root, rules } = publication;
  printVerbatim(renderPretty(verdict, sources, LOG));
  process.stdout.write(renderWorkflowCommands(renderAnnotations(verdict, root)));
  await attempt('write the job summary', () =>
    writeSummary(renderMarkdown(verdict, { sources, limit: SUMMARY_BYTES, links: linksOf(process.env, root) })),
  );
  const report = await attempt('write the report', () => writeFileFor('json', renderJson(verdict)));
  const sarif = await attempt('write the SARIF file', () => writeFileFor('sarif', renderSarif(verdict, rules, root)));
  await attempt('set the outputs', () => setOutputs(outputsOf(verdict, { report: report ?? '', sarif: sarif ?? '' })));
  await discuss(publication);
  if (verdict.verdict === 'failed') core.setFailed(`Drizzle Gatekeeper failed: ${sayVerdict(verdict)}`);
}

/** Fails the step because nothing could be judged. Message and hint are redacted. Never throws. */
export async function publishFailure({ message, hint }: { message: string; hint: string }): Promise<void> {
  core.setFailed(`${message}\n${hint}`);
  await attempt('write the job summary', () => writeSummary(renderFailure(message, hint)));
  await attempt('set the outputs', () => setOutputs({ verdict: 'not-judged', drift: 'unknown' }));
}

/** Gives the matrix of a list to later jobs. */
export async function publishMatrix(matrix: string): Promise<void> {
  printVerbatim(matrix);
  await attempt('set the outputs', () => setOutputs({ matrix }));
}

/** Posts the report of another run, whose files are not at hand; this run's own outcome does not depend on it. */
export async function publishReportOf(
  run: WorkflowRun,
  { verdict, root, token }: { readonly verdict: Verdict; readonly root: string; readonly token: string },
): Promise<void> {
  const links = linksOf({ ...process.env, GITHUB_SHA: run.headSha }, root);
  await attempt('write the job summary', () =>
    writeSummary(renderMarkdown(verdict, { sources: new Map(), limit: SUMMARY_BYTES, links })),
  );
  await attemptToWrite('comment on the pull request', async () => {
    const github = await connectGitHub(token);
    const pull = await findPullRequest(github, run);
    if (pull === null) core.notice('nothing is posted: no single open pull request has the head commit of that run');
    else await publishComments(github, pull, contextOf(pull, { verdict, sources: new Map(), root }));
  });
}

/** Comment and suggestions. */
async function discuss({ verdict, sources, root, token, writes }: Publication): Promise<void> {
  if (token === null || !(writes.comment || writes.suggestions)) return;
  const pull = await attempt('read the event', () => readPullRequest(process.env));
  if (pull === null) return;
  const github = await connectGitHub(token);
  const context = contextOf(pull, { verdict, sources, root });
  // Whoever may not comment may not review either: one warning is enough.
  const isOpen =
    !writes.comment ||
    (await attemptToWrite('comment on the pull request', () => publishComments(github, pull, context)));
  if (!isOpen || !writes.suggestions) return;
  await attemptToWrite('suggest fixes', () => publishReview(github, pull, { ...context, root }));
}

function contextOf(
  { headSha }: PullRequest,
  { verdict, sources, root }: Pick<Publication, 'verdict' | 'sources' | 'root'>,
): CommentContext {
  const links = linksOf({ ...process.env, GITHUB_SHA: headSha }, root);
  return { verdict, sources, links, prefix: `${process.env['GITHUB_WORKFLOW'] ?? ''}/${root}` };
}

/** A token that may not write is what pull requests from forks get: one warning names what is missing. */
async function attemptToWrite(what: string, work: () => Promise<void>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    const status = statusOf(error);
    const isDenied = status === 401 || status === 403 || status === 404;
    const reason = isDenied ? 'the token lacks the permission "pull-requests: write"' : sayError(error);
    core.warning(`could not ${what}: ${reason}; the report is in the job summary`);
    return false;
  }
}

/** Tells GitHub what a release would do and has done: log, job summary, outputs. Nothing that fails here changes the outcome. */
import * as core from '@actions/core';
import type { Plan, ReleaseRecord } from '../model/release.js';
import { renderPlanJson } from '../report/plan/json.js';
import { renderPlanMarkdown } from '../report/plan/markdown.js';
import { renderPlanPretty } from '../report/plan/pretty.js';
import { isFine, renderRecordJson, renderRecordMarkdown, renderRecordPretty } from '../report/release-record.js';
import type { Sources } from '../report/sources.js';
import { linksOf } from './links.js';
import { attempt, printVerbatim, setOutputs, writeFileFor, writeSummary } from './step.js';

const LOG = { color: true, width: 120 };

export interface ReleasePublication {
  /** Redacted. */
  readonly record: ReleaseRecord;
  readonly sources: Sources;
  /** POSIX path from the workspace to the working directory of the run; empty: they are the same. */
  readonly root: string;
}

/** Fails the step where the database is not as it was asked to be. Never throws. */
export async function publishRelease({ record, sources, root }: ReleasePublication): Promise<void> {
  printVerbatim(renderRecordPretty(record, sources, LOG));
  await attempt('write the job summary', () =>
    writeSummary(renderRecordMarkdown(record, sources, linksOf(process.env, root))),
  );
  const report = await attempt('write the record', () => writeFileFor('json', renderRecordJson(record)));
  const { outcome, applied } = record;
  await attempt('set the outputs', () =>
    setOutputs({ outcome, applied: JSON.stringify(applied), report: report ?? '' }),
  );
  if (!isFine(record)) core.setFailed(`Drizzle Gatekeeper: ${outcome}, see the summary of the job`);
}

export interface PlanPublication extends Omit<ReleasePublication, 'record'> {
  /** Redacted. */
  readonly plan: Plan;
}

/** Fails the step where the plan may not be applied. Never throws. */
export async function publishPlan({ plan, sources, root }: PlanPublication): Promise<void> {
  printVerbatim(renderPlanPretty(plan, sources, LOG));
  const links = linksOf(process.env, root);
  await attempt('write the job summary', () => writeSummary(renderPlanMarkdown(plan, { sources, links })));
  const report = await attempt('write the plan', () => writeFileFor('json', renderPlanJson(plan)));
  const pending = plan.pending.map(({ tag, statements }) => ({ tag, statements: statements.length }));
  await attempt('set the outputs', () =>
    setOutputs({ report: report ?? '', pending: JSON.stringify(pending), fingerprint: plan.fingerprint }),
  );
  if (plan.refusals.length > 0) core.setFailed('Drizzle Gatekeeper: the plan is refused, see the summary of the job');
}

/** Tells GitHub where environments stand: log, job summary, outputs. Nothing that fails here changes the outcome. */
import * as core from '@actions/core';
import type { Environment } from '../model/status.js';
import type { Sources } from '../report/sources.js';
import { renderStatusJson } from '../report/status/json.js';
import { renderStatusMarkdown } from '../report/status/markdown.js';
import { renderStatusPretty } from '../report/status/pretty.js';
import { linksOf } from './links.js';
import { attempt, printVerbatim, setOutputs, writeFileFor, writeSummary } from './step.js';

export interface StatusPublication {
  /** Redacted. */
  readonly environments: readonly Environment[];
  readonly sources: Sources;
  /** POSIX path from the workspace to the working directory of the run; empty: they are the same. */
  readonly root: string;
  /** Why the step fails; null: it does not. */
  readonly failure: string | null;
}

/** Never throws. */
export async function publishStatus({ environments, sources, root, failure }: StatusPublication): Promise<void> {
  printVerbatim(renderStatusPretty(environments, sources, { color: true, width: 120 }));
  await attempt('write the job summary', () =>
    writeSummary(renderStatusMarkdown(environments, sources, linksOf(process.env, root))),
  );
  const report = await attempt('write the report', () => writeFileFor('json', renderStatusJson(environments)));
  await attempt('set the outputs', () => setOutputs({ report: report ?? '', pending: pendingOf(environments) }));
  if (failure !== null) core.setFailed(`Drizzle Gatekeeper: ${failure}`);
}

/** As the gate gives it, by environment. */
function pendingOf(environments: readonly Environment[]): string {
  return JSON.stringify(
    environments.flatMap(({ status, next }) => (next ?? []).map((tag) => ({ environment: status.name, tag }))),
  );
}

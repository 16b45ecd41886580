/** Tells GitHub what a release has done: log, job summary, outputs. Nothing that fails here changes the outcome. */
import * as core from '@actions/core';
import type { ReleaseRecord } from '../model/release.js';
import { isFine, renderRecordJson, renderRecordMarkdown, renderRecordPretty } from '../report/release-record.js';
import type { Sources } from '../report/sources.js';
import { linksOf } from './links.js';
import { attempt, printVerbatim, setOutputs, writeFileFor, writeSummary } from './step.js';

export interface ReleasePublication {
  /** Redacted. */
  readonly record: ReleaseRecord;
  readonly sources: Sources;
  /** POSIX path from the workspace to the working directory of the run; empty: they are the same. */
  readonly root: string;
}

/** Fails the step where the database is not as it was asked to be. Never throws. */
export async function publishRelease({ record, sources, root }: ReleasePublication): Promise<void> {
  printVerbatim(renderRecordPretty(record, sources, { color: true, width: 120 }));
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

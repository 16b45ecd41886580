/** What later steps of a workflow can read of the verdict. */
import type { ProjectVerdict, Verdict } from '../model/verdict.js';
import { countFindings } from '../report/count.js';

/** Names and meanings, for action.yml and the README. */
export const OUTPUTS = {
  verdict: '`passed`, `failed`, or `not-judged` where an input or the environment stood in the way',
  findings: 'how many findings there are',
  errors: 'how many of them are errors',
  warnings: 'how many of them are warnings',
  drift:
    '`true` where schema, snapshots and migrations disagree, `false` where they agree, `unknown` where not all of them were compared',
  report:
    'path of the report as JSON (schema/report.schema.json); of mode `apply` the record (schema/release-record.schema.json)',
  sarif: 'path of the report as SARIF 2.1.0, for github/codeql-action/upload-sarif',
  pending:
    'what a deploy would run, as JSON: `[{"project":"drizzle.config.ts","tag":"0041_add_invoices","statements":3}]`',
  history:
    'hash of the migration history, for input `expect-history` of a release; empty where several projects were judged',
  fingerprint: 'of mode `plan`: of tracker, catalog and files; a plan is good while it stays',
  outcome: 'of mode `apply`: `applied`, `nothing-to-do`, `applied-by-other`, `refused` or `rolled-back`',
  applied: 'of mode `apply`: tags of the migrations that were applied, as JSON',
  matrix: 'projects as a job matrix: `fromJSON` makes a `strategy.matrix` of it (mode `list`)',
} as const satisfies Readonly<Record<string, string>>;

export type Outputs = Readonly<Record<keyof typeof OUTPUTS, string>>;

/** Paths of the files; empty where one could not be written. */
export function outputsOf(
  verdict: Verdict,
  files: Pick<Outputs, 'report' | 'sarif'>,
): Readonly<Omit<Outputs, 'matrix' | 'fingerprint' | 'outcome' | 'applied'>> {
  const counts = countFindings(verdict.projects.flatMap(({ findings }) => findings));
  return {
    verdict: verdict.verdict,
    findings: String(counts.error + counts.warning + counts.notice),
    errors: String(counts.error),
    warnings: String(counts.warning),
    drift: hasDrift(verdict),
    pending: JSON.stringify(verdict.projects.flatMap(pendingOf)),
    history: verdict.projects.length === 1 ? (verdict.projects[0]?.historyHash ?? '') : '',
    ...files,
  };
}

function pendingOf({ config, migrations, pending }: ProjectVerdict): object[] {
  return pending.map((entry) => ({ project: config ?? migrations, ...entry }));
}

/** What was not compared is no agreement. */
function hasDrift({ projects }: Verdict): 'true' | 'false' | 'unknown' {
  const findings = projects.flatMap((project) => project.findings);
  if (findings.some(({ code, severity }) => code.startsWith('drift/') && severity !== 'notice')) return 'true';
  const compared = projects.every(({ checks }) => {
    const due = checks.filter(({ id }) => id === 'declared' || id === 'recorded');
    return due.length > 0 && due.every(({ status }) => status === 'passed');
  });
  return compared ? 'false' : 'unknown';
}

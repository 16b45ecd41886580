/** What later steps of a workflow can read of the verdict. */
import type { Verdict } from '../model/verdict.js';
import { countFindings } from '../report/count.js';

/** Names and meanings, for action.yml and the README. */
export const OUTPUTS = {
  verdict: '`passed`, `failed`, or `not-judged` where an input or the environment stood in the way',
  findings: 'how many findings there are',
  errors: 'how many of them are errors',
  warnings: 'how many of them are warnings',
  drift:
    '`true` where schema, snapshots and migrations disagree, `false` where they agree, `unknown` where not all of them were compared',
  report: 'path of the report as JSON (schema/report.schema.json)',
} as const satisfies Readonly<Record<string, string>>;

export type Outputs = Readonly<Record<keyof typeof OUTPUTS, string>>;

/** `report`: path of the JSON file, empty where it could not be written. */
export function outputsOf(verdict: Verdict, report: string): Outputs {
  const counts = countFindings(verdict.projects.flatMap(({ findings }) => findings));
  return {
    verdict: verdict.verdict,
    findings: String(counts.error + counts.warning + counts.notice),
    errors: String(counts.error),
    warnings: String(counts.warning),
    drift: hasDrift(verdict),
    report,
  };
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

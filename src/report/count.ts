/** Counting findings, and saying the count. */
import { SEVERITIES, type Finding, type Severity } from '../model/finding.js';
import type { Verdict } from '../model/verdict.js';

export type Counts = Readonly<Record<Severity, number>>;

export function countFindings(findings: readonly Pick<Finding, 'severity'>[]): Counts {
  const counts = { error: 0, warning: 0, notice: 0 };
  for (const { severity } of findings) counts[severity]++;
  return counts;
}

/** As in `2 errors, 1 warning`; empty where there is nothing to count. */
export function sayCounts(counts: Counts): string {
  return SEVERITIES.filter((severity) => counts[severity] > 0)
    .map((severity) => sayNumber(counts[severity], severity))
    .join(', ');
}

/** As in `1 entry`, `1,250 entries`. */
export function sayNumber(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** The worst severity in a non-empty list; `notice` for an empty one. */
export function worstOf(findings: readonly Pick<Finding, 'severity'>[]): Severity {
  return SEVERITIES.find((severity) => findings.some((finding) => finding.severity === severity)) ?? 'notice';
}

/** All that a verdict found, in words; also where it failed without a finding, because a check could not finish. */
export function sayVerdict({ verdict, projects }: Pick<Verdict, 'verdict' | 'projects'>): string {
  const counts = sayCounts(countFindings(projects.flatMap(({ findings }) => findings)));
  return counts || (verdict === 'passed' ? 'no findings' : 'not every check could finish');
}

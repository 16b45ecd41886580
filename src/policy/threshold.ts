/** What fails a run. */
import { SEVERITIES, type Finding, type Severity } from '../model/finding.js';

export type FailOn = 'error' | 'warning' | 'never';
export type IdempotencyLevel = 'error' | 'warning' | 'off';

/** Gives findings on idempotency the severity that the team chose; `off` drops them. */
export function weighIdempotency(findings: readonly Finding[], level: IdempotencyLevel): readonly Finding[] {
  return findings.flatMap((finding) => {
    if (!finding.code.startsWith('idempotency/') || finding.severity === 'notice') return [finding];
    return level === 'off' ? [] : [{ ...finding, severity: level }];
  });
}

/** Whether the finding is at or above the threshold. */
export function fails(finding: Finding, failOn: FailOn): boolean {
  if (failOn === 'never') return false;
  return rankOf(finding.severity) <= rankOf(failOn);
}

function rankOf(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** The five questions that a report answers at a glance. */
import type { Finding } from '../model/finding.js';
import type { CheckId, CheckStatus, ProjectVerdict } from '../model/verdict.js';
import { countFindings, type Counts } from './count.js';

const CHECKS_OF_AXES = {
  history: ['history'],
  replay: ['replay', 'fresh-install', 'upgrade'],
  drift: ['declared', 'recorded', 'deployed'],
  idempotency: ['idempotency', 'second-run'],
  tracker: ['tracker'],
} as const satisfies Readonly<Record<string, readonly CheckId[]>>;

export type AxisName = keyof typeof CHECKS_OF_AXES;

export interface Axis {
  readonly name: AxisName;
  /** `warned`: nothing failed, but there are warnings or notices. `skipped`: nothing of it ran. */
  readonly status: 'passed' | 'warned' | 'failed' | 'skipped';
  readonly counts: Counts;
  readonly checks: readonly CheckStatus[];
}

export function axesOf(project: ProjectVerdict): Axis[] {
  return (Object.keys(CHECKS_OF_AXES) as AxisName[]).map((name) => {
    const ids: readonly CheckId[] = CHECKS_OF_AXES[name];
    const checks = project.checks.filter(({ id }) => ids.includes(id));
    const findings = project.findings.filter((finding) => axisOf(finding) === name);
    return { name, status: statusOf(checks, findings), counts: countFindings(findings), checks };
  });
}

/** A finding of the families `allow` and `safety` counts with the history, where its check counts it. */
function axisOf({ code }: Finding): AxisName {
  const family = code.split('/')[0] ?? '';
  return family in CHECKS_OF_AXES ? (family as AxisName) : 'history';
}

function statusOf(checks: readonly CheckStatus[], findings: readonly Finding[]): Axis['status'] {
  if (checks.some(({ status }) => status === 'failed') || findings.some(({ severity }) => severity === 'error')) {
    return 'failed';
  }
  if (findings.length > 0) return 'warned';
  return checks.every(({ status }) => status === 'skipped') ? 'skipped' : 'passed';
}

export interface ReasonGroup {
  readonly ids: readonly CheckId[];
  readonly status: CheckStatus['status'];
  readonly reason: string;
}

/** What did not run or not finish, with the reason; one element for checks that share it. */
export function groupByReason(checks: readonly CheckStatus[]): ReasonGroup[] {
  const groups = new Map<string, ReasonGroup>();
  for (const { id, status, reason } of checks) {
    if (reason === null) continue;
    const key = `${status} ${reason}`;
    groups.set(key, { ids: [...(groups.get(key)?.ids ?? []), id], status, reason });
  }
  return [...groups.values()];
}

/** The objects that Drizzle cannot declare, where no finding lists them. */
export function untoldUnmanaged({ findings, unmanaged }: ProjectVerdict): readonly string[] {
  return findings.some(({ code }) => code === 'drift/unmanaged') ? [] : unmanaged;
}

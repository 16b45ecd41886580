/** Takes out what an allow covers, and keeps it with the reason. Pure. */
import { covers, isExpired, type Allow } from '../model/allow.js';
import type { AllowedFinding, Finding } from '../model/finding.js';

export interface Sifted {
  readonly findings: readonly Finding[];
  readonly allowed: readonly AllowedFinding[];
}

/** An allow of a stranger, without a reason or past its date suppresses nothing; findings on allows cannot be allowed. */
export function applyAllows(findings: readonly Finding[], allows: readonly Allow[], now: number): Sifted {
  const valid = allows.filter((allow) => !allow.isForeign && allow.reason !== null && !isExpired(allow, now));
  const kept: Finding[] = [];
  const allowed: AllowedFinding[] = [];
  for (const finding of findings) {
    const reason = finding.code.startsWith('allow/') ? null : reasonFor(finding, valid);
    if (reason === null) kept.push(finding);
    else allowed.push({ ...finding, reason });
  }
  return { findings: kept, allowed };
}

function reasonFor(finding: Finding, allows: readonly Allow[]): string | null {
  return allows.find((allow) => covers(allow, finding))?.reason ?? null;
}

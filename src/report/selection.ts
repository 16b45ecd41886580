/** Which findings a person reads one by one. */
import type { Finding } from '../model/finding.js';

/** Above this many, idempotency findings are shown by an example of each of the first codes. */
const MOST_UNFOLDED = 5;
const MOST_EXAMPLES = 3;

export interface Selection {
  /** To be shown in full, in the order given. */
  readonly single: readonly Finding[];
  /** A history of years is not read statement by statement: the rest of many idempotency findings. */
  readonly folded: readonly Finding[];
}

export function selectFindings(findings: readonly Finding[]): Selection {
  const statements = findings.filter(({ code }) => code.startsWith('idempotency/'));
  if (statements.length <= MOST_UNFOLDED) return { single: findings, folded: [] };
  const firsts = new Map([...statements].reverse().map((finding) => [finding.code, finding]));
  const examples = new Set([...firsts.values()].reverse().slice(0, MOST_EXAMPLES));
  const folded = new Set(statements.filter((finding) => !examples.has(finding)));
  return { single: findings.filter((finding) => !folded.has(finding)), folded: [...folded] };
}

/** The same warning over and over is read by its first findings as well; errors are all read. For a page, which lists the rest. */
export function foldRepeats({ single, folded }: Selection): Selection {
  const seen = new Map<string, number>();
  const isRepeat = ({ code, severity }: Finding): boolean => {
    const times = (seen.get(code) ?? 0) + 1;
    seen.set(code, times);
    return severity !== 'error' && times > MOST_EXAMPLES;
  };
  const repeats = new Set(single.filter(isRepeat));
  return repeats.size === 0
    ? { single, folded }
    : { single: single.filter((finding) => !repeats.has(finding)), folded: [...repeats, ...folded] };
}

/** Which repairs hold together. */
import type { Left, Repair } from './repair.js';

export interface Settled {
  readonly kept: readonly Repair[];
  readonly rejected: readonly Left[];
}

/** Why these repairs together do not hold; null: they do. */
export type Proof = (repairs: readonly Repair[]) => Promise<string | null>;

/** All at once if they hold, else by halves, so that one bad edit costs few replays. */
export async function settle(
  candidates: readonly Repair[],
  prove: Proof,
  kept: readonly Repair[] = [],
): Promise<Settled> {
  if (candidates.length === 0) return { kept, rejected: [] };
  const fault = await prove([...kept, ...candidates]);
  if (fault === null) return { kept: [...kept, ...candidates], rejected: [] };
  if (candidates.length === 1) {
    const findings = candidates.flatMap((repair) => repair.findings);
    return { kept, rejected: findings.map((finding) => ({ finding, reason: `The edit was not taken: ${fault}.` })) };
  }
  const half = Math.ceil(candidates.length / 2);
  const first = await settle(candidates.slice(0, half), prove, kept);
  const second = await settle(candidates.slice(half), prove, first.kept);
  return { kept: second.kept, rejected: [...first.rejected, ...second.rejected] };
}

/** Which fixes are taken without anybody reading them. Pure. */
import { overlap } from '../model/edits.js';
import type { Finding, Fix } from '../model/finding.js';

/** The safe fixes, in the order of the findings; of two that change the same text the first, as the other no longer fits. */
export function chooseFixes(findings: readonly Finding[]): readonly Fix[] {
  const chosen: Fix[] = [];
  for (const { fix } of findings) {
    if (fix?.safety !== 'safe' || chosen.some((other) => collides(fix, other))) continue;
    chosen.push(fix);
  }
  return chosen;
}

function collides(fix: Fix, other: Fix): boolean {
  return fix.edits.some((edit) => other.edits.some((taken) => overlap(edit, taken) || isSame(edit, taken)));
}

function isSame(edit: Fix['edits'][number], other: Fix['edits'][number]): boolean {
  return JSON.stringify(edit) === JSON.stringify(other);
}

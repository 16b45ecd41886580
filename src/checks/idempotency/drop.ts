/** What all rules on DROP say. */
import type { Problem } from '../../model/check.js';
import type { Fix } from '../../model/finding.js';
import { describe } from '../../sql/effects/effect.js';
import type { Met } from './rule.js';

/** `fix` adds IF EXISTS; it is of no use where the object is there again and in use. */
export function tellDrop(
  { effect, obstacle }: Met,
  fix: Fix | null,
  fixOfDepended: Fix | null = null,
): Omit<Problem, 'at' | 'fix'> & { fix: Fix | null } {
  if (obstacle === 'depended') {
    const message = `${describe(effect)} is dropped while what the first run leaves behind depends on it`;
    return { message, hint: 'Drop or change what depends on it before, in the same migration.', fix: fixOfDepended };
  }
  if (obstacle === 'other kind') {
    const message = `${describe(effect)} is dropped, and something of another kind has its name after the first run`;
    return {
      message,
      hint: 'Give the new object another name, or drop either kind only where it is there.',
      fix: null,
    };
  }
  return { message: `${describe(effect)} is dropped without IF EXISTS`, hint: 'Write IF EXISTS before the name.', fix };
}

/** `when` of entries: the number that decides in 0.x whether a migration runs. */
import type { Entry } from '../../model/history.js';

/** Milliseconds reach this in 1973, seconds in 5138. */
const FEWEST_MILLISECONDS = 1e11;
/** Seconds since 2001. */
const FEWEST_SECONDS = 1e9;
/** Milliseconds reach this in 5138, microseconds did in 1973. */
const MOST_MILLISECONDS = 1e14;

/** What is wrong with the value itself, whatever the others are; null: nothing. */
export function faultOfWhen({ rawWhen }: Entry): string | null {
  if (rawWhen === undefined) return 'is missing';
  if (typeof rawWhen === 'string') return 'is a string';
  if (typeof rawWhen !== 'number') return 'is not a number';
  if (!Number.isSafeInteger(rawWhen)) return `is ${rawWhen}, which bigint does not hold exactly`;
  const unit = unitOf(rawWhen);
  return unit === 'milliseconds' ? null : `is ${rawWhen}, which counts ${unit}`;
}

/** What a time since 1970 counts, by its size. */
export function unitOf(time: number): 'seconds' | 'milliseconds' | 'microseconds' {
  if (time >= MOST_MILLISECONDS) return 'microseconds';
  return time >= FEWEST_SECONDS && time < FEWEST_MILLISECONDS ? 'seconds' : 'milliseconds';
}

/** As in `1714900000000 (2024-05-05T09:06:40.000Z)`. */
export function showWhen(when: number): string {
  const date = new Date(when);
  return Number.isNaN(date.getTime()) ? String(when) : `${when} (${date.toISOString()})`;
}

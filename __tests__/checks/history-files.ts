/** Small histories written for one test, and the checks that judge them. */
import { CHECKS } from '../../src/checks/registry.js';
import type { Check } from '../../src/model/check.js';

/** Every check of the family. */
export const checks: readonly Check[] = CHECKS.filter(({ code }) => code.startsWith('history/'));

/** `prevId` of a first snapshot. */
export const ORIGIN = '00000000-0000-0000-0000-000000000000';
export const journalOf = (...entries: readonly object[]) =>
  JSON.stringify({ version: '7', dialect: 'postgresql', entries });
export const entry = (idx: number, tag: string, rest: object = {}) => ({
  idx,
  version: '7',
  when: 1_714_986_000_000 + idx,
  tag,
  breakpoints: true,
  ...rest,
});
export const snapshot = (id: string, ...prevIds: readonly string[]) =>
  JSON.stringify({ version: '8', dialect: 'postgres', id, prevIds });

/** Small histories written for one test, and the checks that judge them. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../src/model/check.js';

const CHECKS = join(process.cwd(), 'build', 'src', 'checks', 'history');

/** Every check of the family, found as the registry finds them. */
export const checks: readonly Check[] = await Promise.all(
  readdirSync(CHECKS)
    .filter((file) => file.endsWith('.js'))
    .map(async (file) => ((await import(join(CHECKS, file))) as { default?: Check }).default),
).then((defaults) => defaults.filter((check) => check !== undefined));

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

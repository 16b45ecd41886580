/** Codes that no check makes: a page each, as the reports link to it, and none that a check has as well. */
import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CHECKS } from '../../src/checks/registry.js';
import { RELEASE_CODES, releaseFinding, type ReleaseCode } from '../../src/model/release-codes.js';
import { isPassing } from '../../src/release/apply/failures.js';

const codes = Object.keys(RELEASE_CODES) as ReleaseCode[];

test.each(codes)('%s has its page', (code) => {
  const page = readFileSync(`docs/findings/${code}.md`, 'utf8');
  expect(page).toContain(`\`${code}\` · error`);
  expect(page.match(/^## /gm)).toHaveLength(4);
});

test('no check has one of them', () => {
  expect(CHECKS.filter(({ code }) => code in RELEASE_CODES)).toEqual([]);
});

test.each([
  ['55P03', true],
  ['40P01', true],
  ['40001', true],
  ['57014', false],
  ['23505', false],
])('after SQLSTATE %s another try makes sense: %j', (sqlstate, expected) => {
  const evidence = [{ kind: 'server-error', sqlstate, message: '', detail: null, hint: null }] as const;
  const at = { catalog: 'deployed', object: 'database shop' } as const;
  expect(isPassing(releaseFinding('release/statement-failed', { message: '', at, evidence, hint: '' }))).toBe(expected);
});

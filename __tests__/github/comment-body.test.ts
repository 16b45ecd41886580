import { expect, test } from '@jest/globals';
import { isWorthComment } from '../../src/github/comment-body.js';
import type { ProjectVerdict } from '../../src/model/verdict.js';
import { checksWith, FAILED, manyFindings, projectOf } from '../report/verdicts.js';

const warnings = manyFindings(5).filter(({ severity }) => severity === 'warning');

test.each<[string, Partial<ProjectVerdict>, boolean]>([
  ['a new migration without a finding', { newEntries: ['0041_add_invoices'] }, true],
  ['no new migration, nothing found', { newEntries: [] }, false],
  ['no new migration, warnings on merged ones', { newEntries: [], findings: warnings }, false],
  ['no new migration, and a check that fails', { newEntries: [], checks: checksWith({ declared: FAILED }) }, true],
  ['no base, warnings', { newEntries: null, findings: warnings }, true],
  ['no base, nothing found', { newEntries: null }, false],
])('%s', (_, parts, expected) => {
  expect(isWorthComment(projectOf(parts))).toBe(expected);
});

import { expect, test } from '@jest/globals';
import type { Finding, Severity } from '../../src/model/finding.js';
import { foldRepeats } from '../../src/report/selection.js';

function findingsOf(count: number, code: Finding['code'], severity: Severity): Finding[] {
  return Array.from({ length: count }, (_, index) => ({
    code,
    severity,
    message: `"000${index}_orders" has no snapshot`,
    location: { file: 'drizzle/meta/_journal.json', line: index + 1, column: 1, endLine: index + 1, endColumn: 2 },
    evidence: [],
  }));
}

test.each<[string, Finding[], number, number]>([
  ['three of a warning are all read', findingsOf(3, 'history/missing-snapshot', 'warning'), 3, 0],
  ['of ten the first three', findingsOf(10, 'history/missing-snapshot', 'warning'), 3, 7],
  ['ten errors are all read', findingsOf(10, 'drift/differs', 'error'), 10, 0],
  [
    'each code has its examples',
    [...findingsOf(4, 'history/missing-snapshot', 'warning'), ...findingsOf(4, 'drift/unmanaged', 'notice')],
    6,
    2,
  ],
])('%s', (_, findings, single, folded) => {
  const selection = foldRepeats({ single: findings, folded: [] });
  expect([selection.single.length, selection.folded.length]).toEqual([single, folded]);
  expect(new Set([...selection.single, ...selection.folded])).toEqual(new Set(findings));
});

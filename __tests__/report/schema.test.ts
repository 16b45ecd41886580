import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { CHECK_IDS } from '../../src/model/verdict.js';
import { FAMILIES } from '../../src/model/finding.js';
import { renderJson } from '../../src/report/json.js';
import { EXAMPLES, projectOf, verdictOf } from './verdicts.js';

const schema = JSON.parse(await readFile('schema/report.schema.json', 'utf8')) as Record<string, unknown>;
const isReport = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(schema);

test.each(Object.entries(EXAMPLES))('the report of "%s" is as published', (_, { verdict }) => {
  isReport(JSON.parse(renderJson(verdict)));
  expect(isReport.errors ?? []).toEqual([]);
});

test.each([
  ['an unknown field', { ...verdictOf(projectOf()), extra: 1 }],
  ['an unknown field of a project', verdictOf({ ...projectOf(), extra: 1 } as never)],
  ['an unknown field of a finding', withFinding({ extra: 1 })],
  ['a code with a severity in it', withFinding({ code: 'error/replay/failed' })],
  ['a location on a line 0', withFinding({ location: { file: 'a', line: 0, column: 1, endLine: 1, endColumn: 1 } })],
  [
    'an allowed finding without a reason',
    verdictOf(projectOf({ allowed: EXAMPLES['families']?.verdict.projects[0]?.findings as never })),
  ],
])('%s is not', (_, report) => {
  expect(isReport(report)).toBe(false);
});

test('knows all checks and families', () => {
  const text = JSON.stringify(schema);
  expect(text).toContain(JSON.stringify(CHECK_IDS));
  expect(text).toContain(`^(${FAMILIES.join('|')})/`);
});

function withFinding(change: object): unknown {
  const finding = EXAMPLES['families']?.verdict.projects[0]?.findings[0];
  return verdictOf(projectOf({ findings: [{ ...finding, ...change } as never] }));
}

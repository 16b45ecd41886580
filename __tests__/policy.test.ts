import { describe, expect, test } from '@jest/globals';
import { isExpired, type Allow } from '../src/model/allow.js';
import type { Finding } from '../src/model/finding.js';
import { applyAllows } from '../src/policy/apply-allows.js';
import { fails, weighIdempotency } from '../src/policy/threshold.js';

const file = 'drizzle/0004_invoices.sql';
const onLine = (line: number): Finding['location'] => ({ file, line, column: 1, endLine: line, endColumn: 9 });
const onTable: Finding['location'] = { catalog: 'replayed', object: 'table public.invoices' };

function finding(overrides: Partial<Finding> = {}): Finding {
  return {
    code: 'idempotency/create-table',
    severity: 'warning',
    message: 'table "invoices" is created without IF NOT EXISTS',
    location: onLine(3),
    evidence: [],
    ...overrides,
  };
}

function allow(overrides: Partial<Allow> = {}): Allow {
  const at = { file, line: 1, column: 1, endLine: 1, endColumn: 2 };
  return {
    code: 'idempotency/create-table',
    reason: 'runs once by design',
    until: null,
    covers: { file, lines: [3, 5] },
    at,
    ...overrides,
  };
}

describe('an allow', () => {
  const cases: readonly (readonly [string, Finding, Allow, boolean])[] = [
    ['covers its lines', finding(), allow(), true],
    [
      'covers a finding that reaches into its lines',
      finding({ location: { ...onLine(2), endLine: 3 } }),
      allow(),
      true,
    ],
    ['leaves the line above alone', finding({ location: onLine(2) }), allow(), false],
    ['leaves the line below alone', finding({ location: onLine(6) }), allow(), false],
    ['leaves another code alone', finding({ code: 'idempotency/create-index' }), allow(), false],
    ['without a reason has no effect', finding(), allow({ reason: null }), false],
    ['past its date has no effect', finding(), allow({ until: '2026-01-31' }), false],
    ['holds on its last day', finding(), allow({ until: '2026-02-01' }), true],
    ['covers the whole file', finding({ location: onLine(900) }), allow({ covers: { file, lines: null } }), true],
    ['leaves another file alone', finding(), allow({ covers: { file: 'drizzle/0005_x.sql', lines: null } }), false],
    ['covers a migration by tag', finding(), allow({ covers: { migration: '0004_invoices' } }), true],
    ['leaves another migration alone', finding(), allow({ covers: { migration: '0004' } }), false],
    [
      'covers a migration folder',
      finding({ location: { ...onLine(1), file: 'drizzle/20260101000000_invoices/migration.sql' } }),
      allow({ covers: { migration: '20260101000000_invoices' } }),
      true,
    ],
    [
      'for a migration covers its journal entry',
      finding({ location: { file: 'drizzle/meta/_journal.json', line: 32, column: 7, endLine: 32, endColumn: 9 } }),
      allow({ covers: { migration: '0004_invoices', entry: { file: 'drizzle/meta/_journal.json', lines: [30, 36] } } }),
      true,
    ],
    [
      'for a migration leaves other journal entries alone',
      finding({ location: { file: 'drizzle/meta/_journal.json', line: 37, column: 7, endLine: 37, endColumn: 9 } }),
      allow({ covers: { migration: '0004_invoices', entry: { file: 'drizzle/meta/_journal.json', lines: [30, 36] } } }),
      false,
    ],
    ['covers an object', finding({ location: onTable }), allow({ covers: { object: 'table public.invoices' } }), true],
    ['for an object leaves files alone', finding(), allow({ covers: { object: 'table public.invoices' } }), false],
    ['for lines leaves objects alone', finding({ location: onTable }), allow(), false],
    [
      'for everywhere covers all of the code',
      finding({ location: onTable }),
      allow({ covers: { everywhere: true } }),
      true,
    ],
  ];

  test.each(cases)('%s', (_, found, allowed, expected) => {
    const sifted = applyAllows([found], [allowed], Date.parse('2026-02-01T23:59:00Z'));
    expect(sifted.allowed).toEqual(expected ? [{ ...found, reason: 'runs once by design' }] : []);
    expect(sifted.findings).toEqual(expected ? [] : [found]);
  });

  test('cannot silence findings on allows', () => {
    const onAllow = finding({ code: 'allow/unmatched' });
    const sifted = applyAllows([onAllow], [allow({ code: 'allow/unmatched' })], 0);
    expect(sifted.findings).toEqual([onAllow]);
  });

  test('ends at midnight UTC', () => {
    expect(isExpired(allow({ until: '2026-02-01' }), Date.parse('2026-02-02T00:00:00Z'))).toBe(true);
  });
});

test.each([
  ['error', 'error', true],
  ['error', 'warning', false],
  ['warning', 'error', true],
  ['warning', 'warning', true],
  ['warning', 'notice', false],
  ['never', 'error', false],
] as const)('--fail-on %s and a finding of severity %s', (failOn, severity, expected) => {
  expect(fails(finding({ severity }), failOn)).toBe(expected);
});

test.each([
  ['error', ['error']],
  ['warning', ['warning']],
  ['off', []],
] as const)('--idempotency %s weighs findings', (level, expected) => {
  expect(weighIdempotency([finding()], level).map(({ severity }) => severity)).toEqual(expected);
});

test('--idempotency leaves other families alone', () => {
  const drift = finding({ code: 'drift/undeclared', severity: 'error' });
  expect(weighIdempotency([drift], 'off')).toEqual([drift]);
});

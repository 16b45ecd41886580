import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import type { Verdict } from '../../src/model/verdict.js';
import type { Rule } from '../../src/report/sarif.js';
import { renderSarif } from '../../src/report/sarif.js';
import { HOSTILE_TEXTS } from './hostile-texts.js';
import { EXAMPLES, hostileExample, manyFindings, projectOf, verdictOf } from './verdicts.js';

// The standard's own schema is of draft 04; this validator reads it once it is not told so.
const SCHEMA = 'node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
const { $schema: _draft, id: _id, ...schema } = JSON.parse(await readFile(SCHEMA, 'utf8')) as Record<string, unknown>;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(schema);

const RULES: readonly Rule[] = [
  {
    code: 'replay/statement-failed',
    severity: 'error',
    title: 'A migration fails on an empty database',
    why: 'No new environment can be created.',
  },
];

const examples = Object.entries(EXAMPLES).map(([name, { verdict }]): [string, Verdict] => [name, verdict]);
const hostile = HOSTILE_TEXTS.map((text): [string, Verdict] => [
  JSON.stringify(text).slice(0, 60),
  hostileExample(text).verdict,
]);

test.each([...examples, ...hostile])("%s is valid by the standard's schema", (_, verdict) => {
  isSarif(JSON.parse(renderSarif(verdict, RULES, 'packages/shop')));
  expect(isSarif.errors ?? []).toEqual([]);
});

test('the schema refuses what is not SARIF', () => {
  expect(isSarif({ version: '2.1.0', runs: [{ results: [{ message: { text: 1 } }] }] })).toBe(false);
});

interface Log {
  readonly runs: readonly {
    readonly tool: {
      readonly driver: { readonly rules: readonly { readonly id: string; readonly helpUri: string }[] };
    };
    readonly results: readonly Record<string, unknown>[];
    readonly invocations: readonly { readonly toolExecutionNotifications: readonly unknown[] }[];
  }[];
}

function sarifOf(name: string): Log['runs'][number] {
  const { verdict } = EXAMPLES[name] ?? { verdict: verdictOf() };
  const { runs } = JSON.parse(renderSarif(verdict, RULES, 'packages/shop')) as Log;
  const [run] = runs;
  if (run === undefined) throw new Error('no run');
  return run;
}

test('a result has its rule, place, fix and fingerprint', () => {
  const { tool, results } = sarifOf('families');
  expect(tool.driver.rules.map(({ id }) => id)).toEqual(['replay/statement-failed']);
  expect(results.find(({ ruleId }) => ruleId === 'idempotency/create-table')).toMatchObject({
    level: 'warning',
    message: { text: 'table "invoices" is created without IF NOT EXISTS. Write CREATE TABLE IF NOT EXISTS.' },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: 'packages/shop/drizzle/0041_add_invoices.sql' },
          region: { startLine: 1, startColumn: 1, endLine: 7, endColumn: 2 },
        },
      },
    ],
    fixes: [
      {
        artifactChanges: [
          {
            replacements: [
              { deletedRegion: { startLine: 1, startColumn: 13 }, insertedContent: { text: ' IF NOT EXISTS' } },
            ],
          },
        ],
      },
    ],
  });
});

test('what is allowed is suppressed, and what was skipped is said', () => {
  const { results, invocations } = sarifOf('families');
  expect(results.filter((result) => 'suppressions' in result)).toHaveLength(1);
  expect(JSON.stringify(invocations)).toContain('skipped: deployed (no database is given)');
});

test('what has no file is shown at the config, so that code scanning does not drop it', () => {
  const result = sarifOf('families').results.find(({ ruleId }) => ruleId === 'drift/missing-migration');
  expect(result?.['locations']).toEqual([
    {
      physicalLocation: { artifactLocation: { uri: 'packages/shop/drizzle.config.ts' } },
      logicalLocations: [{ fullyQualifiedName: 'table public.invoices', kind: 'declared' }],
    },
  ]);
});

test('what comes from a statement is shown there', () => {
  const physicalLocation = {
    artifactLocation: { uri: 'packages/shop/drizzle/0041_add_invoices.sql' },
    region: { startLine: 1, startColumn: 1, endLine: 7, endColumn: 2 },
  };
  expect(sarifOf('families').results.find(({ ruleId }) => ruleId === 'drift/differs')).toMatchObject({
    locations: [{ physicalLocation, logicalLocations: [{ fullyQualifiedName: 'column public.invoices.total' }] }],
    relatedLocations: [{ physicalLocation, message: { text: 'added by: CREATE TABLE "invoices" (' } }],
  });
});

test('a finding that moves down keeps its fingerprint, another has another', () => {
  const [finding] = manyFindings(1);
  if (finding === undefined || !('file' in finding.location)) throw new Error('no finding');
  const moved = { ...finding, location: { ...finding.location, line: 9, endLine: 9 } };
  const other = { ...finding, message: 'another' };
  const { runs } = JSON.parse(renderSarif(verdictOf(projectOf({ findings: [finding, moved, other] })), [])) as Log;
  const prints = runs[0]?.results.map((result) => JSON.stringify(result['partialFingerprints']));
  expect(prints).toHaveLength(3);
  expect(new Set(prints).size).toBe(2);
});

test.each([
  ['[orders](https://evil.example)', '\\[orders\\](https://evil.example)'],
  ['{0} orders', '{{0}} orders'],
])('%s is no link and no placeholder', (message, text) => {
  const [finding] = manyFindings(1);
  const findings = [{ ...finding, message, hint: undefined }] as never;
  const { runs } = JSON.parse(renderSarif(verdictOf(projectOf({ findings })), [])) as Log;
  expect(runs[0]?.results[0]?.['message']).toEqual({ text });
});

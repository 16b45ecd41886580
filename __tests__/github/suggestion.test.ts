import { expect, test } from '@jest/globals';
import { readPatch } from '../../src/github/patch.js';
import { suggestFixes } from '../../src/github/suggestion.js';
import type { Edit, Fix, Finding } from '../../src/model/finding.js';
import type { ProjectVerdict } from '../../src/model/verdict.js';
import { NO_LINKS } from '../../src/report/markdown/links.js';
import { projectOf, verdictOf } from '../report/verdicts.js';

const FILE = 'drizzle/0041_add_invoices.sql';
const SQL = [
  'CREATE TABLE "invoices" (',
  '  "id" serial PRIMARY KEY',
  ');',
  '--> statement-breakpoint',
  'CREATE INDEX "due" ON "invoices" ("due_at");',
  '',
].join('\n');

interface Case {
  readonly fixes?: readonly Fix[];
  readonly project?: Partial<ProjectVerdict>;
  readonly text?: string;
  readonly patch?: string;
}

function suggest({
  fixes = [fixOf(insert(1, 13, ' IF NOT EXISTS'))],
  project,
  text = SQL,
  patch = patchOf(text),
}: Case) {
  const findings = fixes.map((fix): Finding => {
    return {
      code: 'idempotency/create-table',
      severity: 'warning',
      message: 'table "invoices" is created without IF NOT EXISTS',
      location: fix.edits[0] ?? { file: FILE, line: 1, column: 1, endLine: 1, endColumn: 1 },
      evidence: [],
      fix,
    };
  });
  return suggestFixes({
    verdict: verdictOf(projectOf({ findings, ...project })),
    sources: new Map([[FILE, text]]),
    links: NO_LINKS,
    root: '',
    patches: new Map([[FILE, readPatch(patch)]]),
  });
}

function fixOf(...edits: readonly Edit[]): Fix {
  return { title: 'add a guard', safety: 'safe', edits };
}

function insert(line: number, column: number, text: string): Edit {
  return { file: FILE, line, column, endLine: line, endColumn: column, text };
}

function patchOf(text: string): string {
  const lines = text.replace(/\n$/, '').split('\n');
  return [`@@ -0,0 +1,${lines.length} @@`, ...lines.map((line) => `+${line}`)].join('\n');
}

test.each<[string, Case, [first: number, last: number], string[]]>([
  ['within a line', {}, [1, 1], ['CREATE TABLE IF NOT EXISTS "invoices" (']],
  [
    'around a statement, as one piece',
    { fixes: [fixOf(insert(1, 1, 'DO $$ BEGIN\n'), insert(3, 3, '\nEND $$;'))] },
    [1, 3],
    ['DO $$ BEGIN', 'CREATE TABLE "invoices" (', '  "id" serial PRIMARY KEY', ');', 'END $$;'],
  ],
  [
    'new lines between others',
    { fixes: [fixOf(insert(5, 1, 'SET lock_timeout = 1;\n'))] },
    [5, 5],
    ['SET lock_timeout = 1;', 'CREATE INDEX "due" ON "invoices" ("due_at");'],
  ],
  [
    'new lines at the end',
    { fixes: [fixOf(insert(6, 1, 'SELECT 1;\n'))] },
    [5, 5],
    ['CREATE INDEX "due" ON "invoices" ("due_at");', 'SELECT 1;'],
  ],
  [
    'in a file without a line break at its end',
    { text: 'SELECT 1', fixes: [fixOf(insert(1, 9, ';'))] },
    [1, 1],
    ['SELECT 1;'],
  ],
  ['with a fence in it', { fixes: [fixOf(insert(1, 1, '-- ```\n'))] }, [1, 1], ['-- ```', 'CREATE TABLE "invoices" (']],
])('a fix %s replaces whole lines', (_, example, lines, added) => {
  const suggestions = suggest(example);
  expect(suggestions.map((suggestion) => suggestion.lines)).toEqual([lines]);
  const [, ticks = '', block] = /\n(`{3,})suggestion\n(.*)\n\1$/s.exec(suggestions[0]?.body ?? '') ?? [];
  expect(block?.split('\n')).toEqual(added);
  expect(added.some((line) => line.includes(ticks))).toBe(false);
});

test('of two fixes that touch the same line, the first is suggested', () => {
  const fixes = [fixOf(insert(1, 13, ' IF NOT EXISTS')), fixOf(insert(1, 1, '-- \n')), fixOf(insert(5, 13, ' x'))];
  expect(suggest({ fixes }).map(({ lines }) => lines)).toEqual([
    [1, 1],
    [5, 5],
  ]);
});

test.each<[string, Case]>([
  ['the fix is to be reviewed', { fixes: [{ ...fixOf(insert(1, 1, 'x')), safety: 'review' }] }],
  ['the migration is merged', { project: { newEntries: ['0042_other'] } }],
  ['nobody knows what is new', { project: { newEntries: null } }],
  ['the layout has other files', { project: { layout: 'folders' } }],
  ['the file has no diff', { patch: '' }],
  ['the head has another text on that line', { patch: patchOf(`-- head\n${SQL}`) }],
  ['a line of it stands in no hunk', { patch: '@@ -2,0 +2 @@\n+  "id" serial PRIMARY KEY' }],
  ['the fix was redacted', { fixes: [fixOf(insert(1, 1, "-- password '***'\n"))] }],
  ['the text is shown otherwise than it is', { fixes: [fixOf(insert(1, 1, '\u202e'))] }],
  ['the file has line breaks of Windows', { text: SQL.replaceAll('\n', '\r\n') }],
  ['it changes nothing', { fixes: [fixOf(insert(1, 1, ''))] }],
  ['it is too long to be read', { fixes: [fixOf(insert(1, 1, '-- more\n'.repeat(60)))] }],
])('nothing is suggested where %s', (_, example) => {
  expect(suggest(example)).toEqual([]);
});

test('folders keep a migration in a file of its own', () => {
  const file = 'drizzle/20250101000000_add_invoices/migration.sql';
  const [suggestion] = suggestFixes({
    verdict: verdictOf(
      projectOf({
        layout: 'folders',
        newEntries: ['20250101000000_add_invoices'],
        findings: [
          {
            code: 'idempotency/create-table',
            severity: 'warning',
            message: 'table "invoices" is created without IF NOT EXISTS',
            location: { ...insert(1, 1, ''), file },
            evidence: [],
            fix: fixOf({ ...insert(1, 13, ' IF NOT EXISTS'), file }),
          },
        ],
      }),
    ),
    sources: new Map([[file, SQL]]),
    links: NO_LINKS,
    root: 'packages/shop',
    patches: new Map([[`packages/shop/${file}`, readPatch(patchOf(SQL))]]),
  });
  expect(suggestion?.path).toBe(`packages/shop/${file}`);
});

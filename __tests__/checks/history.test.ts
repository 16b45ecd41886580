import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import * as fc from 'fast-check';
import { judge } from '../../src/checks/judge.js';
import type { Base } from '../../src/model/base.js';
import { newTagsOf } from '../../src/model/base.js';
import type { Facts } from '../../src/model/facts.js';
import { gathered } from '../../src/model/gathered.js';
import type { History } from '../../src/model/history.js';
import type { Project } from '../../src/model/project.js';
import { loadProject } from '../../src/project/config/load-project.js';
import { readHistory } from '../../src/project/history/read-history.js';
import { writeFiles } from '../project/write-files.js';
import { factsOf } from './facts-of.js';
import { checks, entry, journalOf, ORIGIN, snapshot } from './history-files.js';

const FIXTURES = join(process.cwd(), 'migrations-fixtures', 'history');

/** The fixture's history, beside that of `base/` where it has one: the merge base, and the tip unless `main/` is. */
const readFixture = async (slug: string, kind: 'bad' | 'good'): Promise<{ history: History; base: Base | null }> => {
  const root = join(FIXTURES, slug, kind);
  const history = await readHistory(join(root, 'drizzle'), root);
  if (!existsSync(join(root, 'base'))) return { history, base: null };
  const merged = await readHistory(join(root, 'base', 'drizzle'), join(root, 'base'));
  const main = join(root, 'main');
  const atTip = existsSync(main) ? await readHistory(join(main, 'drizzle'), main) : merged;
  return { history, base: { ref: 'main', mergeBase: '0'.repeat(40), atMergeBase: merged, atTip } };
};

const findIn = async (slug: string, kind: 'bad' | 'good', known: Partial<Facts> = {}) => {
  const { history, base } = await readFixture(slug, kind);
  const onBase = base && { base: gathered(base), newTags: newTagsOf(history, base) };
  const root = join(FIXTURES, slug, kind);
  const hasConfig = existsSync(join(root, 'drizzle.config.ts'));
  const configured = hasConfig && { project: await loadProject('drizzle.config.ts', root) };
  return judge(await factsOf(history, { ...onBase, ...configured, ...known }), checks);
};

/** It takes two projects, and a fixture is one. */
const withFixture = checks.map(({ code }) => code).filter((code) => code !== 'history/shared-tracker');

describe.each(withFixture)('%s', (code) => {
  const slug = code.slice('history/'.length);

  test('the bad fixture raises it once and nothing else', async () => {
    const findings = await findIn(slug, 'bad');
    expect(findings.map((finding) => finding.code)).toEqual([code]);
    expect(findings[0]?.hint).toMatch(/^[A-Z]/);
    expect(findings[0]?.message).toMatch(/^(?:[a-z"]|\d).*[^.]$/);
  });

  test('the good fixture raises nothing', async () => {
    expect(await findIn(slug, 'good')).toEqual([]);
  });
});

/** Severity without a base, of a new entry, of a merged one. */
test.each([
  ['breakpoint-in-body', 'error', 'error', 'warning'],
  ['broken-snapshot-chain', 'warning', 'error', 'warning'],
  ['duplicate-index', 'warning', 'error', 'warning'],
  ['duplicate-snapshot-id', 'warning', 'error', 'warning'],
  ['duplicate-tag', 'error', 'error', 'error'],
  ['folder-name-invalid', 'error', 'error', 'error'],
  ['index-gap', 'warning', 'warning', 'warning'],
  ['journal-unreadable', 'error', 'error', 'error'],
  ['line-endings', 'warning', 'warning', null],
  ['missing-file', 'error', 'error', 'error'],
  ['missing-migration-file', 'error', 'error', 'warning'],
  ['missing-snapshot', 'error', 'error', 'warning'],
  ['missing-tag', 'error', 'error', 'error'],
  ['orphan-file', 'warning', 'warning', 'warning'],
  ['orphan-snapshot', 'warning', 'warning', 'warning'],
  ['renamed-file', 'error', 'error', 'error'],
  ['snapshot-fork', 'warning', 'error', 'warning'],
  ['snapshot-unreadable', 'error', 'error', 'warning'],
  ['stale-snapshot', 'error', 'error', 'warning'],
  ['transaction-control', 'warning', 'error', 'warning'],
  ['when-in-future', 'error', 'error', 'warning'],
  ['when-invalid', 'error', 'error', 'warning'],
  ['when-not-increasing', 'warning', 'error', 'warning'],
])('%s weighs %s without a base, %s when new, %s when merged', async (slug, withoutBase, whenNew, whenMerged) => {
  const severityIn = async (newTags: readonly string[] | null) =>
    (await findIn(slug, 'bad', { newTags }))[0]?.severity ?? null;
  const history = await readHistory(join(FIXTURES, slug, 'bad', 'drizzle'), join(FIXTURES, slug, 'bad'));
  const folders = history.foldersWithoutFile.map((folder) => folder.slice(history.folder.length + 1));
  const tags = [...history.entries.flatMap(({ tag }) => tag ?? []), ...folders];
  expect([await severityIn(null), await severityIn(tags), await severityIn([])]).toEqual([
    withoutBase,
    whenNew,
    whenMerged,
  ]);
});

/** Codes and messages for a folder made of these files. */
const messagesFor = async (files: Readonly<Record<string, string>>) => {
  using folder = writeFiles(files);
  const history = await readHistory(join(folder.path, 'drizzle'), folder.path);
  return judge(await factsOf(history), checks).map(({ code, message }) => `${code}: ${message}`);
};

describe('branches of snapshots in 1.0', () => {
  const fork = {
    'drizzle/20240506090000_orders/migration.sql': '',
    'drizzle/20240506090000_orders/snapshot.json': snapshot('a', ORIGIN),
    'drizzle/20240507090000_invoices/migration.sql': '',
    'drizzle/20240507090000_invoices/snapshot.json': snapshot('b', 'a'),
    'drizzle/20240507090001_customers/migration.sql': '',
    'drizzle/20240507090001_customers/snapshot.json': snapshot('c', 'a'),
  };

  test('are reported while nothing joins them', async () => {
    expect(await messagesFor(fork)).toEqual([
      'history/snapshot-fork: snapshots "20240507090000_invoices" and "20240507090001_customers" have the same parent',
    ]);
  });

  test.each([
    ['a snapshot with both as parents', { '20240508090000_join': snapshot('d', 'b', 'c') }],
    [
      'one that descends from both',
      { '20240508090000_refunds': snapshot('d', 'b'), '20240509090000_join': snapshot('e', 'c', 'd') },
    ],
  ])('are silent once joined by %s', async (_, snapshots) => {
    const joining = Object.entries(snapshots).flatMap(([name, text]) => [
      [`drizzle/${name}/migration.sql`, ''],
      [`drizzle/${name}/snapshot.json`, text],
    ]);
    expect(await messagesFor({ ...fork, ...(Object.fromEntries(joining) as Record<string, string>) })).toEqual([]);
  });

  test('in circles do not hang', async () => {
    const circle = { 'drizzle/20240506090000_orders/snapshot.json': snapshot('a', 'b') };
    expect(await messagesFor({ ...fork, ...circle })).toContain(
      'history/broken-snapshot-chain: snapshot "20240506090000_orders" does not follow any other',
    );
  });
});

describe('a breakpoint', () => {
  test.each([
    ['between statements', 'SELECT 1;--> statement-breakpoint\nSELECT 2;', null],
    ['at the end', 'SELECT 1;\n--> statement-breakpoint\n', null],
    ['after a line comment, nothing behind it', '-- orders --> statement-breakpoint\nSELECT 1;', null],
    ['behind a string that never ends', "SELECT 'orders;\n--> statement-breakpoint\nSELECT 2;", null],
    ['in a line comment, words behind it', '-- use --> statement-breakpoint between\nSELECT 1;', 'comment'],
    ['in a line comment, whole SQL behind it', '-- until --> statement-breakpoint SELECT 2;\nSELECT 1;', 'comment'],
    ['in a string', "COMMENT ON TABLE orders IS 'a --> statement-breakpoint b';", 'string'],
    ['in an escaped string', String.raw`SELECT E'it\'s --> statement-breakpoint';`, 'string'],
    ['in a quoted name', 'SELECT 1 AS "a--> statement-breakpoint";', 'quoted name'],
    ['in a block comment', '/* introspected\n--> statement-breakpoint\n*/', 'comment'],
    ['in a tagged body', 'DO $do$ BEGIN --> statement-breakpoint\nEND $do$;', 'dollar-quoted body'],
  ])('%s', async (_, sql, inside) => {
    const messages = await messagesFor({
      'drizzle/meta/_journal.json': journalOf(entry(0, '0000_orders')),
      'drizzle/meta/0000_snapshot.json': snapshot('a', ORIGIN),
      'drizzle/0000_orders.sql': sql,
    });
    const expected = `history/breakpoint-in-body: a breakpoint in "0000_orders" stands inside a ${inside}`;
    expect(messages).toEqual(inside === null ? [] : [expected]);
  });
});

/** A journal of these tags beside SQL files of these names. */
const project = (tags: readonly string[], files: readonly string[]) => ({
  'drizzle/meta/_journal.json': journalOf(...tags.map((tag, idx) => entry(idx, tag))),
  ...Object.fromEntries(
    tags.map((_, idx) => [
      `drizzle/meta/000${idx}_snapshot.json`,
      snapshot(`s${idx}`, idx === 0 ? ORIGIN : `s${idx - 1}`),
    ]),
  ),
  ...Object.fromEntries(files.map((name) => [`drizzle/${name}.sql`, ''])),
});

describe('files and entries that miss each other', () => {
  test.each([
    [
      'same number',
      ['0000_orders'],
      ['0000_create_orders'],
      ['renamed-file: entry "0000_orders" has no file, and "0000_create_orders.sql" has no entry'],
    ],
    [
      'other case',
      ['0000_orders'],
      ['0000_Orders'],
      ['renamed-file: entry "0000_orders" has no file, and "0000_Orders.sql" has no entry'],
    ],
    [
      'other number',
      ['0000_orders'],
      ['0003_orders'],
      ['renamed-file: entry "0000_orders" has no file, and "0003_orders.sql" has no entry'],
    ],
    [
      'nothing alike',
      ['0000_orders'],
      ['0007_refunds'],
      [
        'missing-file: there is no file "drizzle/0000_orders.sql" for entry "0000_orders"',
        'orphan-file: "drizzle/0007_refunds.sql" has no journal entry',
      ],
    ],
    [
      'the nearer of two',
      ['0000_orders'],
      ['0000_refunds', '0000_order'],
      [
        'renamed-file: entry "0000_orders" has no file, and "0000_order.sql" has no entry',
        'orphan-file: "drizzle/0000_refunds.sql" has no journal entry',
      ],
    ],
    [
      'two of each',
      ['0000_orders', '0001_invoices'],
      ['0000_invoices', '0001_orders'],
      [
        'renamed-file: entry "0000_orders" has no file, and "0001_orders.sql" has no entry',
        'renamed-file: entry "0001_invoices" has no file, and "0000_invoices.sql" has no entry',
      ],
    ],
  ])('%s', async (_, tags, files, expected) => {
    expect((await messagesFor(project(tags, files))).map((line) => line.slice('history/'.length)).sort()).toEqual(
      expected.sort(),
    );
  });
});

test('the error of an entry without a tag is the one that drizzle-orm throws', async () => {
  const root = join(FIXTURES, 'missing-tag', 'bad');
  const [finding] = await findIn('missing-tag', 'bad');
  const thrown = () => readMigrationFiles({ migrationsFolder: `${root}/drizzle` });
  const text = finding?.evidence[0]?.kind === 'text' ? finding.evidence[0].text : '';
  expect(text).toBe('Error: No file ./drizzle/undefined.sql found in ./drizzle folder');
  expect(thrown).toThrow(text.replaceAll('./drizzle', `${root}/drizzle`).replace('Error: ', ''));
});

test('no journal and no snapshot, however odd, makes a check throw', async () => {
  const odd = fc.oneof(fc.jsonValue(), fc.constantFrom(0, 1, -1, 1.5, null, '0000_orders', '0001_', '', 'a', ORIGIN));
  const oddEntry = fc.record({ idx: odd, when: odd, tag: odd }, { requiredKeys: [] });
  const oddSnapshot = fc.record(
    { id: odd, prevId: odd, prevIds: fc.array(odd), version: fc.constantFrom('7', 7, '8', 'x', { toString: '' }) },
    { requiredKeys: [] },
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.oneof(oddEntry, odd)),
      fc.array(fc.oneof(oddSnapshot, odd)),
      async (entries, snapshots) => {
        using folder = writeFiles({
          'drizzle/meta/_journal.json': JSON.stringify({ entries }),
          'drizzle/0000_orders.sql': 'SELECT 1;',
          ...Object.fromEntries(
            snapshots.map((value, idx) => [`drizzle/meta/000${idx}_snapshot.json`, JSON.stringify(value)]),
          ),
        });
        const history = await readHistory(join(folder.path, 'drizzle'), folder.path);
        const findings = judge(await factsOf(history), checks);
        expect(findings.length).toBeGreaterThanOrEqual(entries.length === 0 ? 0 : 1);
        for (const { message } of findings) expect(message).not.toMatch(/undefined|NaN|\[object/);
      },
    ),
    { numRuns: 300, examples: [[[{ tag: { toString: '' } }], []]] },
  );
});

const projectOf = (name: string, table = '__drizzle_migrations', migrations = `${name}/drizzle`): Project => {
  const tracker = { schema: 'drizzle', table };
  const path = `${name}/drizzle.config.ts`;
  const config = { path, schema: [], out: 'drizzle', casing: null, breakpoints: true, driver: null, tracker };
  return { root: '/', config, migrations, tracker, kitVersion: null, ormVersion: null, dependencies: [] };
};

test.each([
  ['the only client takes one statement per query', ['@neondatabase/serverless', 'zod'], ['warning']],
  ['there is one that takes several', ['@electric-sql/pglite', 'pg'], []],
  ['no client is known', [], []],
])('a missing breakpoint where %s', async (_, dependencies, severities) => {
  const project = { ...projectOf('shop'), config: null, dependencies };
  const found = await findIn('missing-breakpoint', 'bad', { project });
  expect(found.map(({ severity }) => severity)).toEqual(severities);
});

describe('a tracking table', () => {
  test.each([
    ['of another history is shared', projectOf('billing'), 1],
    ['of its own is not', projectOf('billing', '__billing_migrations'), 0],
    ['of the same history for another environment is not', projectOf('staging', undefined, 'shop/drizzle'), 0],
  ])('%s', async (_, sibling, expected) => {
    const known = { project: projectOf('shop'), siblings: [sibling] };
    const found = await findIn('skipped-on-deploy', 'good', known);
    expect(found.filter(({ code }) => code === 'history/shared-tracker')).toHaveLength(expected);
  });

  test('is no concern of 1.0, which goes by name', async () => {
    const known = { project: projectOf('shop'), siblings: [projectOf('billing')] };
    expect(await findIn('inserted-before-merged', 'good', known)).toEqual([]);
  });
});

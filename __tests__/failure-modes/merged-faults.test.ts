/**
 * Faults that are merged, below a migration that is in order: whether drizzle-orm's own migrator still deploys it decides
 * whether the fault blocks.
 */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { runFixture } from '../../scripts/run-fixture.js';
import type { EphemeralServer } from '../../src/model/server.js';
import { hasGit } from '../project/base/repository.js';
import { startAtHand } from '../postgres/servers-at-hand.js';
import { deploy } from './deploy.js';
import { folders, journal, lay, type Files } from './project.js';

let server: EphemeralServer;
beforeAll(async () => {
  server = await startAtHand('embedded');
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const ORDERS = 'CREATE TABLE "orders" ("id" serial PRIMARY KEY NOT NULL);';
const INVOICES = 'CREATE TABLE IF NOT EXISTS "invoices" ("id" serial PRIMARY KEY NOT NULL);';
const CUSTOMERS = 'CREATE TABLE IF NOT EXISTS "customers" ("id" serial PRIMARY KEY NOT NULL);';
const JOURNAL = 'drizzle/meta/_journal.json';

const merged = { '0000_orders': ORDERS, '0001_invoices': INVOICES };
const withNew = { ...merged, '0002_customers': CUSTOMERS };

const without = (files: Files, path: string): Files =>
  Object.fromEntries(Object.entries(files).filter(([name]) => name !== path));
const renamed = (files: Files): Files => ({
  ...without(files, 'drizzle/0001_invoices.sql'),
  'drizzle/0001_create_invoices.sql': INVOICES,
});
const edited = (files: Files, from: string, to: string): Files => ({
  ...files,
  [JOURNAL]: (files[JOURNAL] ?? '').replace(from, to),
});
const untagged = (files: Files): Files => edited(files, '"tag": "0001_invoices",', '');
const conflicted = (files: Files): Files => edited(files, '"entries"', '<<<<<<< HEAD\n"entries"');
/** The second entry stands twice; `idx` goes on. */
const repeated = (files: Files): Files => {
  const { entries, ...rest } = JSON.parse(files[JOURNAL] ?? '') as { entries: { idx: number; when: number }[] };
  const again = entries.slice(1, 2).map((entry) => ({ ...entry, when: entry.when + 1000 }));
  const all = [...entries.slice(0, 2), ...again, ...entries.slice(2)].map((entry, idx) => ({ ...entry, idx }));
  return { ...files, [JOURNAL]: JSON.stringify({ ...rest, entries: all }, null, 2) };
};

const ORDERS_1 = { '20240506090000_orders': ORDERS };
const INVALID = { ...ORDERS_1, invoices: INVOICES };
const SAFE = folders(ORDERS_1);

interface Fault {
  /** The base branch when production was deployed; without the fault. */
  readonly deployed?: Files;
  readonly base: Files;
  /** With one more migration. */
  readonly head: Files;
  readonly line?: '1.0';
  /** What stops the deploy of `head`; null: it goes through. */
  readonly ends: string | null;
}

const FAULTS: Readonly<Record<string, Fault>> = {
  'history/missing-file': {
    base: without(journal(merged), 'drizzle/0001_invoices.sql'),
    head: without(journal(withNew), 'drizzle/0001_invoices.sql'),
    ends: 'No file',
  },
  'history/missing-tag': { base: untagged(journal(merged)), head: untagged(journal(withNew)), ends: 'undefined.sql' },
  'history/renamed-file': { base: renamed(journal(merged)), head: renamed(journal(withNew)), ends: 'No file' },
  'history/journal-unreadable': { base: conflicted(journal(merged)), head: conflicted(journal(withNew)), ends: 'JSON' },
  'history/folder-name-invalid': {
    deployed: SAFE,
    base: folders(INVALID),
    head: folders({ ...INVALID, '20240508090000_customers': CUSTOMERS }),
    line: '1.0',
    ends: '22P02',
  },
  'history/duplicate-tag': { base: repeated(journal(merged)), head: repeated(journal(withNew)), ends: null },
};

(hasGit() ? describe : describe.skip).each(Object.entries(FAULTS))('a merged %s', (code, fault) => {
  const { base, head, deployed = journal(merged), line = '0.45', ends } = fault;

  test(ends === null ? 'does not stop a deploy' : `stops every deploy: ${ends}`, async () => {
    await using database = await server.createDatabase();
    const sql = await database.connect();
    using before = lay(deployed);
    using after = lay(head);
    expect(await deploy(sql, line, join(before.path, 'drizzle'))).toBeNull();
    const end = await deploy(sql, line, join(after.path, 'drizzle'));
    if (ends !== null) return expect(end).toContain(ends);
    expect(end).toBeNull();
    expect(await sql`SELECT to_regclass('customers')::text AS made`).toEqual([{ made: 'customers' }]);
  });

  test(`is ${ends === null ? 'a warning' : 'an error'}`, async () => {
    using project = lay(head, base);
    const { verdict } = await runFixture(project.path);
    const findings = verdict.projects.flatMap((each) => each.findings).filter((finding) => finding.code === code);
    expect(findings.map(({ severity }) => severity)).toEqual([ends === null ? 'warning' : 'error']);
  });
});

(hasGit() ? test : test.skip)('a tag that the pull request repeats is an error, though it is merged', async () => {
  using project = lay(repeated(journal(withNew)), journal(merged));
  const { verdict } = await runFixture(project.path);
  const findings = verdict.projects.flatMap((each) => each.findings);
  expect(findings).toContainEqual(expect.objectContaining({ code: 'history/duplicate-tag', severity: 'error' }));
});

/** The record of a repair as it is published and printed, and the refusals of the command line. */
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { runCli } from '../../../src/commands/run-cli.js';
import { isKept, keptName } from '../../../src/model/kept-tracker.js';
import type { EphemeralServer } from '../../../src/model/server.js';
import type { TrackerRecord } from '../../../src/model/tracker-change.js';
import { repair } from '../../../src/release/tracker/repair.js';
import { renderRecordJson, renderRecordMarkdown, renderRecordPretty } from '../../../src/report/tracker-change.js';
import { startAtHand } from '../../postgres/servers-at-hand.js';
import { writeFiles } from '../../project/write-files.js';
import { journalOf, requestFor, Shop, TAGS } from './shop.js';

const TABLE = 'drizzle.__drizzle_migrations';
const [report, schema] = await Promise.all(
  ['report', 'tracker-record'].map(
    async (name) => JSON.parse(await readFile(`schema/${name}.schema.json`, 'utf8')) as object,
  ),
);
const isRecord = new Ajv2020({ allErrors: true, allowUnionTypes: true }).addSchema(report ?? {}).compile(schema ?? {});

let server: EphemeralServer;
const records: Record<string, TrackerRecord> = {};
beforeAll(async () => {
  server = await startAtHand('embedded');
  await using shop = await Shop.open(server);
  await shop.migrate(journalOf(4));
  const options = { assumptions: { applied: [], pending: [] }, orphans: null, prepare: null };
  const record = async (write: boolean) => repair(await requestFor(shop, journalOf(5), server, write), options);
  await shop.run(`UPDATE ${TABLE} SET created_at = created_at / 1000 WHERE id = 2; DELETE FROM ${TABLE} WHERE id = 4`);
  records['shown'] = await record(false);
  records['applied'] = await record(true);
  records['nothing to do'] = await record(false);
  await shop.run(`INSERT INTO ${TABLE} (hash, created_at) VALUES ('<!-- | ::error::', 5)`);
  records['refused'] = await record(true);
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

test.each(['shown', 'applied', 'nothing to do', 'refused'])('the record of "%s" is as published', (name) => {
  isRecord(JSON.parse(renderRecordJson(records[name] as TrackerRecord)));
  expect(isRecord.errors ?? []).toEqual([]);
  expect(isRecord({ ...records[name], extra: 1 })).toBe(false);
});

describe('a person reads', () => {
  test('every entry with its reason, what it means, and what to type', () => {
    const text = renderRecordPretty(records['shown'] as TrackerRecord, false);
    expect(text.split('\n').map((line) => line.replace(/\s+/g, ' ').trim())).toEqual([
      expect.stringMatching(/^drizzle\.__drizzle_migrations · /),
      '',
      '0000_orders applied kept a row has its hash, and all that it does is in the database',
      expect.stringMatching(
        /^0001_invoices restamped changed a row has its hash, .*; created_at 1715072400 becomes 1715072400123$/,
      ),
      '0002_backfill applied kept a row has its hash',
      '0003_notes pending added it has no row, and all that it does is in the database',
      '0004_customers pending none pending: it has no row, and nothing of what it does is in the database',
      'the mark moves from 1715158800123 to 1715245200123',
      'Drizzle\'s migrator would run: now "0003_notes", "0004_customers", afterwards "0004_customers"',
      '',
      'nothing was written: look at it, and run the same command with --yes',
      '',
    ]);
  });

  test('where the old tracker is', () => {
    expect(records['applied']?.backup).toMatch(/^drizzle\.__drizzle_migrations_kept_\d{8}_\d{9}$/);
    expect(renderRecordPretty(records['applied'] as TrackerRecord, false)).toContain(
      `kept as "${records['applied']?.backup}"`,
    );
  });

  test('what a person must decide, and foreign text as text', () => {
    const pretty = renderRecordPretty(records['refused'] as TrackerRecord, false);
    expect(pretty).toContain('hint: Add --orphans keep');
    const markdown = renderRecordMarkdown(records['refused'] as TrackerRecord);
    expect(markdown).toContain('- ❌ row ');
    expect(markdown).not.toContain('<!--');
    expect(
      markdown
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .every((line) => line.split('|').length === 6),
    ).toBe(true);
  });
});

describe('the command line', () => {
  test.each([
    ['repair', [], {}, 'no deployed database is named in DATABASE_URL'],
    [
      'baseline',
      [],
      { DATABASE_URL: 'postgres://owner@127.0.0.1:1/shop' },
      'it is not said up to where the database is migrated',
    ],
    [
      'repair',
      ['--assume-applied', '0009_refunds'],
      { DATABASE_URL: 'postgres://owner@127.0.0.1:1/shop' },
      'there is no migration "0009_refunds"',
    ],
    [
      'repair',
      ['--yes'],
      { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request' },
      'this run is for a change that is not merged ("pull_request")',
    ],
    [
      'baseline',
      ['--yes', '--to', TAGS[0] ?? ''],
      { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'merge_group' },
      'this run is for a change that is not merged ("merge_group")',
    ],
  ])('%s %j with %j cannot judge', async (command, flags, environment, message) => {
    using folder = writeFiles(
      Object.fromEntries(Object.entries(journalOf(5)).map(([name, text]) => [`drizzle/${name}`, text])),
    );
    const stderr = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const argv = [command, '--working-directory', folder.path, '--migrations', 'drizzle', ...flags];
    const code = await runCli(argv, environment);
    const said = stderr.mock.calls.map(([text]) => String(text)).join('');
    stderr.mockRestore();
    expect(code).toBe(2);
    expect(said).toContain(message);
  });
});

test('the name of a copy says of which table and when, and fits', () => {
  const long = { schema: 'drizzle', table: 'ü'.repeat(31) };
  const name = keptName(long.table, Date.UTC(2026, 4, 6, 9));
  expect(Buffer.byteLength(name)).toBeLessThan(64);
  expect(name).toMatch(/^ü+_kept_20260506_090000000$/);
  expect(isKept(long, { schema: 'drizzle', table: name })).toBe(true);
  expect(isKept(long, { schema: 'public', table: name })).toBe(false);
  expect(isKept(long, { schema: 'drizzle', table: 'invoices_kept_20260506_090000000' })).toBe(false);
});

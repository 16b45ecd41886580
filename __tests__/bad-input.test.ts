/** Whatever stands in journal, snapshots and SQL files: findings or CannotJudge, in time, never another error. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { runFixture } from '../scripts/run-fixture.js';
import { judge } from '../src/checks/judge.js';
import { CHECKS } from '../src/checks/registry.js';
import { CannotJudge } from '../src/model/cannot-judge.js';
import type { Finding } from '../src/model/finding.js';
import { readHistory } from '../src/project/history/read-history.js';
import { factsOf } from './checks/facts-of.js';
import { entry, journalOf, ORIGIN, snapshot } from './checks/history-files.js';
import { writeFiles, type TemporaryFolder } from './project/write-files.js';

type Files = Readonly<Record<string, string | Buffer>>;

const SQL = `CREATE TABLE "orders" ("id" serial PRIMARY KEY);\n--> statement-breakpoint\nDO $$ BEGIN
  CREATE TYPE "state" AS ENUM ('open', 'paid'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
ALTER TABLE "orders" ADD COLUMN "note" text DEFAULT 'none'; CREATE INDEX ON "orders" ("note") WHERE "id" > 1;`;

const LAYOUTS: readonly Files[] = [
  {
    'drizzle/meta/_journal.json': journalOf(entry(0, '0000_orders'), entry(1, '0001_orders')),
    'drizzle/0000_orders.sql': SQL,
    'drizzle/0001_orders.sql': 'DROP TABLE "orders";',
    'drizzle/meta/0000_snapshot.json': snapshot('a', ORIGIN),
    'drizzle/meta/0001_snapshot.json': snapshot('b', 'a'),
  },
  {
    'drizzle/20240506090000_orders/migration.sql': SQL,
    'drizzle/20240506090000_orders/snapshot.json': snapshot('a', ORIGIN),
    'drizzle/20240507090000_orders/migration.sql': 'DROP TABLE "orders";',
    'drizzle/20240507090000_orders/snapshot.json': snapshot('b', 'a'),
  },
];

function lay(files: Files): TemporaryFolder {
  const folder = writeFiles({});
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder.path, name)), { recursive: true });
    writeFileSync(join(folder.path, name), content);
  }
  return folder;
}

/** What the files alone say; null: that nothing can be judged. */
async function judgeFiles(path: string): Promise<readonly Finding[] | null> {
  try {
    const history = await readHistory(join(path, 'drizzle'), path);
    return judge(await factsOf(history), CHECKS);
  } catch (error) {
    if (error instanceof CannotJudge) return null;
    throw error;
  }
}

/** Of processor time: the machine may have other things to do. */
const MOST_MS = 5_000;

async function expectJudged(path: string): Promise<void> {
  const start = process.cpuUsage();
  const findings = await judgeFiles(path);
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1000).toBeLessThan(MOST_MS);
  for (const { message, hint } of findings ?? []) {
    expect(message).not.toMatch(/undefined|NaN|\[object/);
    expect(hint ?? '').not.toMatch(/undefined|\[object/);
  }
}

/** One file of a good history, cut, overwritten in places, or replaced by something else altogether. */
const spoil = fc.oneof(
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat() }),
  fc.record({
    kind: fc.constant('overwrite' as const),
    at: fc.nat(),
    bytes: fc.uint8Array({ minLength: 1, maxLength: 8 }),
  }),
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    text: fc.constantFrom(
      '"',
      "'",
      '$',
      ';',
      '(',
      ')',
      '}',
      '*/',
      '\\',
      '\0',
      '$$',
      '--> statement-breakpoint',
      '/*',
      '\r\n',
      '\uFEFF',
      '\uD800',
    ),
  }),
  fc.record({ kind: fc.constant('bytes' as const), bytes: fc.uint8Array({ maxLength: 200 }) }),
  fc.record({ kind: fc.constant('json' as const), value: fc.jsonValue({ maxDepth: 4 }) }),
);
type Spoil = typeof spoil extends fc.Arbitrary<infer T> ? T : never;

function spoiled(content: string, how: Spoil): Buffer {
  const bytes = Buffer.from(content);
  if (how.kind === 'bytes') return Buffer.from(how.bytes);
  if (how.kind === 'json') return Buffer.from(JSON.stringify(how.value));
  const at = how.at % (bytes.length + 1);
  if (how.kind === 'cut') return bytes.subarray(0, at);
  const middle = how.kind === 'insert' ? Buffer.from(how.text) : Buffer.from(how.bytes);
  return Buffer.concat([
    bytes.subarray(0, at),
    middle,
    bytes.subarray(how.kind === 'insert' ? at : at + middle.length),
  ]);
}

test.each(LAYOUTS.map((files, index) => [index === 0 ? 'journal' : 'folders', files] as const))(
  'a spoiled file in the layout "%s"',
  async (_, good) => {
    const names = Object.keys(good);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(names.length - 1), spoil), { minLength: 1, maxLength: 3 }),
        async (faults) => {
          const files: Record<string, string | Buffer> = { ...good };
          for (const [index, how] of faults) {
            const name = names[index] ?? '';
            files[name] = spoiled(String(files[name]), how);
          }
          using folder = lay(files);
          await expectJudged(folder.path);
        },
      ),
      { numRuns: 150 },
    );
  },
  120_000,
);

const deep = (open: string, close: string, depth: number) => open.repeat(depth) + close.repeat(depth);
const [journal, first, second] = [
  'drizzle/meta/_journal.json',
  'drizzle/0000_orders.sql',
  'drizzle/meta/0000_snapshot.json',
];

const NASTY: readonly (readonly [what: string, files: Files])[] = [
  ['a journal of nested lists', { [journal]: deep('[', ']', 200_000) }],
  [
    'a journal whose entry is nested',
    { [journal]: `{"entries":[${deep('{"tag":', '}', 50_000).replace('}', '1}')}]}` },
  ],
  [
    'a snapshot of nested objects',
    { [second]: `{"id":"a","prevId":"b","version":"7","tables":${deep('[', ']', 100_000)}}` },
  ],
  ['a nested expression', { [first]: `SELECT ${deep('(', ')', 20_000).replace('()', '(1)')};` }],
  ['a nested subquery', { [first]: `${'SELECT * FROM ('.repeat(2_000)}SELECT 1${')'.repeat(2_000)};` }],
  ['a nested comment that never closes', { [first]: '/*'.repeat(100_000) }],
  ['a nested comment', { [first]: `${deep('/*', '*/', 50_000)}\n${SQL}` }],
  ['a long chain of operators', { [first]: `SELECT 1${' + 1'.repeat(50_000)};` }],
  ['20,000 statements', { [first]: 'SELECT 1;'.repeat(20_000) }],
  ['100,000 breakpoints', { [first]: '--> statement-breakpoint\n'.repeat(100_000) }],
  ['a line of 8 MB', { [first]: `SELECT '${'x'.repeat(8_000_000)}';` }],
  ['a name of 1 MB', { [first]: `CREATE TABLE "${'x'.repeat(1_000_000)}" ();` }],
  ['dollar quotes that never close', { [first]: '$a$ $b$ '.repeat(20_000) }],
  ['a DO block of nested blocks', { [first]: `DO $$ ${deep('BEGIN ', 'END; ', 2_000)} $$;` }],
  ['null bytes', { [first]: '\0'.repeat(1_000), [journal]: '\0' }],
  ['a tag that leaves the folder', { [journal]: journalOf(entry(0, '../../../../../../../../etc/hostname')) }],
  ['a tag with a null byte', { [journal]: journalOf(entry(0, '0000_\0orders')) }],
  ['a tag of 10,000 letters', { [journal]: journalOf(entry(0, 'o'.repeat(10_000))) }],
  [
    'times beyond every date',
    { [journal]: `{"entries":[{"idx":1e308,"tag":"0000_orders","when":1e308},{"when":-1e308}]}` },
  ],
  [
    '5,000 entries of one tag',
    { [journal]: journalOf(...Array.from({ length: 5_000 }, () => entry(0, '0000_orders'))) },
  ],
  [
    'keys that objects have already',
    { [journal]: '{"__proto__":{"entries":[]},"entries":[{"tag":"constructor","idx":0,"when":1}]}' },
  ],
];

test.each(NASTY)(
  '%s',
  async (_, files) => {
    using folder = lay({ ...LAYOUTS[0], ...files });
    await expectJudged(folder.path);
  },
  30_000,
);

describe('links and what is no file', () => {
  test.each([
    ['to a device that never ends', (path: string) => symlinkSync('/dev/zero', path)],
    ['to itself', (path: string) => symlinkSync(path, path)],
    ['to a folder above', (path: string) => symlinkSync('../..', path)],
    ['to a file elsewhere', (path: string) => symlinkSync('/etc/hosts', path)],
    ['a pipe that nobody writes to', (path: string) => void execFileSync('mkfifo', [path])],
  ])('%s', async (_, put) => {
    for (const name of ['0000_orders.sql', 'meta/_journal.json', 'meta/0000_snapshot.json']) {
      const { [`drizzle/${name}`]: _left, ...others } = LAYOUTS[0] ?? {};
      using folder = lay(others);
      put(join(folder.path, 'drizzle', name));
      await expectJudged(folder.path);
    }
  });
});

/**
 * Through the whole gate, server included: what the server makes of it must not end the run either. Its scanner reads nested
 * comments in quadratic time (13 s for 200 kB on PostgreSQL 15), so that the limit of a step is what ends them.
 */
test.each([
  'a nested expression',
  'a nested subquery',
  'a nested comment that never closes',
  'a nested comment',
  'a line of 8 MB',
  'dollar quotes that never close',
  'null bytes',
  'a name of 1 MB',
  'a snapshot of nested objects',
])(
  'the whole gate gives a verdict on %s',
  async (what) => {
    using folder = lay({ ...LAYOUTS[0], ...NASTY.find(([name]) => name === what)?.[1] });
    const outcome = await runFixture(folder.path, '--timeout', '5').then(
      ({ verdict }) => verdict.verdict,
      (error: unknown) => (error instanceof CannotJudge ? 'cannot judge' : error),
    );
    expect(['failed', 'passed', 'cannot judge']).toContain(outcome);
  },
  120_000,
);

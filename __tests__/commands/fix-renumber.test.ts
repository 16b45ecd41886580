/** `fix` where two branches took the same number: in the middle of the merge or rebase, and after it. */
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { check } from '../../src/commands/check.js';
import { changesOf, fix } from '../../src/commands/fix.js';
import { writeChanges } from '../../src/fix/write-files.js';
import { parseArguments } from '../../src/inputs/arguments.js';
import type { Options } from '../../src/inputs/table.js';
import { hasGit, makeRepository, type Repository } from '../project/base/repository.js';

const FIXTURE = join(process.cwd(), 'migrations-fixtures', 'history', 'taken-index', 'bad');
const JOURNAL = 'drizzle/meta/_journal.json';

const surroundings = {
  connections: { postgres: null, database: null },
  impliedBase: { kind: 'none', reason: 'no base branch was named' },
  distrust: null,
} as const;

const optionsFor = ({ path }: Repository): Options => {
  const place = ['--working-directory', path, '--migrations', 'drizzle', '--postgres', 'embedded'];
  const invocation = parseArguments(['fix', ...place, '--base', 'main', '--idempotency', 'off']);
  if (invocation.command !== 'fix') throw new Error('the arguments ask for no fix');
  return invocation.options;
};

const read = ({ path }: Repository, name: string): string => readFileSync(join(path, name), 'utf8');
const list = ({ path }: Repository) => readdirSync(join(path, 'drizzle'), { recursive: true }).map(String).sort();

/** Both branches added 0001: main `order_phone`, this one `order_note`. */
function openBranch(): Repository {
  const repository = makeRepository();
  const put = (state: string): void => {
    rmSync(join(repository.path, 'drizzle'), { recursive: true, force: true });
    cpSync(join(FIXTURE, state, 'drizzle'), join(repository.path, 'drizzle'), { recursive: true });
  };
  put('base');
  repository.commit({});
  repository.git('checkout', '-q', '-b', 'change');
  put('.');
  repository.commit({});
  repository.git('checkout', '-q', 'main');
  put('main');
  repository.commit({});
  repository.git('checkout', '-q', 'change');
  return repository;
}

const conflicts = (repository: Repository, ...args: readonly string[]) =>
  expect(() => repository.git(...args)).toThrow('Command failed');

/** Mends the files, and tells which migrations got which numbers. */
async function mend(repository: Repository) {
  const fixed = await fix(optionsFor(repository), surroundings);
  await writeChanges(changesOf(fixed), repository.path);
  return { moves: fixed.renumbered.flatMap(({ moves }) => moves), left: fixed.left.map(({ reason }) => reason) };
}

async function expectMended(repository: Repository): Promise<void> {
  const files = ['0000_orders', '0001_order_phone', '0002_order_note'].map((tag) => `${tag}.sql`);
  const snapshots = ['0000', '0001', '0002'].map((number) => `meta/${number}_snapshot.json`);
  expect(list(repository)).toEqual([...files, 'meta', ...snapshots, 'meta/_journal.json'].sort());
  repository.git('add', '--all');
  expect(repository.git('diff', '--cached', '--name-only', 'main').split('\n').sort()).toEqual([
    'drizzle/0002_order_note.sql',
    'drizzle/meta/0002_snapshot.json',
    JOURNAL,
  ]);
  const [, phone, note] = (JSON.parse(read(repository, JOURNAL)) as { entries: { idx: number; when: number }[] })
    .entries;
  expect(note).toMatchObject({ idx: 2, tag: '0002_order_note', version: '7', breakpoints: true });
  expect(note?.when).toBeGreaterThan(phone?.when ?? 0);
  const { verdict } = await check(optionsFor(repository), surroundings);
  expect(verdict.projects[0]?.findings.map(({ code }) => code)).toEqual([]);
}

const MOVED = { moves: [{ from: '0001_order_note', to: '0002_order_note' }], left: [] };
const NOTHING = { moves: [], left: [] };

(hasGit() ? describe : describe.skip)('fix renumbers what is not merged', () => {
  test('in the middle of a merge', async () => {
    using repository = openBranch();
    conflicts(repository, 'merge', '-q', 'main');
    expect(await mend(repository)).toEqual(MOVED);
    await expectMended(repository);
    expect(await mend(repository)).toEqual(NOTHING);
  });

  test('in the middle of a rebase', async () => {
    using repository = openBranch();
    conflicts(repository, 'rebase', '-q', 'main');
    expect(await mend(repository)).toEqual(MOVED);
    await expectMended(repository);
  });

  test.each([
    ['theirs', "whose author kept the other branch's snapshot"],
    ['ours', 'whose author kept their own snapshot'],
  ])('after a merge with %s, %s', async (side) => {
    using repository = openBranch();
    conflicts(repository, 'merge', '-q', 'main');
    repository.git('checkout', `--${side}`, 'drizzle/meta/0001_snapshot.json');
    const [ours, theirs] = ['change', 'main'].map((ref) => JSON.parse(repository.git('show', `${ref}:${JOURNAL}`)));
    writeFileSync(
      join(repository.path, JOURNAL),
      JSON.stringify({ ...theirs, entries: [...theirs.entries, ours.entries[1]] }, null, 2),
    );
    repository.commit({});
    const mended = await mend(repository);
    if (side === 'ours') {
      expect(mended).toEqual(MOVED);
      await expectMended(repository);
    } else {
      // What the other snapshot held is lost; nothing on disk tells it.
      expect(mended.moves).toEqual(MOVED.moves);
      expect(list(repository)).not.toContain('meta/0002_snapshot.json');
    }
  });

  test('not before the base branch is merged', async () => {
    using repository = openBranch();
    const before = list(repository);
    expect(await mend(repository)).toEqual({
      moves: [],
      left: [expect.stringContaining('"0001_order_phone" of main is not here yet; merge it first')],
    });
    expect(list(repository)).toEqual(before);
  });

  test.each([
    [
      'both branches changed the same column',
      /("customer": \{[^}]*"type": )"text"/,
      '$1"varchar(80)"',
      'customer type',
    ],
    [
      'the snapshot is not what the SQL builds',
      /("note": \{[^}]*"type": )"text"/,
      '$1"integer"',
      'drift/snapshot-differs',
    ],
  ])('not where %s', async (_, pattern, replacement, reason) => {
    using repository = openBranch();
    const snapshot = 'drizzle/meta/0001_snapshot.json';
    if (reason.startsWith('customer')) {
      repository.git('checkout', '-q', 'main');
      repository.commit({ [snapshot]: read(repository, snapshot).replace(pattern, '$1"citext"') });
      repository.git('checkout', '-q', 'change');
    }
    repository.commit({ [snapshot]: read(repository, snapshot).replace(pattern, replacement) });
    conflicts(repository, 'merge', '-q', 'main');
    expect(await mend(repository)).toEqual({ moves: [], left: [expect.stringContaining(reason)] });
    expect(read(repository, JOURNAL)).toContain('<<<<<<<');
  });
});

/** `fix` on small histories beside a base branch: what it mends, and what it leaves alone. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { check } from '../../src/commands/check.js';
import { changesOf, fix } from '../../src/commands/fix.js';
import { writeChanges } from '../../src/fix/write-files.js';
import { parseArguments } from '../../src/inputs/arguments.js';
import type { Options } from '../../src/inputs/table.js';
import type { Finding } from '../../src/model/finding.js';
import { entry, journalOf, ORIGIN, snapshot } from '../checks/history-files.js';
import { hasGit, makeRepository, type Repository } from '../project/base/repository.js';

type Files = Readonly<Record<string, string | null>>;

const JOURNAL = 'drizzle/meta/_journal.json';
const surroundings = {
  connections: { postgres: null, database: null },
  impliedBase: { kind: 'none', reason: 'no base branch was named' },
  distrust: null,
} as const;

const indented = (journal: string) => JSON.stringify(JSON.parse(journal), null, 2);
const merged: Files = {
  [JOURNAL]: indented(journalOf(entry(0, '0000_orders'))),
  'drizzle/0000_orders.sql': 'CREATE TABLE orders (id int);\n',
  'drizzle/meta/0000_snapshot.json': snapshot('a', ORIGIN),
};
const added: Files = {
  'drizzle/0001_invoices.sql': 'CREATE TABLE invoices (id int);\n',
  'drizzle/meta/0001_snapshot.json': snapshot('b', 'a'),
};
const withEntry = (second: object): Files => ({
  ...added,
  [JOURNAL]: indented(journalOf(entry(0, '0000_orders'), second)),
});

/** A branch with these files on top of main. */
function branchWith(files: Files): Repository {
  const repository = makeRepository();
  repository.commit(merged);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(repository.path, name), text ?? '');
  return repository;
}

function optionsFor({ path }: Repository, args: string): Options {
  const place = ['--working-directory', path, '--migrations', 'drizzle', '--postgres', 'embedded'];
  const invocation = parseArguments(['fix', ...place, ...args.split(' ')]);
  if (invocation.command !== 'fix') throw new Error('the arguments ask for no fix');
  return invocation.options;
}

/** Mends the files, and tells what for. */
async function mend(options: Options): Promise<Finding[]> {
  const fixed = await fix(options, surroundings);
  await writeChanges(changesOf(fixed), options.workingDirectory);
  return fixed.files.flatMap(({ findings }) => findings);
}

const codesIn = async (options: Options) => {
  const { verdict } = await check(options, surroundings);
  return verdict.projects.flatMap(({ findings }) => findings.map(({ code }) => code));
};
const read = ({ path }: Repository, name: string) => readFileSync(join(path, name), 'utf8');

(hasGit() ? describe : describe.skip)('fix', () => {
  test.each([
    ['a file without an entry', added, 'history/orphan-file'],
    ['an entry that would be skipped', withEntry(entry(1, '0001_invoices', { when: 5 })), 'history/skipped-on-deploy'],
    ['an entry without a tag', withEntry({ idx: 1, version: '7', when: 1_714_999_000_000 }), 'history/missing-tag'],
    ['an entry of another name', withEntry(entry(1, '0001_invoice')), 'history/renamed-file'],
  ])('mends %s', async (_, files, code) => {
    using repository = branchWith(files);
    const options = optionsFor(repository, '--base main --idempotency off');
    expect(await codesIn(options)).toContain(code);
    expect(await mend(options)).toHaveLength(1);
    expect((await codesIn(options)).filter((each) => each.startsWith('history/'))).toEqual([]);
    expect(await mend(options)).toEqual([]);
  });

  test('writes an entry as drizzle-kit does', async () => {
    using repository = branchWith({ ...added, 'drizzle/0002_refunds.sql': 'SELECT 1;\n' });
    await mend(optionsFor(repository, '--base main --idempotency off'));
    const { entries } = JSON.parse(read(repository, JOURNAL)) as { entries: { when: number }[] };
    const times = entries.map(({ when }) => when);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    const expected = [
      entry(0, '0000_orders'),
      entry(1, '0001_invoices', { when: times[1] }),
      entry(2, '0002_refunds', { when: times[2] }),
    ];
    expect(read(repository, JOURNAL)).toBe(indented(journalOf(...expected)));
  });

  test('makes new migrations idempotent, and leaves merged ones as they are', async () => {
    using repository = branchWith(withEntry(entry(1, '0001_invoices')));
    await mend(optionsFor(repository, '--base main'));
    expect(read(repository, 'drizzle/0001_invoices.sql')).toBe('CREATE TABLE IF NOT EXISTS invoices (id int);\n');
    expect(read(repository, 'drizzle/0000_orders.sql')).toBe(merged['drizzle/0000_orders.sql']);
  });

  test('guards the file that it lists, and writes nothing by itself', async () => {
    using repository = branchWith(added);
    const { files } = await fix(optionsFor(repository, '--base main'), surroundings);
    const titles = files.flatMap(({ findings }) => findings.map((finding) => finding.fix?.title));
    expect(titles).toEqual(['Add an entry for "0001_invoices"', 'Add IF NOT EXISTS']);
    expect(read(repository, JOURNAL)).toBe(merged[JOURNAL]);
  });

  test('leaves alone what is allowed', async () => {
    const allow = [{ code: 'history/orphan-file', reason: 'run by hand' }];
    using repository = branchWith({ ...added, 'gatekeeper.json': JSON.stringify({ allow }) });
    expect(await mend(optionsFor(repository, '--base main --idempotency off'))).toEqual([]);
  });

  test('leaves a file alone that is kept beside the migrations for another purpose', async () => {
    using repository = branchWith({ 'drizzle/0000_orders.down.sql': 'DROP TABLE orders;\n' });
    expect(await mend(optionsFor(repository, '--base main --idempotency off'))).toEqual([]);
  });

  test('does not guess what is merged', async () => {
    using repository = branchWith(added);
    await expect(fix(optionsFor(repository, '--idempotency warning'), surroundings)).rejects.toThrow(
      'which migrations are new is not known',
    );
  });
});

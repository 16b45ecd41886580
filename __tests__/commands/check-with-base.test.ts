/** `check` beside a base branch, from git to verdict. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { checkOut } from '../../scripts/check-out.js';
import { check } from '../../src/commands/check.js';
import { parseArguments } from '../../src/inputs/arguments.js';
import type { BaseRequest } from '../../src/model/base.js';
import type { ProjectVerdict } from '../../src/model/verdict.js';
import { hasGit } from '../project/base/repository.js';

const NO_BASE: BaseRequest = { kind: 'none', reason: 'no base branch was named' };

interface Circumstances {
  readonly impliedBase?: BaseRequest;
  /** Written into the working directory, by path. */
  readonly files?: Readonly<Record<string, string>>;
}

async function judgeFixture(fixture: string, args: string, given: Circumstances = {}): Promise<ProjectVerdict> {
  using folder = checkOut(`migrations-fixtures/${fixture}`);
  const { impliedBase = NO_BASE, files = {} } = given;
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder.path, name), text);
  const place = ['--working-directory', folder.path, '--migrations', 'drizzle', '--postgres', 'embedded'];
  const invocation = parseArguments(['check', ...place, ...args.split(' ').filter((each) => each !== '')]);
  if (invocation.command !== 'check') throw new Error('the arguments ask for no check');
  const connections = { postgres: null, database: null };
  const { verdict } = await check(invocation.options, { connections, impliedBase, distrust: null });
  const [project] = verdict.projects;
  if (project === undefined) throw new Error('no project was judged');
  return project;
}

const codesOf = ({ findings }: ProjectVerdict) => findings.map(({ code }) => code);
const statusOf = ({ checks }: ProjectVerdict, id: string) => checks.find((each) => each.id === id);

(hasGit() ? describe : describe.skip)('check with a base branch', () => {
  test('tells new migrations, and what a deploy would run of them', async () => {
    const project = await judgeFixture('history/skipped-on-deploy/good', '--base main --idempotency off');
    expect(project).toMatchObject({
      base: 'main',
      newEntries: ['0003_order_note'],
      pending: [{ tag: '0003_order_note', statements: 1 }],
      skippedOnDeploy: [],
      fork: null,
      changes: [{ table: 'public.orders', change: 'changed', references: [] }],
    });
    expect(project.changes?.[0]?.columns.filter(({ change }) => change !== null)).toEqual([
      { name: 'note', type: 'text', key: null, change: 'added' },
    ]);
    expect(codesOf(project)).toEqual([]);
  });

  test('names what a deploy would skip', async () => {
    const project = await judgeFixture('history/skipped-on-deploy/bad', '--base main --idempotency off');
    expect(codesOf(project)).toEqual(['history/skipped-on-deploy']);
    expect(project.pending).toEqual([]);
    expect(project.skippedOnDeploy).toEqual(['0003_order_note']);
    expect(statusOf(project, 'history')?.status).toBe('failed');
  });

  test('lets a migration be allowed what its journal entry raises', async () => {
    const entry = { code: 'history/skipped-on-deploy', migration: '0003_order_note', reason: 'applied by hand' };
    const files = { 'gatekeeper.json': JSON.stringify({ allow: [entry] }) };
    const project = await judgeFixture('history/skipped-on-deploy/bad', '--base main --idempotency off', { files });
    expect(codesOf(project)).toEqual([]);
    expect(project.allowed).toEqual([expect.objectContaining({ code: entry.code, reason: entry.reason })]);
  });

  test.each([
    ['', ['idempotency/add-column']],
    ['--scope all', expect.arrayContaining(['idempotency/create-table'])],
  ])('judges idempotency of new migrations with "%s"', async (args, expected) => {
    const project = await judgeFixture('history/skipped-on-deploy/good', `--base main ${args}`);
    expect(codesOf(project)).toEqual(expected);
  });

  test.each([
    ['replay/upgrade-failed/bad', ['replay/upgrade-failed'], 'failed'],
    ['replay/upgrade-failed/good', [], 'passed'],
    ['replay/fails-on-existing-rows/bad', ['replay/fails-on-existing-rows'], 'failed'],
    // On a database of its own, because the history does not begin with that of the base branch.
    ['history/edited-after-merge/bad', ['drift/snapshot-differs', 'history/edited-after-merge'], 'passed'],
    ['history/inserted-before-merged/bad', ['history/inserted-before-merged'], 'passed'],
    ['history/restamped/bad', ['history/restamped', 'replay/upgrade-failed'], 'failed'],
  ])('deploys %s: %j', async (fixture, codes, status) => {
    const project = await judgeFixture(fixture, '--base main --idempotency off');
    expect(codesOf(project).sort()).toEqual(codes);
    expect(statusOf(project, 'upgrade')).toEqual({ id: 'upgrade', status, reason: null });
    expect(statusOf(project, 'replay')?.status).toBe('passed');
  });

  test('says why there is none, and goes on', async () => {
    const impliedBase = { kind: 'implied', commit: 'a'.repeat(40), ref: 'origin/main', pullRequestHead: null } as const;
    const project = await judgeFixture('history/skipped-on-deploy/bad', '--idempotency off', { impliedBase });
    expect(project).toMatchObject({ base: null, newEntries: null, pending: [], changes: null });
    expect(statusOf(project, 'upgrade')).toEqual({
      id: 'upgrade',
      status: 'skipped',
      reason: expect.stringMatching(/^the clone is too shallow to have origin\/main.* fetch-depth: 0\.\)$/),
    });
  });

  test.each([
    ['--base release', 'git knows no branch or commit "release"'],
    ['--scope new', 'which migrations are new is not known'],
  ])('cannot judge with %s', async (args, message) => {
    await expect(judgeFixture('history/skipped-on-deploy/good', args)).rejects.toThrow(message);
  });
});

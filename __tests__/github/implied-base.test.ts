import { describe, expect, test } from '@jest/globals';
import { impliedBaseOf, readImpliedBase } from '../../src/github/implied-base.js';
import { writeFiles } from '../project/write-files.js';

const BEFORE = '6113728f27ae82c7b1a177c8d03f9e96e0adf246';
const HEAD = 'ec26c3e57ca3a959ca5aad62de7213c562f8c821';
const ZEROS = '0'.repeat(40);
const repository = { default_branch: 'main', full_name: 'shop/orders' };

/** As GitHub sends them, without the fields that nobody reads here. */
const pullRequest = {
  action: 'synchronize',
  number: 7,
  pull_request: { base: { ref: 'main', sha: BEFORE }, head: { ref: 'add-invoices', sha: HEAD }, merged: false },
  repository,
};
const mergeGroup = {
  action: 'checks_requested',
  merge_group: { head_sha: HEAD, head_ref: 'refs/heads/gh-readonly-queue/main/pr-7', base_sha: BEFORE },
  repository,
};
const push = { ref: 'refs/heads/main', before: BEFORE, after: HEAD, forced: false, created: false, repository };

describe('the base that an event implies', () => {
  const onTop = { kind: 'implied', commit: BEFORE, ref: BEFORE.slice(0, 7), pullRequestHead: null };
  test.each([
    ['pull_request', pullRequest, { kind: 'implied', commit: BEFORE, ref: 'origin/main', pullRequestHead: HEAD }],
    ['pull_request_target', pullRequest, { kind: 'implied', commit: BEFORE, ref: 'origin/main' }],
    ['merge_group', mergeGroup, onTop],
    ['push', push, onTop],
  ])('%s', (event, payload, expected) => {
    expect(impliedBaseOf(event, payload)).toMatchObject(expected);
  });

  test.each([
    ['push', { ...push, ref: 'refs/heads/add-invoices' }, /^a push does not tell where the branch will be merged/],
    ['push', { ...push, ref: 'refs/tags/v1' }, /^a push does not tell/],
    ['push', { ...push, before: ZEROS }, /^no base branch was named/],
    ['push', { ...push, forced: true }, /^no base branch was named/],
    ['pull_request', {}, /^no base branch was named/],
    ['pull_request', null, /^no base branch was named/],
    ['pull_request', { pull_request: { base: { sha: '--upload-pack=x' }, head: { sha: HEAD } } }, /^no base/],
    ['merge_group', { merge_group: { base_sha: 7 } }, /^no base branch was named/],
    ['workflow_dispatch', { inputs: {} }, /^an event "workflow_dispatch" implies no base branch/],
  ])('%s %j implies none', (event, payload, reason) => {
    expect(impliedBaseOf(event, payload)).toEqual({ kind: 'none', reason: expect.stringMatching(reason) });
  });
});

const environmentIn = (path: string) => ({
  GITHUB_ACTIONS: 'true',
  GITHUB_EVENT_NAME: 'merge_group',
  GITHUB_EVENT_PATH: `${path}/event.json`,
});

describe('the event of a run', () => {
  test('is read from its file', async () => {
    using folder = writeFiles({ 'event.json': JSON.stringify(mergeGroup) });
    expect(await readImpliedBase(environmentIn(folder.path))).toMatchObject({ kind: 'implied', commit: BEFORE });
  });

  test.each([
    ['is no JSON', { 'event.json': '{' }],
    ['is missing', {}],
  ])('implies nothing where it %s', async (_, files) => {
    using folder = writeFiles(files);
    expect(await readImpliedBase(environmentIn(folder.path))).toMatchObject({ kind: 'none' });
  });

  test('does not count outside of GitHub Actions', async () => {
    using folder = writeFiles({ 'event.json': JSON.stringify(mergeGroup) });
    expect(await readImpliedBase({ ...environmentIn(folder.path), GITHUB_ACTIONS: undefined })).toMatchObject({
      kind: 'none',
    });
  });
});

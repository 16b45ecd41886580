import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readDistrust } from '../../src/github/distrust.js';
import { writeFiles } from '../project/write-files.js';

const OWN = { full_name: 'acme/shop' };
const FORK = { full_name: 'mallory/shop' };

function pullFrom(repo: object | null): object {
  return { repository: OWN, pull_request: { head: { repo } } };
}

function runFrom(head_repository: object | null): object {
  return { repository: OWN, workflow_run: { head_repository } };
}

test.each<[string, string, unknown, boolean]>([
  ['a branch of the repository', 'pull_request_target', pullFrom(OWN), true],
  ['a fork', 'pull_request_target', pullFrom(FORK), false],
  ['a fork that was deleted', 'pull_request_target', pullFrom(null), false],
  ['an event without a repository', 'pull_request_target', { pull_request: { head: { repo: {} } } }, false],
  ['an event that is no object', 'pull_request_target', null, false],
  ['a run on a branch of the repository', 'workflow_run', runFrom(OWN), true],
  ['a run of a fork', 'workflow_run', runFrom(FORK), false],
  ['a run of a fork that was deleted', 'workflow_run', runFrom(null), false],
  ['a fork without secrets', 'pull_request', pullFrom(FORK), true],
  ['a push', 'push', {}, true],
])('%s under %s', async (_, event, payload, isTrusted) => {
  using folder = writeFiles({ 'event.json': JSON.stringify(payload) });
  const environment = {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: event,
    GITHUB_EVENT_PATH: join(folder.path, 'event.json'),
  };
  expect(await readDistrust(environment)).toBe(isTrusted ? null : `code of a fork is not run under "${event}"`);
});

test('an event that cannot be read is trusted nowhere', async () => {
  const environment = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'workflow_run', GITHUB_EVENT_PATH: '/no/such/file' };
  expect(await readDistrust(environment)).toContain('is not run');
  expect(await readDistrust({ ...environment, GITHUB_ACTIONS: undefined })).toBeNull();
});

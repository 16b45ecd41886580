import { readFile } from 'node:fs/promises';

export interface PullRequest {
  readonly owner: string;
  readonly repo: string;
  readonly number: number;
  readonly headSha: string;
}

/** The pull request that the run is about; null: the event has none. */
export async function readPullRequest(environment: NodeJS.ProcessEnv): Promise<PullRequest | null> {
  const { GITHUB_EVENT_NAME: name = '', GITHUB_EVENT_PATH: path, GITHUB_REPOSITORY: repository = '' } = environment;
  if (!name.startsWith('pull_request') || !path) return null;
  const event = JSON.parse(await readFile(path, 'utf8')) as {
    readonly pull_request?: { readonly number?: unknown; readonly head?: { readonly sha?: unknown } };
  };
  const [owner, repo] = repository.split('/');
  const number = event.pull_request?.number;
  const headSha = event.pull_request?.head?.sha;
  if (!owner || !repo || typeof number !== 'number' || typeof headSha !== 'string') return null;
  return { owner, repo, number, headSha };
}

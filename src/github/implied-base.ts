/** The base that GitHub's event implies. */
import { readFile } from 'node:fs/promises';
import type { BaseRequest, Connect } from '../model/base.js';

const NONE: BaseRequest = { kind: 'none', reason: 'no base branch was named with --base' };

/** Reads the event of a run in GitHub Actions; elsewhere no base is implied. `connect` goes with it. Never throws. */
export async function readImpliedBase(
  environment: NodeJS.ProcessEnv,
  connect: Connect | null = null,
): Promise<BaseRequest> {
  const { GITHUB_ACTIONS, GITHUB_EVENT_NAME, GITHUB_EVENT_PATH } = environment;
  if (GITHUB_ACTIONS !== 'true' || GITHUB_EVENT_PATH === undefined) return NONE;
  try {
    const request = impliedBaseOf(GITHUB_EVENT_NAME ?? '', JSON.parse(await readFile(GITHUB_EVENT_PATH, 'utf8')));
    return request.kind === 'implied' ? { ...request, connect } : request;
  } catch {
    return { kind: 'none', reason: 'the event of this run cannot be read; name the base branch with --base' };
  }
}

/** Fields of https://docs.github.com/webhooks/webhook-events-and-payloads that name commits. */
interface Payload {
  readonly pull_request?: {
    readonly base?: { readonly sha?: unknown; readonly ref?: unknown };
    readonly head?: { readonly sha?: unknown };
  };
  readonly merge_group?: { readonly base_sha?: unknown };
  readonly repository?: { readonly default_branch?: unknown };
  readonly before?: unknown;
  readonly ref?: unknown;
  readonly forced?: unknown;
}

/** What a payload says of the commit that the change goes on top of. */
export function impliedBaseOf(event: string, payload: unknown): BaseRequest {
  const fields = (payload ?? {}) as Payload;
  if (event === 'pull_request' || event === 'pull_request_target') return baseOfPullRequest(fields);
  if (event === 'merge_group') return onTopOf(fields.merge_group?.base_sha);
  if (event === 'push') return baseOfPush(fields);
  return { kind: 'none', reason: `an event "${event}" implies no base branch; name one with --base` };
}

function baseOfPullRequest({ pull_request }: Payload): BaseRequest {
  const { sha, ref } = pull_request?.base ?? {};
  const head = pull_request?.head?.sha;
  if (!isCommit(sha) || !isCommit(head)) return NONE;
  return {
    kind: 'implied',
    commit: sha,
    ref: typeof ref === 'string' ? `origin/${ref}` : sha.slice(0, 7),
    pullRequestHead: head,
  };
}

/** On other branches `before` is the author's own previous push, whose migrations are not merged anywhere. */
function baseOfPush({ before, ref, repository, forced }: Payload): BaseRequest {
  if (ref !== `refs/heads/${String(repository?.default_branch)}`) {
    return { kind: 'none', reason: 'a push does not tell where the branch will be merged; name that with --base' };
  }
  return forced === true ? NONE : onTopOf(before);
}

function onTopOf(commit: unknown): BaseRequest {
  if (!isCommit(commit)) return NONE;
  return { kind: 'implied', commit, ref: commit.slice(0, 7), pullRequestHead: null };
}

/** SHA-1 or SHA-256; zeros stand for a branch that was not there. */
function isCommit(value: unknown): value is string {
  return typeof value === 'string' && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value) && !/^0+$/.test(value);
}

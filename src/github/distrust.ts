/** Whether a run may run what the pull request brought along. */
import { readFile } from 'node:fs/promises';

/** Events whose runs have the secrets and the write token of the base repository, whoever wrote the change. */
const PRIVILEGED: ReadonlySet<string> = new Set(['pull_request_target', 'workflow_run']);

/**
 * Why code of the project is not run, for an error or a report; null: it is. Under `pull_request` a change from a fork
 * has no secrets, so that its code may run (https://docs.github.com/actions/reference/security/secure-use).
 */
export async function readDistrust(environment: NodeJS.ProcessEnv): Promise<string | null> {
  const { GITHUB_ACTIONS, GITHUB_EVENT_NAME: event = '', GITHUB_EVENT_PATH: path } = environment;
  if (GITHUB_ACTIONS !== 'true' || !PRIVILEGED.has(event)) return null;
  const payload: unknown = path === undefined ? null : await readJson(path);
  return isOwn(event, payload) ? null : `code of a fork is not run under "${event}"`;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch {
    return null;
  }
}

interface Repository {
  readonly full_name?: unknown;
}

interface Payload {
  readonly repository?: Repository;
  /** `head.repo` is null where the fork was deleted. */
  readonly pull_request?: { readonly head?: { readonly repo?: Repository | null } };
  readonly workflow_run?: { readonly head_repository?: Repository | null };
}

/** Only what is known to be of the same repository is trusted. */
function isOwn(event: string, payload: unknown): boolean {
  const { repository, pull_request, workflow_run } = (payload ?? {}) as Payload;
  const head = event === 'workflow_run' ? workflow_run?.head_repository : pull_request?.head?.repo;
  return typeof head?.full_name === 'string' && head.full_name === repository?.full_name;
}

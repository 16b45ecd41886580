/** The run that a privileged workflow reports on (event workflow_run). */
import { readFile } from 'node:fs/promises';
import type { GitHub } from './api.js';
import type { PullRequest } from './pull-request.js';

export interface WorkflowRun {
  /** Of the repository that the workflow belongs to. */
  readonly owner: string;
  readonly repo: string;
  /** As `pulls/list` filters by it: `octocat:add-invoices`. */
  readonly head: string;
  readonly headSha: string;
}

interface Payload {
  readonly repository?: { readonly name?: unknown; readonly owner?: { readonly login?: unknown } };
  readonly workflow_run?: {
    readonly event?: unknown;
    readonly head_branch?: unknown;
    readonly head_sha?: unknown;
    readonly head_repository?: { readonly owner?: { readonly login?: unknown } } | null;
  };
}

/** null: the event is another one, or the run was not about a pull request. Throws where the event cannot be read. */
export async function readWorkflowRun(environment: NodeJS.ProcessEnv): Promise<WorkflowRun | null> {
  const { GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: path } = environment;
  if (name !== 'workflow_run' || path === undefined) return null;
  const { repository, workflow_run: run } = JSON.parse(await readFile(path, 'utf8')) as Payload;
  const [owner, repo] = [repository?.owner?.login, repository?.name];
  const [login, branch, headSha] = [run?.head_repository?.owner?.login, run?.head_branch, run?.head_sha];
  if (run?.event !== 'pull_request' || !isText(owner) || !isText(repo)) return null;
  return isText(login) && isText(branch) && isText(headSha)
    ? { owner, repo, head: `${login}:${branch}`, headSha }
    : null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/**
 * The open pull request with that head, asked of GitHub: the event names none where the head is a fork's, and what the
 * run itself says of it is not to be trusted. null: there is none any more, there are several, or it has a newer head.
 */
export async function findPullRequest(
  github: GitHub,
  { owner, repo, head, headSha }: WorkflowRun,
): Promise<PullRequest | null> {
  const { data } = await github.rest.pulls.list({ owner, repo, state: 'open', head, per_page: 100 });
  const [pull, ...others] = data.filter((each) => each.head.sha === headSha);
  return pull === undefined || others.length > 0 ? null : { owner, repo, number: pull.number, headSha };
}

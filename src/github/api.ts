/** GitHub's API, asked with patience that ends. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { getOctokit } from '@actions/github';

export type GitHub = ReturnType<typeof getOctokit>;

const MOST_TRIES = 3;
const REQUEST_MS = 10_000;
/** A server that asks for more is not waited for: the report is in the job summary anyway. */
const MOST_WAIT_MS = 20_000;
const FIRST_WAIT_MS = 500;

/**
 * A client of the server that GITHUB_API_URL names. A request is tried three times, and each try takes ten seconds at most;
 * `limit` ends them all. GitHub's own client, a third of the bundle, is loaded here: most runs on a command line never need it.
 */
export async function connectGitHub(token: string, limit: AbortSignal | null = null): Promise<GitHub> {
  const { getOctokit } = await import('@actions/github');
  const github = getOctokit(token);
  github.hook.wrap('request', async (request, options) => {
    for (let attempt = 1; ; attempt++) {
      try {
        // The hook that authenticates reads these options and not what it is called with (before-after-hook binds them).
        const signals = [AbortSignal.timeout(REQUEST_MS), ...(limit === null ? [] : [limit])];
        options.request = { ...options.request, signal: AbortSignal.any(signals) };
        return await request(options);
      } catch (error) {
        const wait = waitAfter(error, attempt);
        if (wait === null || limit?.aborted === true) throw error;
        await sleep(wait, undefined, limit === null ? {} : { signal: limit });
      }
    }
  });
  return github;
}

/** The account that the token writes as; a GITHUB_TOKEN may not ask for `/user`, but may ask GraphQL who looks. */
export async function readAuthor(github: GitHub): Promise<string> {
  const { viewer } = await github.graphql<{ viewer: { login: string } }>('query { viewer { login } }');
  return viewer.login;
}

/** HTTP status of a failed request; null: it got no answer. */
export function statusOf(error: unknown): number | null {
  const { status } = error as { readonly status?: unknown };
  // Octokit says 500 of what never reached a server.
  return typeof status === 'number' && responseOf(error) !== null ? status : null;
}

/** Milliseconds until the next try, or null: there is none. */
function waitAfter(error: unknown, attempt: number): number | null {
  if (attempt >= MOST_TRIES) return null;
  const status = statusOf(error);
  const asked = Number(responseOf(error)?.headers?.['retry-after'] ?? Number.NaN) * 1000;
  if (!Number.isNaN(asked)) return asked <= MOST_WAIT_MS ? asked : null;
  const passes = status === null || status === 429 || status >= 500;
  return passes ? FIRST_WAIT_MS * 2 ** (attempt - 1) : null;
}

interface Response {
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

function responseOf(error: unknown): Response | null {
  return (error as { readonly response?: Response }).response ?? null;
}

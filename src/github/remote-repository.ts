/** The repository of the run, read through GitHub's REST API: for a checkout that git cannot get the base branch into. */
import type { Connect, ListedFile, RemoteRepository } from '../model/base.js';
import { CannotJudge } from '../model/cannot-judge.js';
import { connectGitHub, statusOf, type GitHub } from './api.js';

/** For all questions together: reading the base is one step of a check, which has a minute by default. */
const TOTAL_MS = 20_000;

const REMEDY = 'Give actions/checkout fetch-depth: 0, or the token the permission "contents: read".';

/** null: this is no run on GitHub, or it has no token. */
export function remoteOf(environment: NodeJS.ProcessEnv, token: string | null, limitMs = TOTAL_MS): Connect | null {
  const { GITHUB_ACTIONS, GITHUB_REPOSITORY = '', GITHUB_SHA: head, GITHUB_WORKSPACE: workspace } = environment;
  const [owner, repo] = GITHUB_REPOSITORY.split('/');
  if (GITHUB_ACTIONS !== 'true' || token === null || !owner || !repo || !head || !workspace) return null;
  return async () => {
    const github = await connectGitHub(token, AbortSignal.timeout(limitMs));
    return { head, workspace, ...questionsTo(github, { owner, repo }) };
  };
}

interface Name {
  readonly owner: string;
  readonly repo: string;
}

type Questions = Omit<RemoteRepository, 'head' | 'workspace'>;

function questionsTo(github: GitHub, name: Name): Questions {
  const { git, repos } = github.rest;
  return {
    async parentsOf(commit) {
      const { parents } = await answerOf(commit, git.getCommit({ ...name, commit_sha: commit }));
      return parents.map(({ sha }) => sha);
    },
    async findMergeBase(one, other) {
      // The list of commits, which is not asked for, comes in pages of this size.
      const basehead = `${one}...${other}`;
      const question = repos.compareCommitsWithBasehead({ ...name, basehead, per_page: 1 });
      return (await answerOf(basehead, question)).merge_base_commit.sha;
    },
    listFiles: (commit, folder) => listFiles(github, name, commit, folder),
    async readBlob(id) {
      const { content } = await answerOf(id, git.getBlob({ ...name, file_sha: id }));
      // "The content in the response will always be Base64 encoded" (https://docs.github.com/rest/git/blobs).
      return Buffer.from(content, 'base64');
    },
  };
}

/**
 * By trees and blobs, not by contents: that endpoint "has an upper limit of 1,000 files for a directory" and follows links
 * (https://docs.github.com/rest/repos/contents), trees have 100,000 entries and blobs 100 MB. One folder after the other
 * down to the migrations, and from there recursively, so that the limit is not that of the whole repository.
 */
async function listFiles(
  github: GitHub,
  name: Name,
  commit: string,
  folder: string,
): Promise<ReadonlyMap<string, ListedFile>> {
  let place = commit;
  for (const segment of folder.split('/').filter((each) => each !== '')) {
    const { tree } = await answerOf(place, github.rest.git.getTree({ ...name, tree_sha: place }));
    const found = tree.find(({ path, type }) => path === segment && type === 'tree');
    if (found === undefined) return new Map();
    place = found.sha;
  }
  const question = github.rest.git.getTree({ ...name, tree_sha: place, recursive: 'true' });
  const { tree, truncated } = await answerOf(place, question);
  if (truncated) throw new CannotJudge(`GitHub lists "${folder}" only in part`, { hint: REMEDY });
  return new Map(
    tree.flatMap(({ path, mode, type, sha }): [string, ListedFile][] =>
      type === 'tree' ? [] : [[path, { mode, blob: sha }]],
    ),
  );
}

async function answerOf<T>(subject: string, question: Promise<{ readonly data: T }>): Promise<T> {
  try {
    return (await question).data;
  } catch (cause) {
    const status = statusOf(cause);
    const outcome = status === null ? 'gives no answer on' : `answers ${status} on`;
    throw new CannotJudge(`GitHub ${outcome} ${subject}`, { hint: REMEDY, cause });
  }
}

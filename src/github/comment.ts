/** One comment a project on the pull request, found by its hidden marker and its author, edited in place. */
import type { Verdict } from '../model/verdict.js';
import type { Links } from '../report/markdown/links.js';
import type { Sources } from '../report/sources.js';
import { readAuthor, type GitHub } from './api.js';
import { isWorthComment, markerOf, renderComment } from './comment-body.js';
import type { PullRequest } from './pull-request.js';

export interface CommentContext {
  readonly verdict: Verdict;
  readonly sources: Sources;
  readonly links: Links;
  /** Tells this run's projects from others': workflow and path. */
  readonly prefix: string;
}

interface Comment {
  readonly id: number;
  readonly body: string;
}

/** Throws what GitHub's API throws. */
export async function publishComments(github: GitHub, pull: PullRequest, context: CommentContext): Promise<void> {
  const author = await readAuthor(github);
  const comments = await listComments(github, pull, author);
  for (const project of context.verdict.projects) {
    const key = `${context.prefix}/${project.config ?? project.migrations}`;
    const [present, ...twins] = comments.filter(({ body }) => body.startsWith(markerOf(key)));
    const render = (previous: string | null): string => {
      return renderComment(context.verdict, project, key, previous, context);
    };
    if (present !== undefined) {
      await updateComment(github, pull, present.id, render(present.body));
      await removeComments(github, pull, twins);
    } else if (isWorthComment(project)) await createComment(github, pull, author, markerOf(key), render(null));
  }
}

/** Comments of that author, all pages, the oldest first. */
async function listComments(github: GitHub, { owner, repo, number }: PullRequest, author: string): Promise<Comment[]> {
  const all = await github.paginate(github.rest.issues.listComments, {
    owner,
    repo,
    issue_number: number,
    per_page: 100,
  });
  return all
    .filter(({ user }) => user?.login === author)
    .map(({ id, body = '' }) => ({ id, body }))
    .sort((a, b) => a.id - b.id);
}

/** Two runs at once both find no comment. Both look again: the oldest stays, with the text of whoever comes last. */
async function createComment(
  github: GitHub,
  pull: PullRequest,
  author: string,
  marker: string,
  body: string,
): Promise<void> {
  const { owner, repo, number } = pull;
  const { data } = await github.rest.issues.createComment({ owner, repo, issue_number: number, body });
  const mine = (await listComments(github, pull, author)).filter((comment) => comment.body.startsWith(marker));
  const [oldest, ...twins] = mine;
  if (oldest === undefined || oldest.id === data.id) return removeComments(github, pull, twins);
  await updateComment(github, pull, oldest.id, body);
  await removeComments(github, pull, [{ id: data.id, body }]);
}

async function updateComment(github: GitHub, { owner, repo }: PullRequest, id: number, body: string): Promise<void> {
  await github.rest.issues.updateComment({ owner, repo, comment_id: id, body });
}

/** The other run may have been faster. */
async function removeComments(
  github: GitHub,
  { owner, repo }: PullRequest,
  comments: readonly Comment[],
): Promise<void> {
  for (const { id } of comments) {
    await github.rest.issues.deleteComment({ owner, repo, comment_id: id }).catch((error: unknown) => {
      if ((error as { status?: number }).status !== 404) throw error;
    });
  }
}

/** One review with the suggestions that were not made before. */
import { sayNumber } from '../report/count.js';
import { readAuthor, type GitHub } from './api.js';
import { readPatch, type PatchHunk } from './patch.js';
import type { PullRequest } from './pull-request.js';
import { suggestFixes, type Suggestion, type SuggestionContext } from './suggestion.js';

/** A longer review is not read; the rest is suggested when these are committed. */
const MOST_SUGGESTIONS = 20;

/**
 * A suggestion that was made once is never repeated: resolved, it was decided on; outdated, its lines have changed, so
 * that what is left of the finding gives another one. Throws what GitHub's API throws.
 */
export async function publishReview(
  github: GitHub,
  pull: PullRequest,
  context: Omit<SuggestionContext, 'patches'>,
): Promise<void> {
  if (!hasSafeFix(context)) return;
  const all = suggestFixes({ ...context, patches: await readPatches(github, pull) });
  if (all.length === 0) return;
  const made = await readSuggestionTexts(github, pull);
  const news = all.filter(({ marker }) => !made.some((text) => text.startsWith(marker))).slice(0, MOST_SUGGESTIONS);
  if (news.length > 0) await createReview(github, pull, news);
}

function hasSafeFix({ verdict }: Pick<SuggestionContext, 'verdict'>): boolean {
  return verdict.projects.some(({ findings }) => findings.some(({ fix }) => fix?.safety === 'safe'));
}

/** A file whose diff GitHub finds too large has no patch. */
async function readPatches(
  github: GitHub,
  { owner, repo, number }: PullRequest,
): Promise<ReadonlyMap<string, readonly PatchHunk[]>> {
  const files = await github.paginate(github.rest.pulls.listFiles, {
    owner,
    repo,
    pull_number: number,
    per_page: 100,
  });
  return new Map(files.map(({ filename, patch = '' }) => [filename, readPatch(patch)]));
}

/** Texts of our own review comments, all pages. */
async function readSuggestionTexts(github: GitHub, { owner, repo, number }: PullRequest): Promise<string[]> {
  const author = await readAuthor(github);
  const comments = await github.paginate(github.rest.pulls.listReviewComments, {
    owner,
    repo,
    pull_number: number,
    per_page: 100,
  });
  // A deleted account has no user.
  return comments.filter(({ user }) => (user as typeof user | null)?.login === author).map(({ body }) => body);
}

/** COMMENT neither approves nor blocks: a bot that requests changes cannot be asked to dismiss them. */
async function createReview(
  github: GitHub,
  { owner, repo, number, headSha }: PullRequest,
  suggestions: readonly Suggestion[],
): Promise<void> {
  await github.rest.pulls.createReview({
    owner,
    repo,
    pull_number: number,
    commit_id: headSha,
    event: 'COMMENT',
    body: `Drizzle Gatekeeper suggests ${sayNumber(suggestions.length, 'fix', 'fixes')} that may be committed unread.`,
    comments: suggestions.map(({ path, lines: [first, last], body }) => {
      // GitHub refuses a start_line that equals line (422).
      const start = first === last ? {} : { start_line: first, start_side: 'RIGHT' };
      return { path, body, line: last, side: 'RIGHT', ...start };
    }),
  });
}

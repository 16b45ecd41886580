/** A repository with a pull request as GitHub keeps it, and checkouts of it as actions/checkout leaves them. */
import { makeRepository, type Repository } from './repository.js';

/** A migrations folder with these entries, in the order of their times. */
export const shop = (...tags: readonly string[]): Record<string, string> => ({
  'drizzle/meta/_journal.json': JSON.stringify({
    version: '7',
    dialect: 'postgresql',
    entries: tags.map((tag, idx) => ({ idx, version: '7', when: 1_714_986_000_000 + idx, tag, breakpoints: true })),
  }),
  ...Object.fromEntries(tags.map((tag) => [`drizzle/${tag}.sql`, `-- ${tag}\n`])),
});

export interface Origin extends Disposable {
  readonly repository: Repository;
  /** Tip of main when the pull request was opened, tip of main now, head of the pull request, GitHub's merge. */
  readonly opened: string;
  readonly main: string;
  readonly head: string;
  readonly merge: string;
}

/** main went on by an entry after the pull request was opened; `commits`: how many both sides have gone since. */
export function originWith(commits = 1): Origin {
  const repository = makeRepository();
  // As GitHub does.
  repository.git('config', 'uploadpack.allowAnySHA1InWant', 'true');
  const opened = repository.commit(shop('0000_orders'));
  // Commits of one parent, content and second would be one commit.
  const advance = (branch: string): void => {
    for (let each = 1; each < commits; each++) repository.commit({ 'NOTES.md': `${branch} ${each}` });
  };
  repository.git('checkout', '--quiet', '-b', 'add-customers');
  advance('add-customers');
  const head = repository.commit(shop('0000_orders', '0001_customers'));
  repository.git('checkout', '--quiet', 'main');
  advance('main');
  const main = repository.commit(shop('0000_orders', '0001_invoices'));
  repository.git('checkout', '--quiet', '--detach', 'main');
  repository.git('merge', '--quiet', '--strategy=ours', '--no-edit', 'add-customers');
  const merge = repository.git('rev-parse', 'HEAD');
  repository.git('update-ref', 'refs/pull/7/merge', merge);
  return { repository, opened, main, head, merge, [Symbol.dispose]: () => repository[Symbol.dispose]() };
}

/** As actions/checkout does it by default. */
export function checkout(origin: Origin, commit: string): Repository {
  const repository = makeRepository();
  repository.git('remote', 'add', 'origin', `file://${origin.repository.path}`);
  repository.git('fetch', '--quiet', '--no-tags', '--depth=1', 'origin', commit);
  repository.git('checkout', '--quiet', '--detach', commit);
  return repository;
}

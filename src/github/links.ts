/** Addresses on the GitHub server that the run belongs to. */
import type { Links } from '../report/markdown/links.js';

/** `root`: POSIX path from the repository's root to the working directory of the run, or empty. */
export function linksOf(environment: NodeJS.ProcessEnv, root: string): Links {
  const {
    GITHUB_SERVER_URL: server = 'https://github.com',
    GITHUB_REPOSITORY: repository,
    GITHUB_SHA: commit,
    GITHUB_ACTION_REPOSITORY: action,
    GITHUB_ACTION_REF: version = 'main',
  } = environment;
  return {
    file: ({ file, line, endLine }) => {
      if (!repository || !commit) return null;
      const lines = endLine > line ? `L${line}-L${endLine}` : `L${line}`;
      return `${server}/${repository}/blob/${commit}/${encodePath(root === '' ? file : `${root}/${file}`)}#${lines}`;
    },
    // Absent where the action is used from the repository itself (`uses: ./`).
    page: (code) => (action ? `${server}/${action}/blob/${version}/docs/findings/${code}.md` : null),
  };
}

function encodePath(path: string): string {
  // Half a character has no percent-encoding.
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}

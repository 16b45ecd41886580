/** A GitHub of its own for each test of a file. */
import { afterEach, beforeEach, expect } from '@jest/globals';
import { GitHubServer } from './github-server.js';

export interface ServedGitHub {
  server: GitHubServer;
  /** Where the Action is told to find the API. */
  url: string;
}

/** To be called at the top of a file. After each test, nothing may have been asked that GitHub's description does not know. */
export function serveEachTest(): ServedGitHub {
  const github = {} as ServedGitHub;
  beforeEach(async () => {
    github.server = new GitHubServer();
    github.url = await github.server.listen();
  });
  afterEach(async () => {
    await github.server[Symbol.asyncDispose]();
    expect(github.server.violations).toEqual([]);
  });
  return github;
}

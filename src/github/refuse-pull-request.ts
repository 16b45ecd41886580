/** What writes to a real database does not do so for a change that nobody has merged. */
import { CannotJudge } from '../model/cannot-judge.js';

/** Throws CannotJudge in a run for a pull request, or for one that waits in a merge queue. */
export function refusePullRequest(command: string, environment: NodeJS.ProcessEnv): void {
  const { GITHUB_ACTIONS, GITHUB_EVENT_NAME: event = '' } = environment;
  if (GITHUB_ACTIONS !== 'true' || !(event.startsWith('pull_request') || event === 'merge_group')) return;
  throw new CannotJudge(
    `"${command}" concerns a real database, and this run is for a change that is not merged ("${event}")`,
    {
      hint: `Run "${command}" on push to the default branch, or on workflow_dispatch.`,
    },
  );
}

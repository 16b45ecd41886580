/** Facts of a run that looks at a deployed database, and asks neither for schema definitions nor for a base branch. */
import type { Facts } from '../model/facts.js';
import { skipped } from '../model/gathered.js';
import type { GatherRequest } from './gather.js';

/** `reason`: why the rest is not gathered. */
export function partialFacts(
  { project, siblings, history, now = Date.now() }: Pick<GatherRequest, 'project' | 'siblings' | 'history' | 'now'>,
  reason: string,
  known: Partial<Facts> & Pick<Facts, 'parsed' | 'allows' | 'deployed'>,
): Facts {
  const none = skipped(reason);
  return {
    now,
    project,
    siblings,
    history,
    base: none,
    newTags: null,
    judgedTags: null,
    server: none,
    replays: { stepByStep: none, freshInstall: none, upgrade: none, secondRuns: none, maskedGuards: none },
    schema: { declared: none, recorded: none, merged: none },
    catalogs: { declared: none, recorded: none, replayed: none, before: none, buildFailures: [] },
    drift: { declaredReplayed: null, declaredRecorded: null, recordedReplayed: null },
    inherited: [],
    release: none,
    ...known,
  };
}

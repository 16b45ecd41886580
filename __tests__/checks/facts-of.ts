/** Facts from files alone: what a check can know where nothing was replayed, loaded or compared. */
import type { Facts } from '../../src/model/facts.js';
import { skipped } from '../../src/model/gathered.js';
import type { History } from '../../src/model/history.js';
import { parseHistory } from '../../src/sql/parse.js';

const NONE = skipped('only files are judged in this test');

/** Fixtures are dated May 2024; this is a week later. */
export const NOW = Date.UTC(2024, 4, 15);

/** Facts of a history whose base is not known, unless the test says more. */
export async function factsOf(history: History, known: Partial<Facts> = {}): Promise<Facts> {
  const tracker = { schema: 'drizzle', table: '__drizzle_migrations' };
  return {
    now: NOW,
    project: {
      root: '/',
      config: null,
      migrations: history.folder,
      tracker,
      kitVersion: null,
      ormVersion: null,
      dependencies: [],
    },
    siblings: [],
    history,
    base: NONE,
    newTags: null,
    judgedTags: null,
    parsed: await parseHistory(history),
    server: NONE,
    replays: { stepByStep: NONE, freshInstall: NONE, upgrade: NONE, secondRuns: NONE, maskedGuards: NONE },
    schema: { declared: NONE, recorded: NONE, merged: NONE },
    catalogs: { declared: NONE, recorded: NONE, replayed: NONE, before: NONE, buildFailures: [] },
    drift: { declaredReplayed: null, declaredRecorded: null, recordedReplayed: null },
    inherited: [],
    deployed: NONE,
    release: NONE,
    allows: [],
    ...known,
  };
}

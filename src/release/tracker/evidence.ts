/** Replays a history on an ephemeral server, entry by entry, to tell of each whether a deployed database has its effects. */
import { isComparable } from '../../compare/compare-deployed.js';
import { effectsBetween, weighEffects, type EffectChange } from '../../compare/effects.js';
import { runBootstrap } from '../../gather/bootstrap.js';
import type { Construction } from '../../gather/deployed.js';
import type { Catalog } from '../../model/catalog.js';
import type { Effects } from '../../model/effects.js';
import { failed, gathered, type Gathered } from '../../model/gathered.js';
import type { EphemeralServer } from '../../model/server.js';
import { readCatalog } from '../../postgres/catalog/read-catalog.js';
import { replayStepByStep } from '../../postgres/replay/replay.js';

/**
 * One answer per migration. Failed where the replay does not reach the end: what is not in the database may have been
 * dropped by an entry that was not seen.
 */
export async function gatherEffects(
  server: EphemeralServer,
  { script, obstacle, bootstrap, onStep }: Construction,
  deployed: Catalog,
): Promise<Gathered<readonly Effects[]>> {
  if (obstacle !== null) return failed(obstacle);
  const read = { tracker: script.tracker };
  await using database = await server.createDatabase();
  const sql = await database.connect();
  await runBootstrap(sql, bootstrap, onStep);
  let before = await readCatalog(sql, read);
  const changes: (readonly EffectChange[])[] = [];
  const { failure } = await replayStepByStep(sql, {
    ...script,
    afterMigration: async () => {
      const after = await readCatalog(sql, read);
      changes.push(effectsBetween(before, after));
      before = after;
    },
  });
  if (failure !== null) return failed(`the replay stops at "${failure.tag}": ${failure.error.message}`);
  return gathered(weighEffects(changes, deployed, isComparable(before, deployed)));
}

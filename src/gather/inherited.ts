/** What the base branch's own snapshot and migrations differ in, which nobody who works on top of it has brought. */
import { compareCatalogs } from '../compare/compare-catalogs.js';
import type { Difference } from '../model/catalog.js';
import type { Facts } from '../model/facts.js';
import { valueOf } from '../model/gathered.js';
import { migrationsOf } from '../model/history.js';
import type { EphemeralServer } from '../model/server.js';
import { buildFrom } from './rolled-back.js';
import { isOnTopOf } from './upgrade.js';
import { elsewhere, type Workload } from './workload.js';

type Known = Pick<Facts, 'history' | 'base' | 'newTags' | 'catalogs' | 'drift'>;

/** Empty also where nothing differs that would have to be explained: a history in order pays nothing for this. */
export async function gatherInherited(
  server: EphemeralServer,
  workload: Workload,
  known: Known,
): Promise<readonly Difference[]> {
  const { recordedReplayed, declaredReplayed } = known.drift;
  const history = valueOf(known.base)?.atMergeBase ?? null;
  // Where merged SQL was edited, what was replayed is not what the base branch builds.
  if (history === null || !isOnTopOf(migrationsOf(history), known.history)) return [];
  const merged = known.newTags?.length === 0 ? known.catalogs.replayed : known.catalogs.before;
  const built = valueOf(merged);
  if (built === null || [recordedReplayed, declaredReplayed].every((list) => (list ?? []).length === 0)) return [];
  const { merged: schema } = await workload.schema;
  const { catalog } = await elsewhere(server, workload, (sql) =>
    buildFrom(sql, schema, { ...workload, rolesExist: true }, 'recorded'),
  );
  const recorded = valueOf(catalog);
  return recorded === null ? [] : compareCatalogs(recorded, built, 'drizzle');
}

/** What the base branch's own snapshot and migrations differ in, which nobody who works on top of it has brought. */
import { compareCatalogs } from '../compare/compare-catalogs.js';
import type { Difference } from '../model/catalog.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Facts } from '../model/facts.js';
import { valueOf } from '../model/gathered.js';
import { migrationsOf, type History } from '../model/history.js';
import type { Project } from '../model/project.js';
import type { EphemeralServer } from '../model/server.js';
import { gatherSchema, type GatherOptions } from '../project/schema/gather-schema.js';
import { recordedByNewest } from '../project/schema/snapshots.js';
import { buildFrom } from './rolled-back.js';
import { isOnTopOf } from './upgrade.js';
import { elsewhere, type Workload } from './workload.js';

type Known = Pick<Facts, 'project' | 'history' | 'base' | 'newTags' | 'catalogs' | 'drift'>;

/** Empty also where nothing differs that would have to be explained: a history in order pays nothing for this. */
export async function gatherInherited(
  server: EphemeralServer,
  workload: Workload,
  known: Known,
  options: GatherOptions,
): Promise<readonly Difference[]> {
  const { recordedReplayed, declaredReplayed } = known.drift;
  const history = valueOf(known.base)?.atMergeBase ?? null;
  // Where merged SQL was edited, what was replayed is not what the base branch builds.
  if (history === null || !isOnTopOf(migrationsOf(history), known.history)) return [];
  const merged = known.newTags?.length === 0 ? known.catalogs.replayed : known.catalogs.before;
  const built = valueOf(merged);
  if (built === null || [recordedReplayed, declaredReplayed].every((list) => (list ?? []).length === 0)) return [];
  workload.onStep("reading the base branch's latest snapshot");
  const schema = await readRecorded(known.project, history, options);
  if (schema === null) return [];
  const { catalog } = await elsewhere(server, workload, (sql) =>
    buildFrom(sql, schema, { ...workload, rolesExist: true }, 'recorded'),
  );
  const recorded = valueOf(catalog);
  return recorded === null ? [] : compareCatalogs(recorded, built, 'drizzle');
}

/**
 * What new snapshots take over: the last file, by the bundled drizzle-kit, as of a migrations folder alone. null: the base
 * branch has no snapshot that can be read.
 */
async function readRecorded(
  project: Project,
  history: History,
  options: GatherOptions,
): Promise<Facts['schema']['recorded'] | null> {
  try {
    return (await gatherSchema({ ...project, config: null }, recordedByNewest(history), options)).recorded;
  } catch (error) {
    // What is not explained stays as strict as what is new.
    if (error instanceof CannotJudge) return null;
    throw error;
  }
}

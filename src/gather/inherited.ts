/** What the base branch's own snapshot and migrations differ in, which nobody who works on top of it has brought. */
import { compareCatalogs } from '../compare/compare-catalogs.js';
import type { Catalog, CatalogObject, Difference, ObjectKind } from '../model/catalog.js';
import type { Facts } from '../model/facts.js';
import { valueOf, type Gathered } from '../model/gathered.js';
import { migrationsOf } from '../model/history.js';
import type { SchemaFacts } from '../model/project.js';
import type { EphemeralServer } from '../model/server.js';
import { buildFrom } from './rolled-back.js';
import { isOnTopOf } from './upgrade.js';
import { elsewhere, type Workload } from './workload.js';

type Known = Pick<Facts, 'history' | 'base' | 'newTags' | 'catalogs' | 'drift'>;

/** Of what differs in this run, what differs there as well; a history in order pays nothing for this. */
export async function gatherInherited(
  server: EphemeralServer,
  workload: Workload,
  known: Known,
): Promise<readonly Difference[]> {
  const { recordedReplayed, declaredReplayed } = known.drift;
  const history = valueOf(known.base)?.atMergeBase ?? null;
  // Where merged SQL was edited, what was replayed is not what the base branch builds.
  if (history === null || !isOnTopOf(migrationsOf(history), known.history)) return [];
  const built = valueOf(known.newTags?.length === 0 ? known.catalogs.replayed : known.catalogs.before);
  const differences = [...(recordedReplayed ?? []), ...(declaredReplayed ?? [])];
  if (built === null || differences.length === 0) return [];
  const recorded = valueOf(await recordedThere(server, workload, { own: known.catalogs.recorded, differences }));
  const objects = new Set(differences.map(({ object }) => object));
  if (recorded === null) return [];
  return compareCatalogs(recorded, built, 'drizzle').filter(({ object }) => objects.has(object));
}

/** What the base branch's snapshot records; of what differs, at least. */
async function recordedThere(
  server: EphemeralServer,
  workload: Workload,
  { own, differences }: { readonly own: Gathered<Catalog>; readonly differences: readonly Difference[] },
): Promise<Gathered<Catalog>> {
  const { recorded, merged } = await workload.schema;
  if (own.status === 'gathered' && recordsAlike(recorded, merged, differences)) return own;
  const build = (sql: Parameters<typeof buildFrom>[0]): ReturnType<typeof buildFrom> =>
    buildFrom(sql, merged, { ...workload, rolesExist: true }, 'recorded');
  return (await elsewhere(server, workload, build)).catalog;
}

/**
 * Whether both snapshots record alike what differs: no statement that only one of them leads to names its table. drizzle-kit
 * quotes every name.
 */
function recordsAlike(
  own: SchemaFacts['recorded'],
  merged: SchemaFacts['merged'],
  differences: readonly Difference[],
): boolean {
  if (own.status !== 'gathered' || merged.status !== 'gathered') return false;
  const [left, right] = [new Set(own.value.ddl), new Set(merged.value.ddl)];
  const changed = [...left].filter((text) => !right.has(text)).concat([...right].filter((text) => !left.has(text)));
  const text = changed.join('\n');
  return differences
    .flatMap(({ expected, actual }) => [expected, actual])
    .every((object) => object === null || (SELF_CONTAINED.has(object.kind) && !text.includes(ownerOf(object))));
}

/** Recorded by statements that name their table or themselves. What a view or a policy becomes depends on other tables. */
const SELF_CONTAINED: ReadonlySet<ObjectKind> = new Set<ObjectKind>([
  'table',
  'column',
  'primary key',
  'unique',
  'foreign key',
  'check',
  'index',
  'enum',
]);

/** As drizzle-kit writes it: whole, where PostgreSQL has cut it to 63 bytes or, between two characters, to a few less. */
function ownerOf({ parent, name }: CatalogObject): string {
  const owner = parent ?? name;
  return Buffer.byteLength(owner) < 60 ? `"${owner}"` : `"${owner}`;
}

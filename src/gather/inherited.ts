/** What the base branch's own snapshot and migrations differ in, which nobody who works on top of it has brought. */
import { compareCatalogs } from '../compare/compare-catalogs.js';
import type { Catalog, CatalogObject, Difference, ObjectKind } from '../model/catalog.js';
import type { Facts } from '../model/facts.js';
import { gathered, valueOf, type Gathered } from '../model/gathered.js';
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
  const schema = await workload.schema;
  const alike = own.status === 'gathered' ? alikeIn(own.value, schema, differences) : null;
  if (alike !== null) return gathered(alike);
  const { catalog } = await elsewhere(server, workload, (sql) =>
    buildFrom(sql, schema.merged, { ...workload, rolesExist: true }, 'recorded'),
  );
  return catalog;
}

/**
 * The own catalog without the indexes that are new in it, where both snapshots record alike what differs: no other statement
 * that only one of them leads to names its table. null: they do not, or it cannot be told. drizzle-kit quotes every name.
 */
function alikeIn(own: Catalog, { recorded, merged }: SchemaFacts, differences: readonly Difference[]): Catalog | null {
  if (recorded.status !== 'gathered' || merged.status !== 'gathered') return null;
  const [here, there] = [new Set(recorded.value.ddl), new Set(merged.value.ddl)];
  const added = [...here].filter((text) => !there.has(text));
  const removed = [...there].filter((text) => !here.has(text));
  const newIndexes = new Set(added.flatMap((text) => INDEX.exec(text)?.[1] ?? []));
  const isNew = ({ kind, name }: CatalogObject): boolean => kind === 'index' && newIndexes.has(name);
  const others = [...added.filter((text) => !INDEX.test(text)), ...removed].join('\n');
  const isAlike = (object: CatalogObject): boolean =>
    SELF_CONTAINED.has(object.kind) && !isNew(object) && !others.includes(ownerOf(object));
  const sides = differences.flatMap(({ expected, actual }) => [expected, actual]).filter((side) => side !== null);
  return sides.every(isAlike) ? { ...own, objects: own.objects.filter((object) => !isNew(object)) } : null;
}

/** Changes nothing but the index itself. A name that PostgreSQL may cut is left to the table's. */
const INDEX = /^CREATE (?:UNIQUE )?INDEX (?:CONCURRENTLY )?(?:IF NOT EXISTS )?"([\x20\x21\x23-\x7e]{1,59})" ON /;

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

/** Whose snapshot is whose, and how they hang together. */
import type { Entry, History, Snapshot } from '../../model/history.js';
import { snapshotName } from '../../model/snapshot-name.js';
import { remembered } from '../remembered.js';

/** `prevId` of a first snapshot (drizzle-kit's `originUUID`). */
export const ORIGIN = '00000000-0000-0000-0000-000000000000';

/** Snapshots of the entries in their order, those that can be read, each id once. */
export const chainOf = remembered((history: History): readonly Snapshot[] => {
  const owned = history.entries.flatMap((entry) => snapshotOf(history, entry) ?? []);
  const readable = owned.filter(({ defect }) => defect === null);
  return [...firstOfEach(readable, ({ id }) => id).values()];
});

/** The snapshot that drizzle-kit wrote with an entry; null: there is none. */
export function snapshotOf(history: History, entry: Entry): Snapshot | null {
  const name = nameOf(history, entry);
  return name === null ? null : (snapshotsByName(history).get(name) ?? null);
}

/** The entry that a snapshot was written with; null: there is none. */
export function ownerOf(history: History, { belongsTo }: Snapshot): Entry | null {
  return belongsTo === null ? null : (entriesByName(history).get(belongsTo) ?? null);
}

const snapshotsByName = remembered((history: History) => firstOfEach(history.snapshots, ({ belongsTo }) => belongsTo));
const entriesByName = remembered((history: History) => firstOfEach(history.entries, (entry) => nameOf(history, entry)));

function firstOfEach<T, K>(items: readonly T[], keyOf: (item: T) => K): ReadonlyMap<K, T> {
  const first = new Map<K, T>();
  for (const item of items) {
    const key = keyOf(item);
    if (!first.has(key)) first.set(key, item);
  }
  return first;
}

/** Of an entry without a tag, the index has to do. */
function nameOf({ layout }: History, { tag, index }: Entry): string | null {
  if (layout === 'journal' && tag === null && index !== null) return String(index).padStart(4, '0');
  return snapshotName(layout, tag);
}

/** Snapshots by the parent they name, as far as they are readable and their ids differ. */
export function childrenByParent(history: History): ReadonlyMap<string, readonly Snapshot[]> {
  const children = new Map<string, Snapshot[]>();
  for (const snapshot of chainOf(history)) {
    for (const parent of snapshot.parentIds) children.set(parent, [...(children.get(parent) ?? []), snapshot]);
  }
  return children;
}

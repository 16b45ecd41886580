/** Which snapshot counts: for the record the one of the newest entry, for drizzle-kit the last file. */
import { basename, dirname, resolve } from 'node:path';
import type { History, Snapshot } from '../../model/history.js';
import { numberOf, snapshotOfTag } from '../../model/snapshot-name.js';
import type { SnapshotFile } from './protocol.js';

export interface EntrySnapshot {
  readonly tag: string;
  readonly snapshot: Snapshot;
}

/** The snapshot of the newest entry that has one, defects included; null: no entry has one. */
export function latestSnapshot(history: History): EntrySnapshot | null {
  for (const { tag } of [...history.entries].reverse()) {
    const snapshot = snapshotOfTag(history, tag);
    if (tag !== null && snapshot !== null) return { tag, snapshot };
  }
  return null;
}

/** What `drizzle-kit generate` compares with: the last file by name, entry or not, but for names that start with `_`. */
export function newestSnapshot({ snapshots }: History): Snapshot | null {
  return snapshots.findLast(({ path, defect }) => defect === null && !basename(path).startsWith('_')) ?? null;
}

/** The history with the last file as the record of its newest entry, as drizzle-kit 0.x takes it, whoever that file belongs to. */
export function recordedByNewest(history: History): History {
  const [newest, last] = [newestSnapshot(history), history.entries.at(-1)];
  const owner = numberOf(last?.tag ?? null);
  if (history.layout === 'folders' || newest === null || owner === null) return history;
  return { ...history, snapshots: [{ ...newest, belongsTo: owner }] };
}

/** The snapshot as the child program reads it; paths become absolute. */
export function toSnapshotFile(
  { path, text, version, id }: Snapshot,
  { snapshots }: History,
  cwd: string,
): SnapshotFile {
  const family = version === '9' ? snapshots.filter(({ defect }) => defect === null) : [];
  const ancestors = family.map((snapshot) => [basename(dirname(snapshot.path)), resolve(cwd, snapshot.path)]);
  const identity = { path: resolve(cwd, path), version: version ?? '', id: id ?? '' };
  return { ...identity, text, ancestors: Object.fromEntries(ancestors) };
}

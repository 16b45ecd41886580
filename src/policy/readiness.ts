/** Whether a history of Drizzle 0.x can become one of 1.0, as far as its files tell. Pure. */
import { pickPending } from '../model/deploy.js';
import { migrationsOf, type Entry, type History, type Migration, type Snapshot } from '../model/history.js';
import { snapshotOfTag } from '../model/snapshot-name.js';

/** Something that stops `drizzle-kit up` of 1.0, or that it does silently. */
export interface Obstacle {
  /** Tag; null: the history as a whole. */
  readonly migration: string | null;
  /** One factual line. */
  readonly message: string;
  /** Imperative. */
  readonly hint: string;
}

export interface Readiness {
  /** What `drizzle-kit up` refuses or fails at; it converts all or nothing. */
  readonly stops: readonly Obstacle[];
  /**
   * What 1.0 would run where 0.x has passed over it: it goes by name, not by time. From the files alone; which databases
   * have rows for them, and which rows 1.0 does not know, only their trackers say (`tracker/upgrade-blocked`).
   */
  readonly newlyRun: readonly Obstacle[];
  /** Files that stay beside the new folders, where 1.0 does not see them. */
  readonly leftBehind: readonly string[];
}

/** Of a history that is in the folder layout already, nothing is left to say. */
export function readinessOf(history: History): Readiness {
  if (history.layout === 'folders') return { stops: [], newlyRun: [], leftBehind: [] };
  const defect = history.journal?.defect ?? null;
  if (defect !== null) {
    const hint = 'Mend it first: drizzle-gatekeeper check';
    return {
      stops: [{ migration: null, message: `the journal cannot be read: ${defect.message}`, hint }],
      newlyRun: [],
      leftBehind: [],
    };
  }
  const named = new Set(history.entries.map(({ tag }) => tag));
  const snapshots = new Set(history.entries.map(({ tag }) => snapshotOfTag(history, tag)));
  return {
    stops: history.entries.flatMap((entry) => stopsAt(history, entry)),
    newlyRun: passedOver(migrationsOf(history)),
    leftBehind: [
      ...history.files.filter(({ path }) => !named.has(tagOf(history, path))).map(({ path }) => path),
      ...history.snapshots.filter((snapshot) => !snapshots.has(snapshot)).map(({ path }) => path),
    ],
  };
}

function tagOf({ folder }: History, path: string): string {
  return path.slice(folder.length + 1).replace(/\.sql$/, '');
}

/** The first fault of each kind is enough: the others follow from it. */
function stopsAt(history: History, entry: Entry): readonly Obstacle[] {
  const { tag, position } = entry;
  const name = tag ?? `entry ${position + 1} of the journal`;
  const found = (message: string, hint: string): readonly Obstacle[] => [
    { migration: tag, message: `"${name}" ${message}`, hint },
  ];
  if (tag === null) return found('has no tag', 'Name its file in the journal.');
  if (entry.migration === null) return found('has no SQL file', 'Restore the file from Git.');
  if (history.entries.some((each) => each.tag === tag && each.position < position)) {
    return found('stands in the journal twice, and up would stop halfway', 'Delete the second entry.');
  }
  const snapshot = snapshotOfTag(history, tag);
  if (snapshot === null) return found('has no snapshot', SNAPSHOT_FIRST);
  const { defect } = snapshot;
  if (defect !== null) return found(`has a snapshot that cannot be read: ${defect.message}`, SNAPSHOT_FIRST);
  if (hasBareIndex(snapshot)) {
    return found(
      'has a snapshot of drizzle-kit 0.20 with an index, which 1.0 does not take',
      'Run "up" of drizzle-kit 0.31 first: npx drizzle-kit@0.31 up',
    );
  }
  const fault = faultOfChain(history, snapshot) ?? faultOfOrder(history, entry, snapshot);
  return fault === null ? [] : found(...fault);
}

const SNAPSHOT_FIRST = 'Restore it from Git; the latest one is written by: drizzle-gatekeeper snapshot';

type Fault = readonly [message: string, hint: string];

/** Every parent must be there, under an id that is nobody else's. */
function faultOfChain({ snapshots }: History, { id, parentIds }: Snapshot): Fault | null {
  if (snapshots.filter((each) => each.id === id).length > 1) {
    return [
      'has a snapshot with the id of another one',
      'Give it an id of its own, and put that into "prevId" of the next.',
    ];
  }
  const stray = parentIds.find((parent) => parent !== ORIGIN && !snapshots.some((each) => each.id === parent));
  return stray === undefined
    ? null
    : [`follows a snapshot that is not there: ${stray}`, 'Put the id of the snapshot before it into "prevId".'];
}

const ORIGIN = '00000000-0000-0000-0000-000000000000';

/** up names a folder after the second of `when`; it has to sort behind that of its parent. */
function faultOfOrder(history: History, entry: Entry, snapshot: Snapshot): Fault | null {
  const name = folderOf(entry);
  if (name === null) return ['has no usable "when", which names its folder', 'Set "when" in the journal.'];
  const parents = history.entries.filter((each) =>
    snapshot.parentIds.includes(snapshotOfTag(history, each.tag)?.id ?? ''),
  );
  const later = parents.find((parent) => (folderOf(parent) ?? '') >= name);
  return later === undefined
    ? null
    : [
        `would sort before "${later.tag}", which it follows: its "when" is not at least a second later`,
        `Set "when" to ${Math.floor((later.migration?.when ?? 0) / 1000 + 1) * 1000} in the journal, and created_at of its row in every database that has one.`,
      ];
}

/** As in `20240506090000_orders`; null: there is no time. */
function folderOf({ tag, rawWhen }: Entry): string | null {
  if (typeof rawWhen !== 'number' || Number.isNaN(new Date(rawWhen).getTime())) return null;
  const second = new Date(rawWhen).toISOString().replaceAll(/\D/g, '').slice(0, 14);
  return `${second}_${(tag ?? '').split('_').slice(1).join('_')}`;
}

/** drizzle-kit 0.20 did not note how an index is built. */
function hasBareIndex({ version, state }: Snapshot): boolean {
  if (version !== '5') return false;
  const { tables = {} } = state as { tables?: Record<string, { indexes?: Record<string, { method?: unknown }> }> };
  return Object.values(tables).some(({ indexes = {} }) =>
    Object.values(indexes).some(({ method }) => typeof method !== 'string'),
  );
}

/** What a database skips that has the entries before it: it runs what is above the newest of them. */
function passedOver(migrations: readonly Migration[]): readonly Obstacle[] {
  return migrations.flatMap((migration, position) => {
    const applied = migrations.slice(0, position).filter(({ when }) => when !== null);
    const rows = applied.map(({ when, tag }) => ({ createdAt: when, name: tag }));
    if (rows.length === 0 || pickPending('journal', [migration], rows).length > 0) return [];
    const mark = applied.reduce((newest, each) => ((each.when ?? 0) > (newest.when ?? 0) ? each : newest));
    return [
      {
        migration: migration.tag,
        message: `"${migration.tag}" is not above "${mark.tag}" in "when": databases that had that one have skipped it, and 1.0 would run it`,
        hint: 'Compare with every tracker before the upgrade; where its changes are there already, add the row.',
      },
    ];
  });
}

/** New migrations with the numbers that follow those of the base branch: file, tag, idx, `when`, snapshot. Pure. */
import { migrationsOf, type Entry, type History, type Snapshot } from '../model/history.js';
import { numberOf, snapshotOfTag } from '../model/snapshot-name.js';
import { joinStates, type Json } from './join-states.js';

/** What the migrations folder has to hold; null: the file has to go. */
export type Target = ReadonlyMap<string, string | null>;

export interface Renumbering {
  readonly moves: readonly { readonly from: string; readonly to: string }[];
  /** By path. What the base branch has stands in it as it is there. */
  readonly target: Target;
}

/**
 * Puts the entries that `own` has and `tip` has not after those of `tip`. Both are readable histories of the journal
 * layout. A text is the reason why it cannot be done.
 */
export function renumber(
  own: History,
  tip: History,
  added: readonly Entry[],
  newId: () => string,
): Renumbering | string {
  const moves = planMoves(tip, added);
  const snapshots = joinSnapshots(own, tip, moves, newId);
  if (typeof snapshots === 'string') return snapshots;
  const { folder } = tip;
  const target = new Map<string, string | null>();
  for (const { entry } of moves) {
    if (entry.migration === null) return `"${entry.tag}" has no file`;
    target.set(entry.migration.source.path, null);
    const snapshot = snapshotOfTag(own, entry.tag);
    if (snapshot !== null) target.set(snapshot.path, null);
  }
  for (const { entry, tag } of moves) target.set(`${folder}/${tag}.sql`, entry.migration?.source.text ?? '');
  for (const { path, text } of tip.snapshots) target.set(path, text);
  for (const [path, text] of snapshots) target.set(path, text);
  target.set(`${folder}/meta/_journal.json`, journalWith(own, tip, moves));
  return { moves: moves.flatMap(({ entry, tag }) => ({ from: entry.tag ?? '', to: tag })), target };
}

interface Move {
  readonly entry: Entry;
  readonly index: number;
  readonly tag: string;
  readonly when: number;
}

function planMoves(tip: History, added: readonly Entry[]): readonly Move[] {
  let index = Math.max(-1, ...tip.entries.map((entry) => entry.index ?? -1));
  let when = Math.max(0, ...migrationsOf(tip).map((migration) => migration.when ?? 0));
  return added.map((entry) => {
    index++;
    when = Math.max(when + 1, entry.migration?.when ?? 0);
    return { entry, index, when, tag: retag(entry, index) };
  });
}

/** drizzle-kit's prefix is the idx in four digits; with another setting (`migrations.prefix`) the tag says nothing of it. */
function retag({ tag, index: before }: Entry, index: number): string {
  const prefix = numberOf(tag);
  if (tag === null || prefix === null || Number(prefix) !== before) return tag ?? '';
  return String(index).padStart(prefix.length, '0') + tag.slice(prefix.length);
}

/** Each new snapshot holds what its own parent became, on top of the snapshot that now stands before it. */
function joinSnapshots(
  own: History,
  tip: History,
  moves: readonly Move[],
  newId: () => string,
): ReadonlyMap<string, string> | string {
  const written = new Map<string, string>();
  const taken = new Set(tip.snapshots.map(({ id }) => id));
  let before = stateOf(tip.snapshots.findLast(({ defect }) => defect === null) ?? null);
  for (const { entry, tag } of moves) {
    const snapshot = snapshotOfTag(own, entry.tag);
    const state = stateOf(snapshot);
    // One that the base branch has under that number: what the entry's own held is lost.
    const isLost = tip.snapshots.some(({ path, text }) => path === snapshot?.path && text === snapshot.text);
    if (snapshot === null || state === null || isLost) continue;
    const parent = stateOf([...own.snapshots, ...tip.snapshots].find(({ id }) => id === snapshot.parentIds[0]) ?? null);
    if (before === null || (parent === null && snapshot.parentIds[0] !== ORIGIN)) {
      return `the snapshot that "${entry.tag}" was generated from is not there`;
    }
    const joined = joinStates(contentOf(parent ?? {}), contentOf(before), contentOf(state));
    if ('conflict' in joined) return `both branches changed ${joined.conflict.join(' ')} in the schema`;
    const id = snapshot.id === null || taken.has(snapshot.id) ? newId() : snapshot.id;
    const next: Json = { id, prevId: before['id'], ...joined.value };
    const number = numberOf(tag) ?? tag;
    written.set(`${tip.folder}/meta/${number}_snapshot.json`, JSON.stringify(next, null, 2));
    before = next;
  }
  return written;
}

const ORIGIN = '00000000-0000-0000-0000-000000000000';

function stateOf(snapshot: Snapshot | null): Json | null {
  return snapshot === null || snapshot.defect !== null ? null : (snapshot.state as Json);
}

function contentOf({ id: _id, prevId: _prevId, ...content }: Json): Json {
  return content;
}

/** The journal of the base branch and the new entries, as drizzle-kit writes it. */
function journalWith(own: History, tip: History, moves: readonly Move[]): string {
  const journal = parse(tip);
  const before = parse(own).entries;
  const entries = moves.map(({ entry, index, when, tag }) => ({ ...before[entry.position], idx: index, when, tag }));
  const end = tip.journal?.source.text.endsWith('\n') === true ? '\n' : '';
  return JSON.stringify({ ...journal, entries: [...journal.entries, ...entries] }, null, 2) + end;
}

function parse({ journal }: History): { readonly entries: readonly Json[] } {
  return JSON.parse(journal?.source.text ?? '{"entries":[]}') as { entries: readonly Json[] };
}

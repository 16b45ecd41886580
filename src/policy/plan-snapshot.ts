/** Whether the latest snapshot has to be written, and what it has to say. Pure. */
import type { Difference } from '../model/catalog.js';
import { CannotJudge } from '../model/cannot-judge.js';
import type { Facts } from '../model/facts.js';
import type { Gathered } from '../model/gathered.js';
import type { Entry, History } from '../model/history.js';
import { numberOf } from '../model/snapshot-name.js';

export type SnapshotPlan =
  /** The latest snapshot says what the schema does. */
  | { readonly kind: 'current' }
  /** The migrations do not build what the schema declares, so that no snapshot could be right. */
  | { readonly kind: 'refused'; readonly differences: readonly Difference[] }
  | {
      readonly kind: 'write';
      /** Relative to the working directory. */
      readonly path: string;
      /** null: a difference to the snapshots before it (1.0), which only drizzle-kit can write. */
      readonly content: Readonly<Record<string, unknown>> | null;
      /** Tag of the migration that it belongs to. */
      readonly tag: string | null;
    };

/** `prevId` of a first snapshot (drizzle-kit's `originUUID`). */
const ORIGIN = '00000000-0000-0000-0000-000000000000';

/** `newId` is for a snapshot that is not there yet. Throws CannotJudge where declared and replayed cannot be compared. */
export function planSnapshot(facts: Facts, newId: string): SnapshotPlan {
  const { history, drift } = facts;
  const entry = history.entries.at(-1);
  const state = requireState(facts);
  if (entry === undefined || drift.declaredReplayed === null) throw cannotCompare(facts.catalogs.replayed);
  if (drift.declaredReplayed.length > 0) return { kind: 'refused', differences: drift.declaredReplayed };
  const path = pathFor(history, entry);
  const existing = history.snapshots.find((snapshot) => snapshot.path === path) ?? null;
  if (existing !== null && drift.declaredRecorded?.length === 0) return { kind: 'current' };
  if (existing !== null) requireNew(facts, entry);
  const identity = { id: existing?.id ?? newId, prevId: parentOf(history, path) };
  return { kind: 'write', path, tag: entry.tag, content: state && { ...state, ...identity } };
}

/** null in the folder layout. */
function requireState({ history, schema }: Facts): Readonly<Record<string, unknown>> | null {
  if (schema.declared.status !== 'gathered') throw cannotCompare(schema.declared);
  const { snapshot } = schema.declared.value;
  if (snapshot === null && history.layout === 'journal') throw cannotCompare(schema.declared);
  return history.layout === 'journal' ? snapshot : null;
}

function cannotCompare(fact: Gathered<unknown>): CannotJudge {
  const reason = fact.status === 'gathered' ? 'there is no migration' : fact.reason;
  return new CannotJudge(`what is declared cannot be compared with what the migrations build: ${reason}`, {
    hint: 'Run "drizzle-gatekeeper check" and mend what it finds first.',
  });
}

/** 0.x names a snapshot by the number of its migration, 1.0 puts it beside the SQL. */
function pathFor({ folder, layout }: History, { tag, index }: Entry): string {
  if (layout === 'folders') return `${folder}/${tag}/snapshot.json`;
  const number = numberOf(tag) ?? String(index ?? 0).padStart(4, '0');
  return `${folder}/meta/${number}_snapshot.json`;
}

function requireNew({ newTags }: Facts, { tag }: Entry): void {
  if (tag !== null && newTags?.includes(tag) === true) return;
  throw new CannotJudge(`the snapshot of "${tag}" is merged, as far as is known, and merged files stay as they are`, {
    hint: 'Name the base branch with --base <ref>, or let "npx drizzle-kit generate --custom" write a snapshot with an empty migration.',
  });
}

function parentOf({ snapshots }: History, path: string): string {
  const earlier = snapshots.filter((snapshot) => snapshot.defect === null && snapshot.path < path);
  return earlier.at(-1)?.id ?? ORIGIN;
}

import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import type { Evidence } from '../../model/finding.js';
import type { History, Snapshot } from '../../model/history.js';
import { comparableBase } from './merged.js';
import { topOf } from './places.js';
import { shellWord } from './shell.js';

export default defineCheck({
  code: 'history/snapshot-edited-after-merge',
  severity: 'error',
  title: 'The snapshot of a merged migration was edited',
  why: 'It no longer records what its migration did: drizzle-kit writes over it when the journal is out of date, and the next generated migration repeats or reverts what the lost snapshot held.',

  *find(facts) {
    const { history } = facts;
    const base = comparableBase(facts);
    if (base === null) return;
    for (const snapshot of history.snapshots) {
      const merged = findSnapshot(base.atMergeBase, snapshot);
      if (merged === null || isAlike(snapshot, merged)) continue;
      const atTip = findSnapshot(base.atTip, snapshot);
      if (atTip !== null && isAlike(snapshot, atTip)) continue;
      yield {
        message: `snapshot "${snapshot.path}" differs from that on ${base.ref}`,
        at: topOf(snapshot.path),
        ...(isProven(facts, snapshot) ? { severity: 'warning' as const } : {}),
        ...(merged.id === snapshot.id ? {} : { evidence: [differentIds(merged, snapshot)] }),
        hint: `Take it back, and generate your own migration again on top of it: git checkout ${shellWord(base.ref)} -- ${shellWord(snapshot.path)}`,
      };
    }
  },
});

function findSnapshot(history: History | null, { path }: Snapshot): Snapshot | null {
  return history?.snapshots.find((each) => each.path === path) ?? null;
}

/** Another id: written anew, not changed by hand. */
function differentIds(merged: Snapshot, { id }: Snapshot): Evidence {
  return { kind: 'difference', attribute: 'id', expected: merged.id, actual: id };
}

/** Whether both record the same state; `drizzle-kit up` writes an old one anew, and a mended chain has another parent. */
function isAlike(head: Snapshot, merged: Snapshot): boolean {
  if (head.text === merged.text) return true;
  if (head.defect !== null || merged.defect !== null || head.version !== merged.version) return true;
  return stateOf(head) === stateOf(merged);
}

/** As text, since a tree may be deeper than a stack. */
function stateOf({ text }: Snapshot): string {
  return text.replaceAll(/\s+/g, '').replaceAll(/"(?:id|prevId)":"[^"]*"|"prevIds":\[[^\]]*\]/g, '');
}

/** The latest snapshot, mended so that it says what the migrations build. */
function isProven({ history, drift }: Facts, snapshot: Snapshot): boolean {
  return history.snapshots.at(-1) === snapshot && drift.recordedReplayed?.length === 0;
}

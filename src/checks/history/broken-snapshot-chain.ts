import { defineCheck } from '../../model/check.js';
import type { Facts } from '../../model/facts.js';
import type { History, Snapshot } from '../../model/history.js';
import { topOf } from './places.js';
import { chainOf, childrenByParent, ORIGIN, ownerOf, snapshotOf } from './snapshot-chain.js';
import { sayRegenerate } from './regenerate.js';
import { isMerged, weigh, weighFile } from './weigh.js';

export default defineCheck({
  code: 'history/broken-snapshot-chain',
  severity: 'error',
  title: 'A snapshot does not follow the one before it',
  why: 'Its "prevId" is not the id of the snapshot before: one was lost, replaced or generated on another branch, so what stands between the two is recorded nowhere; drizzle-kit 1.0 refuses such a chain.',

  *find(facts) {
    const { history } = facts;
    const chain = chainOf(history);
    const forks = childrenByParent(history);
    for (const [position, snapshot] of chain.entries()) {
      if (followsUnreadable(history, snapshot)) continue;
      const before = chain.slice(0, position);
      const tag = ownerOf(history, snapshot)?.tag ?? null;
      const strays = snapshot.parentIds.filter((parent) => !isBefore(history, parent, before));
      for (const parent of strays.filter((stray) => (forks.get(stray)?.length ?? 0) < 2)) {
        const expected = before.at(-1);
        yield {
          message: `snapshot "${snapshot.belongsTo}" does not follow ${expected ? `"${expected.belongsTo}"` : 'any other'}`,
          at: topOf(snapshot.path),
          severity: isMergedOrphan(facts, parent) ? 'warning' : weigh(facts, tag, 'warning'),
          evidence: [{ kind: 'difference', attribute: 'prevId', expected: expected?.id ?? ORIGIN, actual: parent }],
          hint:
            position === chain.length - 1 && !isMerged(facts, tag)
              ? sayRegenerate(facts, ownerOf(history, snapshot))
              : `Where no drift of the snapshot is reported, put "${expected?.id ?? ORIGIN}" in the place of "${parent}".`,
        };
      }
    }
  },
});

/** drizzle-kit generates on top of the last file, an orphan too (`history/orphan-snapshot`): one that is merged is nobody's doing here. */
function isMergedOrphan(facts: Facts, parent: string): boolean {
  const { history } = facts;
  const orphan = history.snapshots.find((each) => each.id === parent && ownerOf(history, each) === null);
  return orphan !== undefined && weighFile(facts, orphan.path) === 'warning';
}

/** 0.x: the one right before. 1.0: any before, since a branch may be merged later than its name says. */
function isBefore(history: History, parent: string, before: readonly Snapshot[]): boolean {
  if (before.length === 0) return history.layout === 'journal' || parent === ORIGIN;
  return (history.layout === 'journal' ? before.slice(-1) : before).some(({ id }) => id === parent);
}

/** The id of a snapshot that cannot be read is unknown, so nothing can be said of the one after it. */
function followsUnreadable(history: History, snapshot: Snapshot): boolean {
  const position = ownerOf(history, snapshot)?.position ?? 0;
  const before = history.entries[position - 1];
  return before !== undefined && (snapshotOf(history, before)?.defect ?? null) !== null;
}

import { defineCheck } from '../../model/check.js';
import type { History, Snapshot } from '../../model/history.js';
import { topOf } from './places.js';
import { chainOf, childrenByParent, ownerOf } from './snapshot-chain.js';
import { sayRegenerate } from './regenerate.js';
import { weigh } from './weigh.js';

export default defineCheck({
  code: 'history/snapshot-fork',
  severity: 'error',
  title: 'Two snapshots have one parent',
  why: 'Two branches were merged without regenerating: neither snapshot holds both changes, and drizzle-kit 0.x refuses to generate, with exit code 0.',

  *find(facts) {
    const { history } = facts;
    for (const [parent, children] of childrenByParent(history)) {
      const [first, ...others] = children;
      const last = others.at(-1);
      if (first === undefined || last === undefined || isMergedAgain(history, children)) continue;
      yield {
        message: `snapshots ${children.map(({ belongsTo }) => `"${belongsTo}"`).join(' and ')} have the same parent`,
        at: topOf(last.path),
        // 1.0 allows the state: it asks for a merge and does not stop.
        severity:
          history.layout === 'folders' ? 'warning' : weigh(facts, ownerOf(history, last)?.tag ?? null, 'warning'),
        evidence: [{ kind: 'text', text: `parent: ${parent}\n${children.map(({ path }) => path).join('\n')}` }],
        hint:
          history.layout === 'folders'
            ? 'Join the branches with a migration on top of both: npx drizzle-kit generate'
            : sayRegenerate(facts, ownerOf(history, last)),
      };
    }
  },
});

/** 1.0 joins branches by a later snapshot that descends from all of them; a snapshot of 0.x has one parent. */
function isMergedAgain(history: History, branches: readonly Snapshot[]): boolean {
  if (history.layout === 'journal') return false;
  const byId = new Map(chainOf(history).map((snapshot) => [snapshot.id, snapshot]));
  return [...byId.values()].some((snapshot) => {
    const ancestors = ancestorsOf(snapshot, byId);
    return branches.every((branch) => ancestors.has(branch));
  });
}

/** The snapshot itself and all that it descends from. */
function ancestorsOf(snapshot: Snapshot, byId: ReadonlyMap<string | null, Snapshot>): ReadonlySet<Snapshot> {
  const known = new Set([snapshot]);
  for (const each of known) {
    for (const parent of each.parentIds.flatMap((id) => byId.get(id) ?? [])) known.add(parent);
  }
  return known;
}

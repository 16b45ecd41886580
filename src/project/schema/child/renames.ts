/** Pairs that could be one thing under a new name; drizzle-kit would ask, the gate only says so. */
import type { PossibleRename } from '../../../model/project.js';

type Named = Readonly<Record<string, unknown>>;

/** For each thing that is new, the thing that is gone and resembles it most; none where nothing is gone. */
export function findRenames(kind: string, before: Named, after: Named): PossibleRename[] {
  const gone = Object.keys(before).filter((name) => !(name in after));
  const added = Object.keys(after).filter((name) => !(name in before));
  return added.flatMap((to) => {
    const from = mostAlike(after[to], gone, before);
    return from === null ? [] : [{ kind, from, to }];
  });
}

function mostAlike(thing: unknown, names: readonly string[], among: Named): string | null {
  const ranked = names.map((name) => ({ name, likeness: likeness(thing, among[name]) }));
  return ranked.sort((a, b) => b.likeness - a.likeness)[0]?.name ?? null;
}

/** How many attributes are equal, in snapshots' own JSON. */
function likeness(a: unknown, b: unknown): number {
  const [left, right] = [attributesOf(a), attributesOf(b)];
  return Object.keys(left).filter((key) => JSON.stringify(left[key]) === JSON.stringify(right[key])).length;
}

/** A table counts by its columns. */
function attributesOf(thing: unknown): Named {
  const attributes = (thing ?? {}) as { columns?: unknown };
  return typeof attributes.columns === 'object' ? (attributes.columns as Named) : attributes;
}

/** Two snapshots that grew out of one, joined as Git joins two texts. Pure. */
import { isDeepStrictEqual } from 'node:util';

export type Json = Readonly<Record<string, unknown>>;

/** A value (undefined: it is gone on both sides), or the place where both sides changed the same thing differently. */
type Joined = { readonly value: unknown } | { readonly conflict: readonly string[] };

/** What `ours` changed in `parent`, on top of `theirs`; `conflict` is the path to what both changed. */
export function joinStates(
  parent: Json,
  theirs: Json,
  ours: Json,
): { readonly value: Json } | { readonly conflict: readonly string[] } {
  const joined = joinValues(parent, theirs, ours, []);
  return 'conflict' in joined ? joined : { value: joined.value as Json };
}

function joinValues(parent: unknown, theirs: unknown, ours: unknown, path: readonly string[]): Joined {
  if (isDeepStrictEqual(ours, parent) || isDeepStrictEqual(ours, theirs)) return { value: theirs };
  if (isDeepStrictEqual(theirs, parent)) return { value: ours };
  if (!isRecord(theirs) || !isRecord(ours)) return { conflict: path };
  const before = isRecord(parent) ? parent : {};
  const value: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(theirs), ...Object.keys(ours)])) {
    const joined = joinValues(before[key], theirs[key], ours[key], [...path, key]);
    if ('conflict' in joined) return joined;
    if (joined.value !== undefined) value[key] = joined.value;
  }
  return { value };
}

function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

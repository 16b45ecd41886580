/** The candidate that `word` was probably meant to be, or null where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  if (best !== undefined && best.distance <= Math.max(2, word.length / 3)) return best.candidate;
  return candidates.find((candidate) => sharesPart(word, candidate)) ?? null;
}

/** `migration-folder` means `migrations`, `image` means `postgres-image`. */
function sharesPart(word: string, candidate: string): boolean {
  const parts = word.split('-').filter((part) => part.length > 3);
  return candidate.split('-').some((other) => parts.some((part) => editDistance(part, other) <= 1));
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const substitution = (previous[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min((previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, substitution));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}

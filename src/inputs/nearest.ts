/** The candidate that `word` was probably meant to be, or null where none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  return rankNearest(word, candidates)[0] ?? null;
}

/** The candidates that `word` may have been meant to be, nearest first. */
export function rankNearest(word: string, candidates: readonly string[]): readonly string[] {
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
    .filter(({ distance }) => distance <= Math.max(2, word.length / 3))
    .sort((a, b) => a.distance - b.distance);
  if (ranked.length > 0) return ranked.map(({ candidate }) => candidate);
  return candidates.filter((candidate) => sharesPart(word, candidate));
}

/** `migration-folder` means `migrations`, `image` means `postgres-image`, `unique` means `replay/unique-on-existing-rows`. */
function sharesPart(word: string, candidate: string): boolean {
  const parts = word.split(/[-/]/).filter((part) => part.length > 3);
  return candidate.split(/[-/]/).some((other) => parts.some((part) => editDistance(part, other) <= 1));
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

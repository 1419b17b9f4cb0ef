import leven from 'leven';

/** The known names that somebody who wrote `written` may have meant, the nearest first: `limit` at most. */
export function nearestNames(written: string, known: Iterable<string>, limit: number): readonly string[] {
  const farthest = Math.max(1, Math.floor(written.length / 4));
  return [...new Set(known)]
    .filter((name) => Math.abs(name.length - written.length) <= farthest)
    .map((name) => ({ name, distance: leven(name, written) }))
    .filter(({ distance }) => distance <= farthest)
    .sort((one, other) => one.distance - other.distance || (one.name < other.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}

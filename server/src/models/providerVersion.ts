/** A version as it stands in a lock file: numbers, and a pre-release behind `-`. */
interface Version {
  readonly numbers: readonly number[];
  readonly isPreRelease: boolean;
}

function parse(text: string): Version {
  const [numbers = '', preRelease] = text.split(/[-+]/, 2);
  return {
    numbers: numbers.split('.').map((part) => Number.parseInt(part, 10) || 0),
    isPreRelease: preRelease !== undefined && text.includes('-'),
  };
}

/** Negative where `one` is older than `other`, 0 where they are the same. Any text is a version of a kind. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [parse(one), parse(other)];
  for (let index = 0; index < Math.max(a.numbers.length, b.numbers.length); index++) {
    const difference = (a.numbers[index] ?? 0) - (b.numbers[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return Number(b.isPreRelease) - Number(a.isPreRelease);
}

/**
 * Those of the versions `read` that speak for `installed`: the newest where it is unknown or newer than all,
 * the oldest where it is older than all, itself where it was read, else the two that it lies between.
 * @param read is sorted, oldest first.
 */
export function versionsAround(read: readonly string[], installed: string | undefined): readonly string[] {
  if (installed === undefined) return read.slice(-1);
  const next = read.findIndex((version) => compareVersions(version, installed) >= 0);
  if (next < 0) return read.slice(-1);
  const found = read[next];
  if (next === 0 || (found !== undefined && compareVersions(found, installed) === 0)) {
    return read.slice(next, next + 1);
  }
  return read.slice(next - 1, next + 1);
}

/**
 * The version of a provider in a lock file's `locked` ones, by source address without the registry's host.
 * Where exactly this address is not locked, the only one of the same name counts: providers move.
 */
export function lockedVersion(
  locked: ReadonlyMap<string, string>,
  source: string,
): { readonly source: string; readonly version: string } | undefined {
  const address = source.toLowerCase();
  const exact = locked.get(address);
  if (exact !== undefined) return { source: address, version: exact };
  const name = address.slice(address.lastIndexOf('/'));
  const [only, ...more] = [...locked].filter(([other]) => other.endsWith(name));
  return only === undefined || more.length > 0 ? undefined : { source: only[0], version: only[1] };
}

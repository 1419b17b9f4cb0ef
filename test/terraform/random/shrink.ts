import type { Arbitrary, Value } from 'fast-check';

/** How many smaller values are tried at once, and how often. */
const width = 24;
const rounds = 12;

/**
 * Looks for a smaller value that fails as well, many candidates at a time: one run of Terraform tries them all.
 * @param failing says which of some values fail.
 */
export async function shrink<T>(
  arbitrary: Arbitrary<T>,
  value: T,
  failing: (values: readonly T[]) => Promise<readonly boolean[]>,
): Promise<T> {
  let smallest = value;
  let stream: Iterator<Value<T>> = arbitrary.shrink(value, undefined);
  for (let round = 0; round < rounds; round++) {
    const candidates: Value<T>[] = [];
    while (candidates.length < width) {
      const next = stream.next();
      if (next.done === true) break;
      candidates.push(next.value);
    }
    if (candidates.length === 0) break;
    const results = await failing(candidates.map((candidate) => candidate.value));
    const found = candidates.find((_, index) => results[index] === true);
    if (found === undefined) continue;
    smallest = found.value;
    stream = arbitrary.shrink(found.value, found.context);
  }
  return smallest;
}

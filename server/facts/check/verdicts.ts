/** Where somebody read the source and found a provider's documentation wrong. */
import { readFileSync } from 'node:fs';

/** Arguments that share a reason, as written in `verdicts.json`. */
interface Verdict {
  readonly reason: string;
  /** `type path` */
  readonly arguments: readonly string[];
}

/**
 * The verdicts about a provider: reasons by `type path`.
 * @param file is JSON: lists of verdicts by provider.
 * @throws Error where the file cannot be read.
 */
export function readVerdicts(file: string, provider: string): ReadonlyMap<string, string> {
  const all = JSON.parse(readFileSync(file, 'utf8')) as Readonly<
    Record<string, readonly Verdict[] | undefined>
  >;
  return new Map(
    (all[provider] ?? []).flatMap(({ reason, arguments: names }) =>
      names.map((name) => [name, reason] as const),
    ),
  );
}

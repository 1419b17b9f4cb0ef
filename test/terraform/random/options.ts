import { parseArgs } from 'node:util';

/** Which random configurations are made. */
export interface RandomOptions {
  readonly seed: number;
  readonly runs: number;
}

/**
 * The options of `npm run test:terraform -- --seed=N --runs=M`. Without them the configurations are always the
 * same; `--seed=0` stands for a new seed each time.
 */
export function randomOptions(): RandomOptions {
  const { values } = parseArgs({
    options: { seed: { type: 'string' }, runs: { type: 'string' } },
    strict: false,
  });
  const seed = Number(values.seed ?? 2026);
  return { seed: seed === 0 ? Date.now() % 1_000_000 : seed, runs: Number(values.runs ?? 300) };
}

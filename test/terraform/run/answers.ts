import type { Answer, Configuration } from '../cases/configuration';
import { askedBy } from '../provider/schema';
import { areEqual, type Value, type ValueObject } from '../provider/values';
import type { World } from '../provider/reading';

/** A configuration under a name that is its own among those that are run together. */
export interface NamedConfiguration {
  readonly name: string;
  readonly configuration: Configuration;
}

/** What a data block says in `asked_by`. */
function askerOf(name: string, { directory, type, name: block }: Answer): string {
  return [name, directory, type, block].join('|');
}

/** The override files that make the data blocks with answers say who they are, by name. */
export function askerFiles({ name, configuration }: NamedConfiguration): Readonly<Record<string, string>> {
  const blocks = new Map(configuration.answers.map((answer) => [askerOf(name, answer), answer]));
  const texts: Record<string, string> = {};
  for (const [asker, { directory, type, name: block }] of blocks) {
    const file = `${directory === '' ? '' : `${directory}/`}zz_asker_override.tf`;
    texts[file] = `${texts[file] ?? ''}data "${type}" "${block}" {\n  ${askedBy} = "${asker}"\n}\n`;
  }
  return texts;
}

/** The answers of the data sources of these configurations; `generation` (from 1) may change between calls. */
export function worldOf(configurations: readonly NamedConfiguration[], generation: () => number): World {
  const answers = new Map<string, Answer[]>();
  for (const { name, configuration } of configurations) {
    for (const answer of configuration.answers) {
      const asker = askerOf(name, answer);
      answers.set(asker, [...(answers.get(asker) ?? []), answer]);
    }
  }
  return (asker, attribute, given) => {
    const fitting = answers.get(asker)?.filter((answer) => answer.attribute === attribute) ?? [];
    const answer = fitting.find((one) => isMeant(one, given));
    return answer === undefined ? undefined : valueIn(answer, generation());
  };
}

/** Which attributes of this data source's instance the answers change, in `generation`. */
export function changedAttributes(
  { name, configuration }: NamedConfiguration,
  values: ValueObject,
  generation: number,
): readonly string[] {
  return configuration.answers
    .filter((answer) => askerOf(name, answer) === values[askedBy] && isMeant(answer, values))
    .filter((answer) => !areEqual(valueIn(answer, 1), valueIn(answer, generation)))
    .map(({ attribute }) => attribute);
}

function isMeant({ given: condition }: Answer, given: ValueObject): boolean {
  return condition === undefined || given[condition.argument] === condition.value;
}

/** A configuration with fewer generations keeps its last answers. */
function valueIn({ values }: Answer, generation: number): Value | undefined {
  return values[Math.min(generation, values.length) - 1];
}

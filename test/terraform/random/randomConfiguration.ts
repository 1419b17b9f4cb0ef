import type { Answer, Configuration } from '../cases/configuration';
import type { Value } from '../provider/values';
import { Choices } from './choices';
import { ModuleWriter, type Source, type WrittenModule } from './moduleWriter';

/** In how many ways the answers of a random configuration change. */
const variants = 3;

/** Builds a configuration from random numbers, none of them negative. */
export function randomConfiguration(numbers: readonly number[]): Configuration {
  const choices = new Choices(numbers);
  const modules: WrittenModule[] = [];
  const moduleCount = choices.below(4);
  for (let made = 0; made < moduleCount; made++) {
    const isEarly = !choices.oneIn(3);
    modules.push(new ModuleWriter(choices, `modules/m${String(made)}`, [...modules], isEarly).write());
  }
  const root = new ModuleWriter(choices, '', modules, true).write();
  const all = [...modules, root];
  return {
    title: 'a random configuration',
    files: Object.fromEntries(
      all.map(({ directory, text }) => [`${directory === '' ? '' : `${directory}/`}main.tf`, text]),
    ),
    root: '',
    alone: false,
    answers: answersOf(
      all.flatMap(({ sources }) => sources),
      choices,
    ),
    unchanged: nothing,
    changes: Array.from({ length: variants }, (_, index) => ({
      title: `variant ${String(index + 1)}`,
      expected: nothing,
    })),
  };
}

const nothing = { replaced: [], instances: [], possible: [] };

/** Answers for all sources, of which some change: always the same ones, each time to something else. */
function answersOf(sources: readonly Source[], choices: Choices): readonly Answer[] {
  return sources.flatMap((source, index) => {
    const isChanging = index === sources.length - 1 || choices.below(2) === 0;
    return attributesOf(source, choices).map(([attribute, before, ...after]) => ({
      ...source,
      attribute,
      values: [
        before,
        ...Array.from({ length: variants }, () => (isChanging ? choices.oneOf(...after) : before)),
      ],
    }));
  });
}

type Alternatives = readonly [attribute: string, before: Value, first: Value, ...others: Value[]];

/** What a source answers at first, and what it may answer then. */
function attributesOf({ directory, type, name }: Source, choices: Choices): readonly Alternatives[] {
  const id = `${directory}-${name}`;
  switch (type) {
    case 'toy_image': {
      const attributes: readonly Alternatives[] = [
        ['id', `${id}-1`, `${id}-2`, `${id}-3`],
        ['label', 'one', 'two', 'three'],
      ];
      return choices.oneOf(attributes, attributes.slice(0, 1), attributes.slice(1));
    }
    case 'toy_list':
      return [['names', ['a', 'b'], ['a', 'b', 'c'], ['0', 'a', 'b'], ['b', 'a'], ['a', 'c'], ['b']]];
    default: {
      const values = (a: string, b: string): Value => ({ a: `${id}-${a}`, b: `${id}-${b}` });
      return [['values', values('a', 'b'), values('a2', 'b'), values('a', 'b2'), values('a2', 'b2')]];
    }
  }
}

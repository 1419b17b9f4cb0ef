import { createHash } from 'node:crypto';
import { invent } from './planning';
import { askedBy, computedOf, dataSourceTypes } from './schema';
import { membersOf, type Value, type ValueObject } from './values';

/**
 * What the outside world answers: the value of an attribute of the data source with these arguments, or
 * undefined where nobody said anything about it.
 * @param asker is the value of the argument `asked_by`, where the data source has one.
 */
export type World = (asker: string, attribute: string, given: ValueObject) => Value | undefined;

/**
 * Reads a data source. What the configuration sets is echoed, what the world says is passed on, and the rest is
 * a function of the arguments: the same question gets the same answer.
 */
export function readDataSource(typeName: string, config: Value, world: World): Value {
  const given = membersOf(config);
  const asker = typeof given[askedBy] === 'string' ? given[askedBy] : '';
  const state: Record<string, Value> = { ...given };
  const question = { ...given, [askedBy]: null };
  for (const [name, type] of Object.entries(computedOf(dataSourceTypes[typeName] ?? {}))) {
    if ((given[name] ?? null) !== null) continue;
    const said = world(asker, name, given);
    state[name] = said === undefined ? invent(type, `${typeName}-${name}`, digest(question)) : said;
  }
  return state;
}

/** A number that stands for a value. */
function digest(value: Value): number {
  return parseInt(createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 8), 16);
}

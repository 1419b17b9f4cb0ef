/**
 * What forces replacement: for the types of real providers from the product's own tables, so that the engine
 * and the stand-in provider go by the same facts; for the toy types from `types.json`.
 */
import {
  forceNewEntries,
  readForceNewEntries,
  type ForceNewEntry,
  type ForceNewFile,
} from '../../../server/src/models/forceNewTable';
import aws from '../../../server/src/models/data/generated/aws.json';
import google from '../../../server/src/models/data/generated/google.json';
import nullProvider from '../../../server/src/models/data/generated/null.json';
import random from '../../../server/src/models/data/generated/random.json';
import types from './types.json';

const files = [aws, google, nullProvider, random] as unknown as readonly ForceNewFile[];
const toys: Readonly<Record<string, string>> = types.toyForceNew;

/**
 * The arguments of a managed resource type that force replacement whatever else is set; those that do so under
 * a condition are left out.
 */
export function forceNewOf(type: string): readonly ForceNewEntry[] {
  const toy = toys[type];
  if (toy !== undefined) return readForceNewEntries(toy, []);
  const entries = files.flatMap((file) => forceNewEntries(file, type) ?? []);
  return entries.filter(({ condition }) => condition === undefined);
}

/**
 * What forces replacement: for the types of real providers from the product's own tables, so that the engine
 * and the stand-in provider go by the same facts. `types.json` has those of the toy types, and of `null` and
 * `random`, whose condition (some value is not null) always holds here.
 */
import {
  forceNewEntries,
  readForceNewEntries,
  type ForceNewEntry,
  type ForceNewFile,
} from '../../../server/src/models/forceNewTable';
import aws from '../../../server/src/models/data/generated/aws.json';
import google from '../../../server/src/models/data/generated/google.json';
import types from './types.json';

const files = [aws, google] as unknown as readonly ForceNewFile[];
const own: Readonly<Record<string, string>> = types.forceNew;

/**
 * The arguments of a managed resource type that force replacement whatever else is set; those that do so under
 * a condition are left out.
 */
export function forceNewOf(type: string): readonly ForceNewEntry[] {
  const text = own[type];
  if (text !== undefined) return readForceNewEntries(text, []);
  const entries = files.flatMap((file) => forceNewEntries(file, type) ?? []);
  return entries.filter(({ condition }) => condition === undefined);
}

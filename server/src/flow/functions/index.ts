import type { Value } from '../value';
import { collectionFunctions } from './collections';
import { selectionFunctions } from './selection';
import { textFunctions } from './text';

/** What a function makes of its arguments; undefined where its general rule ("computed from them") holds. */
export type FunctionSummary = (values: readonly Value[]) => Value | undefined;

const summaries = new Map<string, FunctionSummary>([
  ...Object.entries(selectionFunctions),
  ...Object.entries(collectionFunctions),
  ...Object.entries(textFunctions),
]);

/**
 * The summary of the Terraform function `name`, where it does anything but compute a result from all its
 * arguments. What the functions do: the Terraform language documentation, "Functions".
 */
export function functionSummary(name: string): FunctionSummary | undefined {
  return summaries.get(name);
}

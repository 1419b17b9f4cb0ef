import { derivedFrom, driftsOf, invalid, type Value } from '../value';
import { addressFunctions } from './addresses';
import { conversionFunctions } from './conversion';
import { dateFunctions } from './dates';
import { encodingFunctions } from './encoding';
import { formatFunctions } from './format';
import { listFunctions } from './lists';
import { mapFunctions } from './maps';
import { numberFunctions } from './numbers';
import { patternFunctions } from './patterns';
import { selectionFunctions } from './selection';
import { setFunctions } from './sets';
import { textFunctions } from './text';

/** What a function makes of its arguments; undefined where its general rule ("computed from them") holds. */
export type FunctionSummary = (values: readonly Value[]) => Value | undefined;

const summaries = new Map<string, FunctionSummary>([
  ...Object.entries(selectionFunctions),
  ...Object.entries(conversionFunctions),
  ...Object.entries(numberFunctions),
  ...Object.entries(textFunctions),
  ...Object.entries(formatFunctions),
  ...Object.entries(patternFunctions),
  ...Object.entries(listFunctions),
  ...Object.entries(setFunctions),
  ...Object.entries(mapFunctions),
  ...Object.entries(encodingFunctions),
  ...Object.entries(dateFunctions),
  ...Object.entries(addressFunctions),
]);

/** These two are there to be given what fails. */
const catching = new Set(['can', 'try']);

/**
 * The summary of the Terraform function `name`, where it does anything but compute a result from all its
 * arguments. What the functions do: the Terraform language documentation, "Functions".
 */
export function functionSummary(name: string): FunctionSummary | undefined {
  const summary = summaries.get(name);
  if (summary === undefined || catching.has(name)) return summary;
  return (values) => failingArgument(values) ?? summary(values);
}

/**
 * An argument that fails makes the call fail. But where the others drift the failure may be our own mistake
 * about a variable, and a warning is better than none.
 */
function failingArgument(values: readonly Value[]): Value | undefined {
  if (values.every(({ kind }) => kind !== 'invalid')) return undefined;
  return values.some((value) => driftsOf(value).length > 0) ? derivedFrom(values) : invalid;
}

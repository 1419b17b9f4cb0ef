/** Plugin SDK resources: schema and plan customisation together. */
import { argumentPath } from '../eval/argumentPath';
import type { Machine, ReplacementRequest } from '../eval/machine';
import { mentionsReplacement } from '../eval/mentions';
import { newPlanDiff, plannedReplacements } from '../eval/planDiff';
import { type StructValue, describe, unknown } from '../eval/value';
import type { Coverage, ForceNewRow, ResourceFacts, Unresolved } from './facts';
import { tidied } from './rows';
import { readSdkSchema } from './sdkSchema';

const updateFields = ['Update', 'UpdateContext', 'UpdateWithoutTimeout'];

function isSet(resource: StructValue, field: string): boolean {
  const value = resource.fields.get(field);
  return value !== undefined && value !== null;
}

/** The replacements that a resource's `CustomizeDiff` asks for. */
function customisedReplacements(
  machine: Machine,
  resource: StructValue,
  paths: ReadonlySet<string>,
  tooLong: () => void,
): ReplacementRequest[] {
  const customize = resource.fields.get('CustomizeDiff');
  if (customize === undefined || !mentionsReplacement(machine, customize)) return [];
  const context = resource.type.includes('/v2/') ? [unknown('context')] : [];
  return plannedReplacements(machine, customize, [...context, newPlanDiff(paths), unknown('meta')], tooLong);
}

/**
 * Rows for replacements asked for; those for an argument that could not be named are listed as unresolved.
 * @param ofBlock is what asking for the replacement of a block means.
 */
export function requestedRows(
  requests: readonly ReplacementRequest[],
  known: ReadonlySet<string>,
  unresolved: Unresolved[],
  ofBlock: Coverage,
): ForceNewRow[] {
  return requests.flatMap(({ key, when }): ForceNewRow[] => {
    if (typeof key !== 'string') {
      unresolved.push({ path: '?', why: `a condition forces replacement of ${describe(key)}` });
      return [];
    }
    const path = argumentPath(key);
    if (!known.has(path) && ![...known].some((other) => path.startsWith(`${other}.`))) return [];
    const covers = [...known].some((other) => other.startsWith(`${path}.`)) ? ofBlock : 'value';
    return [{ path, covers, when }];
  });
}

/** Reads an evaluated `schema.Resource`. */
export function readSdkResource(machine: Machine, type: string, resource: StructValue): ResourceFacts {
  const { rows, unresolved, paths, nesting, updatable } = readSdkSchema(machine, resource);
  const known = new Set(paths);
  const requests = customisedReplacements(machine, resource, known, () => {
    unresolved.push({ path: '', why: 'its plan customisation takes too long to follow' });
  });
  const asked = requestedRows(requests, known, unresolved, 'count');
  const canUpdate = updateFields.some((field) => isSet(resource, field));
  return {
    type,
    kind: 'sdk',
    rows: tidied([...rows, ...asked]),
    unresolved,
    paths: [...known].sort(),
    nesting,
    canUpdate,
    suspicious: canUpdate ? [] : updatable.filter((path) => !asked.some((row) => row.path === path)),
  };
}

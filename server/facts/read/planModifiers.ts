/** What a framework attribute's plan modifiers say about replacement. */
import { type FieldTest, always, combine, never } from '../eval/fieldTest';
import type { Machine } from '../eval/machine';
import { member } from '../eval/names';
import { newPlanResponse, plannedReplacements } from '../eval/planDiff';
import { type ExternalValue, type Value, describe, fieldsIn, isKind, unknown } from '../eval/value';

/** Runs code that gets a request and a response, and gives the test under which it asks for replacement. */
function asked(machine: Machine, code: Value): FieldTest {
  const args = [unknown('context'), unknown('request'), newPlanResponse()];
  let gaveUp = false as boolean;
  const requests = plannedReplacements(machine, code, args, () => {
    gaveUp = true;
  });
  const tests = requests.map((request) => request.when);
  return combine('any', gaveUp ? [...tests, { kind: 'opaque', fields: [] }] : tests);
}

const unconditional = /planmodifiers?\.RequiresReplace(IfConfigured)?$/;
const conditional = /planmodifiers?\.RequiresReplaceIf/;

function ofForeign(machine: Machine, modifier: ExternalValue): FieldTest {
  if (unconditional.test(modifier.name)) return always;
  if (!conditional.test(modifier.name)) return never;
  const [condition] = modifier.args ?? [];
  if (condition === undefined) return { kind: 'opaque', fields: [] };
  const test = asked(machine, condition);
  return test.kind === 'known' ? { kind: 'opaque', fields: [...fieldsIn(condition)] } : test;
}

function methodOf(machine: Machine, modifier: Value): Value | undefined {
  if (!isKind(modifier, 'struct')) return undefined;
  for (const type of 'String Int64 Int32 Bool Float64 Float32 Number List Set Map Object Dynamic'.split(
    ' ',
  )) {
    const method = member(machine, modifier, `PlanModify${type}`);
    if (method !== undefined) return method;
  }
  return undefined;
}

/**
 * The test under which a list of plan modifiers forces replacement, `never` where none does.
 * @param lose is told of each modifier that could not be followed.
 */
export function replacementTest(machine: Machine, modifiers: Value, lose: (why: string) => void): FieldTest {
  if (isKind(modifiers, 'choice'))
    return combine(
      'any',
      modifiers.options.map((option) => replacementTest(machine, option, lose)),
    );
  if (!isKind(modifiers, 'list')) {
    if (modifiers !== null) lose(`the plan modifiers are ${describe(modifiers)}`);
    return never;
  }
  return combine(
    'any',
    modifiers.items.map((modifier): FieldTest => {
      if (isKind(modifier, 'external')) return ofForeign(machine, modifier);
      const method = methodOf(machine, modifier);
      if (method !== undefined) return asked(machine, method);
      lose(`a plan modifier is ${describe(modifier)}`);
      return never;
    }),
  );
}

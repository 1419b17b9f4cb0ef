import type { InstanceKey } from '../../modules/instanceAddress';
import type { DeployedThere, ValueThere } from './deployedThere';
import { isSame, type DeployedValue } from './deployedValue';

/** What to write at a place so that everything stays as it is deployed. */
export interface PinnedValue {
  readonly value: DeployedValue;
  /** Where `value` holds what each instance has: what picks the instance's own. */
  readonly index: DeployedThere['by'];
  /** What there is to show of it: one value, or those of the instances, each once. */
  readonly shown: readonly DeployedValue[];
  /** Whether every instance that there is to be has its value in it. */
  readonly isCertain: boolean;
}

/** A value that some instances have. */
export interface CommonChoice {
  readonly value: DeployedValue;
  readonly count: number;
}

/**
 * The value that all instances have, else a list or map with that of each. Undefined where the state does not tell it
 * of all of them, or the expression cannot name the instance. `differs` says that the expression names it already.
 */
export function pinnedValue(deployed: DeployedThere, differs: boolean): PinnedValue | undefined {
  const values = knownValues(deployed);
  const [first] = values;
  if (!deployed.isComplete || first === undefined || values.length < deployed.values.length) return undefined;
  const isCertain = hasAllExpected(deployed);
  const isCommon = values.every(({ value }) => isSame(value, first.value));
  if (isCommon && (isCertain || !differs)) {
    return { value: first.value, index: undefined, shown: [first.value], isCertain: true };
  }
  const byKey = valuesByKey(values);
  if (byKey === undefined || deployed.by === undefined) return undefined;
  const value = deployed.by === 'each.key' ? Object.fromEntries(byKey) : listOf(byKey);
  const shown = distinctChoices(values).map((choice) => choice.value);
  return value && { value, index: deployed.by, shown, isCertain };
}

/** The values that instances have, the most frequent first. */
export function commonChoices(deployed: DeployedThere): readonly CommonChoice[] {
  return [...distinctChoices(knownValues(deployed))].sort((one, other) => other.count - one.count);
}

interface KnownValue extends ValueThere {
  readonly value: DeployedValue;
}

function knownValues({ values }: DeployedThere): readonly KnownValue[] {
  return values.flatMap(({ key, value }) => (value === undefined ? [] : [{ key, value }]));
}

function distinctChoices(values: readonly KnownValue[]): readonly CommonChoice[] {
  const choices = new Map<string, CommonChoice>();
  for (const { value } of values) {
    const id = JSON.stringify(value);
    choices.set(id, { value, count: (choices.get(id)?.count ?? 0) + 1 });
  }
  return [...choices.values()];
}

/** Undefined where an instance has no key, or several under one key differ: instances of the module around them. */
function valuesByKey(values: readonly KnownValue[]): ReadonlyMap<InstanceKey, DeployedValue> | undefined {
  const byKey = new Map<InstanceKey, DeployedValue>();
  for (const { key, value } of values) {
    if (key === undefined || (byKey.has(key) && !isSame(byKey.get(key), value))) return undefined;
    byKey.set(key, value);
  }
  return byKey;
}

/** Undefined where there is a gap. */
function listOf(byKey: ReadonlyMap<InstanceKey, DeployedValue>): readonly DeployedValue[] | undefined {
  const list = Array.from({ length: byKey.size }, (_, index) => byKey.get(index));
  const known = list.filter((value) => value !== undefined);
  return known.length === list.length ? known : undefined;
}

function hasAllExpected({ values, expectedKeys }: DeployedThere): boolean {
  const keys = new Set(values.map(({ key }) => key));
  return expectedKeys !== undefined && [...expectedKeys].every((key) => keys.has(key));
}

import type { Expression } from '../syntax/ast';
import { throughHop } from './drift';
import type { Evaluator } from './evaluator';
import { wrapInstances } from './instances';
import { fileScope } from './scope';
import { mapDrifts, object, unknown, type Value } from './value';

/** The call, and the instance of it, whose outputs are asked for. */
export interface OutputReference {
  readonly call: string;
  readonly key: Expression | undefined;
}

/** Reads `module.x` and `module.x[key]`, in front of an output's name; undefined for anything else. */
export function outputReference(expression: Expression): OutputReference | undefined {
  if (expression.kind === 'index') {
    const call = calledName(expression.collection);
    return call === undefined ? undefined : { call, key: expression.key };
  }
  const call = calledName(expression);
  return call === undefined ? undefined : { call, key: undefined };
}

/** `x` of `module.x`; undefined for anything else. */
export function calledName(expression: Expression): string | undefined {
  const isCall =
    expression.kind === 'attribute' &&
    expression.object.kind === 'variable' &&
    expression.object.name === 'module';
  return isCall ? expression.name : undefined;
}

/**
 * What stands behind `module.name`: an object of the outputs named, one for each instance. Without `output` it
 * has all of them.
 */
export function moduleInstances(evaluator: Evaluator, name: string, output: string | undefined): Value {
  const call = evaluator.node.calls.get(name)?.call;
  if (call === undefined) return unknown;
  return wrapInstances(evaluator, call, (scope, key) => {
    const instance = scope === undefined || key === undefined ? undefined : { scope, key };
    const called = evaluator.calledModule(name, instance);
    if (called === undefined) return unknown;
    const names = output === undefined ? [...called.module.outputs.keys()] : [output];
    const entries = names.map((one) => [one, outputValue(called, name, one)] as const);
    return object(new Map(entries), unknown);
  });
}

function outputValue(called: Evaluator, call: string, output: string): Value {
  const declaration = called.module.outputs.get(output);
  if (declaration === undefined) return unknown;
  const value = called.argument(declaration.block.body, 'value', fileScope(declaration.uri)) ?? unknown;
  return mapDrifts(value, (drift) => throughHop(drift, `module.${call}.${output}`, drift.at));
}

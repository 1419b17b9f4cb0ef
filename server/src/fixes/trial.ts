import { Evaluator } from '../flow/evaluator';
import type { Declaration, Module } from '../modules/module';
import type { CalledModule, ModuleNode } from '../modules/moduleTree';
import type { Body } from '../syntax/ast';
import { findHazards, type Hazard } from '../rules/hazard';

/** A module as it would be after an edit; the same one where the edit does not concern it. */
export type ModuleEdit = (module: Module) => Module;

/** The edit that gives a resource, data source or module call of `edited` another body. */
export function withBody(edited: Module, { address }: Declaration, body: Body): ModuleEdit {
  return (module) => {
    if (module !== edited) return module;
    const replaced = <T extends Declaration>(all: ReadonlyMap<string, T>): ReadonlyMap<string, T> =>
      new Map(
        [...all].map(([key, one]) => [
          key,
          one.address === address ? { ...one, block: { ...one.block, body } } : one,
        ]),
      );
    return { ...module, resources: replaced(module.resources), calls: replaced(module.calls) };
  };
}

/**
 * Evaluates the configuration that `evaluator` is part of as if its modules were written otherwise: the evaluator of
 * its root module.
 */
export function evaluatorAfter(evaluator: Evaluator, edit: ModuleEdit): Evaluator {
  const root = evaluator.root;
  return new Evaluator(nodeAfter(root.node, edit), root.setting);
}

/** Whether an edit takes this hazard away and brings no other one. */
export function isCuredBy(hazard: Hazard, edit: ModuleEdit): boolean {
  const before = new Set(findHazards(hazard.evaluator.root).map(keyOf));
  const after = findHazards(evaluatorAfter(hazard.evaluator, edit)).map(keyOf);
  return !after.includes(keyOf(hazard)) && after.every((key) => before.has(key));
}

function nodeAfter({ module, address, calls }: ModuleNode, edit: ModuleEdit): ModuleNode {
  const after = edit(module);
  const called = [...calls].map(([name, { call, node }]): [string, CalledModule] => [
    name,
    { call: after.calls.get(name) ?? call, node: nodeAfter(node, edit) },
  ]);
  return { module: after, address, calls: new Map(called) };
}

/** What makes two hazards the same for the user: the argument and the source, and not how the one reaches the other. */
function keyOf({ module, subject, attribute, arrival: { drift } }: Hazard): string {
  const { address, uri } = drift.source;
  return JSON.stringify([module.address, subject.address, attribute, address, uri]);
}

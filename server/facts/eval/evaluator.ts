/** Puts the parts of the evaluator together. */
import type { FoundDeclaration, Repository } from '../go/repository';
import { specValues } from './assignments';
import { call } from './calls';
import { evaluate } from './expressions';
import { BudgetExceeded, type Machine } from './machine';
import { fileScope } from './names';
import { run } from './statements';
import { type Value, choose, unknown } from './value';

/** An evaluator that lives as long as a provider is being read. */
export interface Evaluator extends Machine {
  /** Runs something with a fresh budget of steps and no conditions in force. @throws BudgetExceeded */
  fresh<T>(work: () => T, budget?: number): T;
}

/** Steps (expressions and statements) that one `fresh` run may take. */
const budget = 5_000_000;

/**
 * Makes an evaluator over a repository.
 * @param constants are values of names that the source lacks, by import path and name joined by a dot.
 */
export function newEvaluator(
  repository: Repository,
  constants: ReadonlyMap<string, string> = new Map<string, string>(),
): Evaluator {
  const globals = new Map<string, Value>();
  let steps = 0;
  let limit = budget;

  /** A variable's initial value does not depend on who reads it first. */
  function initial(found: FoundDeclaration, name: string): Value {
    const content = found.content();
    if (content.kind !== 'value') return unknown(name);
    const spec = content.specs.find((one) => one.names.includes(name));
    if (!spec) return unknown(name);
    const conditions = machine.conditions.splice(0);
    try {
      return specValues(machine, spec, fileScope(found))[spec.names.indexOf(name)] ?? null;
    } finally {
      machine.conditions.push(...conditions);
    }
  }

  const machine: Evaluator = {
    repository,
    constants,
    conditions: [],
    frames: [],
    journal: [],
    requests: [],
    planning: false,
    step() {
      if (++steps > limit) throw new BudgetExceeded(`more than ${String(limit)} steps`);
    },
    limited(own, work) {
      const before = limit;
      limit = Math.min(limit, steps + own);
      try {
        return work();
      } finally {
        limit = before;
      }
    },
    evaluate: (expression, scope, expected) => evaluate(machine, expression, scope, expected),
    run: (body, scope) => run(machine, body, scope),
    call: (callee, args) => call(machine, callee, args),
    declared(found, name) {
      const { site } = found;
      if (site.kind === 'type') return { kind: 'type', name: `${found.package.importPath}.${name}` };
      if (site.kind !== 'value') {
        const content = found.content();
        return content.kind === 'function'
          ? { kind: 'function', name, fn: content.fn, scope: fileScope(found) }
          : unknown(name);
      }
      const key = `${found.package.importPath}.${name}`;
      const known = globals.get(key);
      if (known !== undefined) return known;
      globals.set(key, unknown('a variable that needs itself'));
      const value = initial(found, name);
      globals.set(key, value);
      return value;
    },
    assignDeclared(found, name, value) {
      // Where it is not decided whether this code runs, either value is possible.
      const possible = machine.conditions.length > 0 ? choose([machine.declared(found, name), value]) : value;
      globals.set(`${found.package.importPath}.${name}`, possible);
    },
    package: (importPath) =>
      importPath.startsWith('github.com/hashicorp/terraform-plugin-')
        ? undefined
        : repository.package(importPath),
    fresh(work, allowed = budget) {
      steps = 0;
      limit = allowed;
      machine.conditions.length = 0;
      machine.frames.length = 0;
      machine.journal.length = 0;
      return work();
    },
  };
  return machine;
}

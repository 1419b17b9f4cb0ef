/** What the parts of the evaluator share. Each part lives in its own file and meets the others here. */
import type { GoExpression, GoStatement, GoType } from '../go/ast';
import type { FoundDeclaration, GoPackage, Repository } from '../go/repository';
import { type FieldTest, combine } from './fieldTest';
import type { Change, Scope } from './scope';
import type { Value } from './value';

/** A type as written, with the scope that its names belong to. */
export interface TypeIn {
  readonly type: GoType;
  readonly scope: Scope;
}

/** A way out of the function that is being run, and the undecided conditions on the way there. */
export interface Outcome {
  readonly conditions: readonly FieldTest[];
  readonly value: Value;
  /** It gives an error. */
  readonly fails: boolean;
}

/** The function that is being run. */
export interface Frame {
  /** How many conditions were in force when it was called. */
  readonly base: number;
  readonly outcomes: Outcome[];
  /** Names of the results that a bare `return` gives back. */
  readonly results: readonly string[];
}

/** How a statement ended. */
export type Completion = 'next' | 'return' | 'break' | 'continue';

/** Code asked for that replacing an argument be planned. */
export interface ReplacementRequest {
  /** The argument's path as the code gave it; not a string where it could not be evaluated. */
  readonly key: Value;
  readonly when: FieldTest;
}

/** More steps were needed than allowed; the value asked for stays unknown. */
export class BudgetExceeded extends Error {
  override readonly name = 'BudgetExceeded';
}

/** The evaluator: its state, and its parts as methods. */
export interface Machine {
  readonly repository: Repository;
  /** Values of names that the source given lacks, by import path and name joined by a dot. */
  readonly constants: ReadonlyMap<string, string>;
  /** Undecided conditions that hold for the code being run, outermost first. */
  readonly conditions: FieldTest[];
  readonly frames: Frame[];
  /** Assignments in an undecided branch, so that they can be taken back. */
  readonly journal: Change[];
  /** Replacements asked for by the code run so far. */
  readonly requests: ReplacementRequest[];
  /**
   * Code that plans is being run: it is followed only where it can say something about replacement, because
   * the rest of it talks to the provider's API.
   */
  planning: boolean;
  /** Counts a step. @throws BudgetExceeded */
  step(): void;
  /** Runs something that may take no more than some steps of its own. @throws BudgetExceeded */
  limited<T>(budget: number, work: () => T): T;
  evaluate(expression: GoExpression, scope: Scope, expected?: TypeIn): Value;
  run(body: readonly GoStatement[], scope: Scope): Completion;
  call(callee: Value, args: readonly Value[]): Value;
  /** The value that a top-level name of a package stands for. */
  declared(found: FoundDeclaration, name: string): Value;
  /** Gives a package's variable another value. */
  assignDeclared(found: FoundDeclaration, name: string, value: Value): void;
  /** The package at an import path, if its source was given and it is not foreign by decision. */
  package(importPath: string): GoPackage | undefined;
}

/** The conditions in force since the current function was entered, as one test. */
export function conditionHere(machine: Machine, base = 0): FieldTest {
  return combine('all', machine.conditions.slice(base));
}

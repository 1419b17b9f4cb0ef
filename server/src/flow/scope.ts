import type { Value } from './value';

/** The names that only an expression's surroundings give meaning to: `each`, `count`, `for` variables. */
export interface Scope {
  /** The file the expression stands in. */
  readonly uri: string;
  readonly names: ReadonlyMap<string, Value>;
}

/** The scope with more names, which hide outer ones. */
export function extendScope(scope: Scope, names: Readonly<Record<string, Value>>): Scope {
  return { ...scope, names: new Map([...scope.names, ...Object.entries(names)]) };
}

/** The scope of a file's top level. */
export function fileScope(uri: string): Scope {
  return { uri, names: new Map() };
}

/** Variables in force, and the journal that lets an undecided branch be taken back. */
import type { GoFile } from '../go/declarations';
import type { GoPackage } from '../go/repository';
import type { Value } from './value';

/** A change of a variable, so that it can be undone. */
export interface Change {
  readonly scope: Scope;
  readonly name: string;
  readonly before: Value;
}

/** The variables of one block, and the file whose imports and package its names fall back to. */
export class Scope {
  private static made = 0;
  /** Grows with each scope made: one made later has a higher one. */
  readonly serial = ++Scope.made;
  private readonly variables = new Map<string, Value>();

  readonly package: GoPackage;
  readonly file: GoFile;
  private readonly parent: Scope | undefined;

  constructor(from: GoPackage, file: GoFile, parent?: Scope) {
    this.package = from;
    this.file = file;
    this.parent = parent;
  }

  /** The serial of the scope made last. */
  static get latest(): number {
    return Scope.made;
  }

  /** A scope inside this one. */
  inner(): Scope {
    return new Scope(this.package, this.file, this);
  }

  declare(name: string, value: Value): void {
    if (name !== '_') this.variables.set(name, value);
  }

  /** Whether this very scope, not one around it, declares a name. */
  owns(name: string): boolean {
    return this.variables.has(name);
  }

  get(name: string): Value | undefined {
    return this.holder(name)?.variables.get(name);
  }

  /** Assigns to a declared variable; gives the change made, or undefined where there is no such variable. */
  assign(name: string, value: Value): Change | undefined {
    const scope = this.holder(name);
    if (!scope) return undefined;
    const change: Change = { scope, name, before: scope.variables.get(name) ?? null };
    scope.variables.set(name, value);
    return change;
  }

  private holder(name: string): Scope | undefined {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- walking outwards starts here
    let scope: Scope | undefined = this;
    while (scope && !scope.variables.has(name)) scope = scope.parent;
    return scope;
  }
}

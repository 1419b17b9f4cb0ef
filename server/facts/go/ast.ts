/**
 * The part of Go's syntax that schema code is written in, as plain values. Syntax trees are lowered into
 * these once, declaration by declaration, so that no parser memory has to stay alive.
 */

/** One element of a composite literal; `key` is a field name, a map key or an index. */
export interface GoElement {
  readonly key?: GoExpression;
  readonly value: GoExpression;
}

/** A function's parameters and body, named or literal. */
export interface GoFunction {
  /** Parameter names in order; `_` where there is none. */
  readonly parameters: readonly string[];
  readonly variadic: boolean;
  /** Named results, which a bare `return` gives back. */
  readonly results: readonly string[];
  readonly body: readonly GoStatement[];
}

export type GoExpression =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'select'; readonly target: GoExpression; readonly name: string }
  | {
      readonly kind: 'call';
      readonly callee: GoExpression;
      readonly args: readonly GoExpression[];
      /** The last argument is `xs...`. */
      readonly spread: boolean;
    }
  | { readonly kind: 'composite'; readonly type?: GoType; readonly elements: readonly GoElement[] }
  | { readonly kind: 'literal'; readonly value: string | number }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: GoExpression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: GoExpression;
      readonly right: GoExpression;
    }
  | { readonly kind: 'index'; readonly target: GoExpression; readonly index: GoExpression }
  | {
      readonly kind: 'slice';
      readonly target: GoExpression;
      readonly from?: GoExpression;
      readonly to?: GoExpression;
    }
  | { readonly kind: 'function'; readonly fn: GoFunction }
  | { readonly kind: 'assert'; readonly target: GoExpression; readonly type?: GoType }
  | { readonly kind: 'type'; readonly type: GoType }
  /** Syntax that the evaluator has no use for. */
  | { readonly kind: 'other'; readonly what: string };

/** A struct's field; an embedded one has its type's name. */
export interface GoField {
  readonly name: string;
  readonly embedded: boolean;
  readonly type: GoType;
  /** The tag as written, without its quotes. */
  readonly tag?: string;
}

export type GoType =
  | { readonly kind: 'named'; readonly package?: string; readonly name: string }
  | { readonly kind: 'list'; readonly element: GoType }
  | { readonly kind: 'map'; readonly value: GoType }
  | { readonly kind: 'pointer'; readonly to: GoType }
  | { readonly kind: 'struct'; readonly fields: readonly GoField[] }
  | { readonly kind: 'interface'; readonly methods: readonly string[]; readonly embedded: readonly GoType[] }
  | { readonly kind: 'other'; readonly what: string };

/** One arm of a `switch`; no `values` means `default`. */
export interface GoCase {
  readonly values?: readonly GoExpression[];
  readonly body: readonly GoStatement[];
}

export type GoStatement =
  | { readonly kind: 'expression'; readonly value: GoExpression }
  | {
      readonly kind: 'assign';
      /** `:=`, `=`, `+=`, … */
      readonly operator: string;
      readonly left: readonly GoExpression[];
      readonly right: readonly GoExpression[];
    }
  | { readonly kind: 'declare'; readonly specs: readonly GoValueSpec[] }
  | { readonly kind: 'return'; readonly values: readonly GoExpression[] }
  | {
      readonly kind: 'if';
      readonly init?: GoStatement;
      readonly condition: GoExpression;
      readonly then: readonly GoStatement[];
      readonly otherwise?: readonly GoStatement[];
    }
  | {
      readonly kind: 'range';
      readonly key?: GoExpression;
      readonly value?: GoExpression;
      /** `:=` declares new variables, `=` assigns. */
      readonly declares: boolean;
      readonly over: GoExpression;
      readonly body: readonly GoStatement[];
    }
  | {
      readonly kind: 'for';
      readonly init?: GoStatement;
      readonly condition?: GoExpression;
      readonly update?: GoStatement;
      readonly body: readonly GoStatement[];
    }
  | {
      readonly kind: 'switch';
      readonly init?: GoStatement;
      /** Absent in a tagless switch. */
      readonly value?: GoExpression;
      /** In a type switch, the variable that the value is bound to (may be empty). */
      readonly typeAlias?: string;
      readonly cases: readonly GoCase[];
    }
  | { readonly kind: 'block'; readonly body: readonly GoStatement[] }
  | { readonly kind: 'jump'; readonly how: 'break' | 'continue' }
  | { readonly kind: 'other'; readonly what: string };

/** `names = values`, in a `var` or `const` declaration. */
export interface GoValueSpec {
  readonly names: readonly string[];
  readonly type?: GoType;
  readonly values: readonly GoExpression[];
  /** The value of `iota` here. */
  readonly iota: number;
}

/** A top-level declaration's content. */
export type GoDeclaration =
  | { readonly kind: 'function'; readonly fn: GoFunction }
  | { readonly kind: 'value'; readonly specs: readonly GoValueSpec[] }
  | { readonly kind: 'type'; readonly type: GoType; readonly alias: boolean };

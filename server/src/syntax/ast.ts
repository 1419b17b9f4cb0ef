import type { TextRange } from '../base/textRange';

/** A value that HCL can write down literally. */
export type Literal = string | number | boolean | null;

/** One expression with its place in the file. Plain values: a tree can be cached and compared. */
export type Expression =
  | LiteralExpression
  | TemplateExpression
  | VariableExpression
  | AttributeExpression
  | IndexExpression
  | SplatExpression
  | CallExpression
  | ConditionalExpression
  | OperationExpression
  | ForExpression
  | ObjectExpression
  | TupleExpression
  | BrokenExpression;

interface Placed {
  readonly range: TextRange;
  /** The file that it stands in, where that is another one than the file of the block that it belongs to. */
  readonly uri?: string;
}

export interface LiteralExpression extends Placed {
  readonly kind: 'literal';
  readonly value: Literal;
}

/** A string with interpolations or directives. A part's literal text is decoded. */
export interface TemplateExpression extends Placed {
  readonly kind: 'template';
  readonly parts: readonly Expression[];
}

/** The first name of a traversal: `var`, `data`, `aws_instance`, or a `for` variable. */
export interface VariableExpression extends Placed {
  readonly kind: 'variable';
  readonly name: string;
}

export interface AttributeExpression extends Placed {
  readonly kind: 'attribute';
  readonly object: Expression;
  readonly name: string;
}

export interface IndexExpression extends Placed {
  readonly kind: 'index';
  readonly collection: Expression;
  readonly key: Expression;
}

/** `x[*].a` and `x.*.a`: `each` is evaluated per element, with `element` standing for it. */
export interface SplatExpression extends Placed {
  readonly kind: 'splat';
  readonly collection: Expression;
  readonly each: Expression;
}

/** The name that stands for the current element inside `SplatExpression.each`; no HCL identifier. */
export const splatElement = '*';

export interface CallExpression extends Placed {
  readonly kind: 'call';
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** Whether the last argument is a list whose elements are the remaining arguments (`f(a...)`). */
  readonly expandsLast: boolean;
}

export interface ConditionalExpression extends Placed {
  readonly kind: 'conditional';
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface OperationExpression extends Placed {
  readonly kind: 'operation';
  readonly operator: string;
  /** One operand for a prefix operator, two for an infix one. */
  readonly operands: readonly Expression[];
}

export interface ForExpression extends Placed {
  readonly kind: 'for';
  readonly produces: 'tuple' | 'object' | 'string';
  readonly keyName: string | undefined;
  readonly valueName: string;
  readonly collection: Expression;
  /** Only where it produces an object. */
  readonly key: Expression | undefined;
  readonly value: Expression;
  readonly condition: Expression | undefined;
  /** `=> value...`: values with the same key are gathered in a list. */
  readonly groups: boolean;
}

export interface ObjectExpression extends Placed {
  readonly kind: 'object';
  readonly items: readonly { readonly key: Expression; readonly value: Expression }[];
}

export interface TupleExpression extends Placed {
  readonly kind: 'tuple';
  readonly elements: readonly Expression[];
}

/** Text that is not an expression (yet). */
export interface BrokenExpression extends Placed {
  readonly kind: 'broken';
}

export interface Attribute {
  readonly name: string;
  readonly nameRange: TextRange;
  /** From the name to the end of the expression. */
  readonly range: TextRange;
  readonly value: Expression;
}

export interface Body {
  /** What lies between the braces; for JSON, the object with its braces. */
  readonly range: TextRange;
  readonly attributes: readonly Attribute[];
  readonly blocks: readonly Block[];
}

export interface Block {
  readonly type: string;
  readonly labels: readonly string[];
  readonly range: TextRange;
  /** Type and labels, without the opening brace. */
  readonly headerRange: TextRange;
  readonly body: Body;
}

/** A block of a file's top level. */
export interface TopLevelBlock extends Block {
  /** Whether the syntax inside is incomplete: nothing in such a block is believed, reported or edited. */
  readonly broken: boolean;
}

/** A comment, with its marker. In JSON: the string value of a `"//"` property. */
export interface Comment {
  readonly range: TextRange;
  readonly text: string;
}

export interface SyntaxError {
  readonly range: TextRange;
  readonly message: string;
}

/** A configuration file as written. Parsing never fails: what is not sound is in `errors`. */
export interface SyntaxFile {
  readonly language: 'hcl' | 'json';
  readonly blocks: readonly TopLevelBlock[];
  /** Top-level arguments; only variable definition files have them. */
  readonly attributes: readonly Attribute[];
  readonly comments: readonly Comment[];
  readonly errors: readonly SyntaxError[];
}

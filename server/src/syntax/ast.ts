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

export interface LiteralExpression {
  readonly kind: 'literal';
  readonly range: TextRange;
  readonly value: Literal;
}

/** A string with interpolations or directives. A part's literal text is decoded. */
export interface TemplateExpression {
  readonly kind: 'template';
  readonly range: TextRange;
  readonly parts: readonly Expression[];
}

/** The first name of a traversal: `var`, `data`, `aws_instance`, or a `for` variable. */
export interface VariableExpression {
  readonly kind: 'variable';
  readonly range: TextRange;
  readonly name: string;
}

export interface AttributeExpression {
  readonly kind: 'attribute';
  readonly range: TextRange;
  readonly object: Expression;
  readonly name: string;
}

export interface IndexExpression {
  readonly kind: 'index';
  readonly range: TextRange;
  readonly collection: Expression;
  readonly key: Expression;
}

/** `x[*].a` and `x.*.a`: `each` is evaluated per element, with `element` standing for it. */
export interface SplatExpression {
  readonly kind: 'splat';
  readonly range: TextRange;
  readonly collection: Expression;
  readonly each: Expression;
}

/** The name that stands for the current element inside `SplatExpression.each`; no HCL identifier. */
export const splatElement = '*';

export interface CallExpression {
  readonly kind: 'call';
  readonly range: TextRange;
  readonly name: string;
  readonly arguments: readonly Expression[];
  /** Whether the last argument is a list whose elements are the remaining arguments (`f(a...)`). */
  readonly expandsLast: boolean;
}

export interface ConditionalExpression {
  readonly kind: 'conditional';
  readonly range: TextRange;
  readonly condition: Expression;
  readonly whenTrue: Expression;
  readonly whenFalse: Expression;
}

export interface OperationExpression {
  readonly kind: 'operation';
  readonly range: TextRange;
  readonly operator: string;
  /** One operand for a prefix operator, two for an infix one. */
  readonly operands: readonly Expression[];
}

export interface ForExpression {
  readonly kind: 'for';
  readonly range: TextRange;
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

export interface ObjectExpression {
  readonly kind: 'object';
  readonly range: TextRange;
  readonly items: readonly { readonly key: Expression; readonly value: Expression }[];
}

export interface TupleExpression {
  readonly kind: 'tuple';
  readonly range: TextRange;
  readonly elements: readonly Expression[];
}

/** Text that is not an expression (yet). */
export interface BrokenExpression {
  readonly kind: 'broken';
  readonly range: TextRange;
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

import type { TextRange } from '../base/textRange';
import type { Evaluator } from '../flow/evaluator';
import { attributeNamed } from '../modules/bodyAccess';
import type { ResourceDeclaration } from '../modules/module';
import type { Pin } from '../models/schema';
import type { Expression, Literal } from '../syntax/ast';
import { encodeQuoted, encodeTemplateMarkers } from '../syntax/stringLiteral';
import type { DeployedInstance } from './state/deployedState';

/** The value that an argument gets, in all its forms. */
export interface PinValue {
  /** In native syntax. */
  readonly written: string;
  readonly json: unknown;
  readonly expression: Expression;
  /** For a title. */
  readonly shown: string;
  /** The part of it that is to be typed over. */
  readonly placeholder?: string;
}

/**
 * Stand for what has to be typed in: the first in whose form the argument pins its source. None is the name or
 * version of anything, so that no plan accepts one silently.
 */
const placeholders = [
  'REPLACE_ME',
  '999999999',
  '999999999.0.0',
  '999999999.0.0.0',
  'v999999999',
  'REPLACE_ME:999999999',
  '0'.repeat(40),
];

const nowhere = { start: 0, end: 0 };

/** A row's value template, taken apart. */
interface Template {
  readonly isList: boolean;
  /** Texts and, between them, names of attributes. */
  readonly parts: readonly (string | { readonly attribute: string })[];
}

/** `["${id}"]` is a list of one text, anything else a text. */
function readTemplate(value: string): Template {
  const inList = /^\["(.*)"\]$/.exec(value)?.[1];
  const parts = (inList ?? value)
    .split(/\$\{(\w+)\}/)
    .map((part, index) => (index % 2 === 0 ? part : { attribute: part }))
    .filter((part) => part !== '');
  return { isList: inList !== undefined, parts };
}

/** The pin's value from what a source has read; undefined where its instances differ, and where they do not say it. */
export function pinnedValue(pin: Pin, instances: readonly DeployedInstance[]): PinValue | undefined {
  if (pin.value === undefined) return undefined;
  const { isList, parts } = readTemplate(pin.value);
  const values = instances.map((instance) => filledIn(parts, instance));
  const [first] = values;
  const isCommon = first !== undefined && values.every((value) => value === first);
  return isCommon ? literalValue(first, isList) : undefined;
}

/** A number stays one where the template is nothing but the attribute. */
function filledIn(parts: Template['parts'], instance: DeployedInstance): string | number | undefined {
  const values = parts.map((part) =>
    typeof part === 'string' ? part : readAttribute(instance, part.attribute),
  );
  const [only] = values;
  if (values.length === 1) return only;
  return values.every((value) => value !== undefined) ? values.join('') : undefined;
}

function readAttribute(
  { attributes, sensitive }: DeployedInstance,
  name: string,
): string | number | undefined {
  const value = attributes[name];
  if (sensitive.some(([first]) => first === name)) return undefined;
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : undefined;
}

function literalValue(value: string | number, isList: boolean, placeholder?: string): PinValue {
  const written = typeof value === 'string' ? encodeQuoted(value) : String(value);
  const json = typeof value === 'string' ? encodeTemplateMarkers(value) : value;
  const literal: Expression = { kind: 'literal', range: nowhere, value };
  return {
    written: isList ? `[${written}]` : written,
    json: isList ? [json] : json,
    expression: isList ? { kind: 'tuple', range: nowhere, elements: [literal] } : literal,
    shown: String(value),
    ...(placeholder !== undefined && { placeholder }),
  };
}

/** What is known of a source without a state. */
interface SourceAsWritten {
  readonly evaluator: Evaluator;
  readonly declaration: ResourceDeclaration;
  /** What is written in its file. */
  readonly ownText: (range: TextRange) => string;
}

/** Values of the pin's form with a part to be typed in, the most telling placeholder first. */
export function typedValues(pin: Pin, source: SourceAsWritten): readonly PinValue[] {
  const { argument = '', value = `\${${argument}}` } = pin;
  const { isList, parts } = readTemplate(value);
  const prefix = parts.length > 1 ? prefixOf(argument, parts, source) : { text: '' };
  if (prefix === undefined) return [];
  return placeholders.map((placeholder): PinValue => {
    if ('text' in prefix) return literalValue(prefix.text + placeholder, isList, placeholder);
    const written = `"\${${prefix.written}}:${placeholder}"`;
    const text: Expression = { kind: 'literal', range: nowhere, value: `:${placeholder}` };
    return {
      written,
      json: written.slice(1, -1),
      expression: { kind: 'template', range: nowhere, parts: [prefix.expression, text] },
      shown: placeholder,
      placeholder,
    };
  });
}

type Prefix = { readonly text: string } | { readonly written: string; readonly expression: Expression };

/**
 * What stands before the last part of a template, as far as the block itself says it. `${name}:${version}` where
 * `name` is the argument that is there already: its text, or else its expression, which then stays.
 */
function prefixOf(
  argument: string,
  parts: Template['parts'],
  { evaluator, declaration, ownText }: SourceAsWritten,
): Prefix | undefined {
  const [first, separator, last, ...more] = parts;
  const own = attributeNamed(declaration.block.body, argument)?.value;
  const isOwn = typeof first === 'object' && first.attribute === argument && own !== undefined;
  const isSimple = separator === ':' && typeof last === 'object' && more.length === 0;
  if (!isOwn || !isSimple) return undefined;
  const written: Literal | undefined = own.kind === 'literal' ? own.value : undefined;
  if (typeof written === 'string') return { text: `${written}:` };
  const text = ownText(own.range);
  const value = evaluator.evaluate(own, evaluator.scopeOf(declaration));
  if (value.drifts.length > 0 || text.includes('\n') || own.kind === 'template') return undefined;
  return { written: text, expression: own };
}

import type { TextRange } from '../base/textRange';
import type { Evaluator } from '../flow/evaluator';
import { attributeNamed } from '../modules/bodyAccess';
import { argumentName, type Hazard } from '../rules/hazard';
import { encodeQuoted } from '../syntax/stringLiteral';
import { blockBehind } from './edits/blockBehind';
import { pinPlace, type PinPlace } from './edits/pinPlace';
import { fixOf, type Fix, type FixContext, type FixEdit, type FixKind, type FixTitle } from './fix';
import { pinnedText, replacedReference } from './pinnedText';
import { shown } from './pinValue';
import { allowsTerraform } from './requiredVersion';

/** The first Terraform with `check` blocks. Source: its changelog. */
const firstWithChecks = [1, 5] as const;

/** What means the same outside of the block that it is written in: no iterator, no `each`, no splat. */
const standsAlone = /^(?:data|local|module|var)(?:\.[\w-]+|\[(?:\d+|"[^"$%\\]*")\])+$/;

const deployedNow: FixTitle = {
  title: 'Pin ARGUMENT to VALUE (deployed now), and warn in plans when there is a newer one',
  applicability: 'needs-review',
  when: 'where the state tells the value',
};

const byHand: FixTitle = {
  title: 'Pin ARGUMENT to a fixed value, and warn in plans when there is a newer one…',
  applicability: 'needs-review',
  when: 'where the state does not tell it',
};

/** Pins, and has Terraform itself say when the pin is out of date. */
export const pinAndCheck: FixKind = {
  id: 'pin-and-check',
  name: 'Pin the value, with a check',
  titles: [deployedNow, byHand],
  offered:
    'For what the newest of several is, as a text that the argument takes as it is; in native syntax only, unless `required_version` rules out Terraform 1.5. In a module call, and for a nested block, only where the state tells the value.',
  writes:
    'The value as a literal, and behind the block a `check` block that compares it with the data source: plans then warn, and change nothing.',
  cost: 'A newer ARGUMENT, security updates included, still comes only by hand; plans go on asking the data source.',
  make: async (context) => [await pin(context)].filter((fix) => fix !== undefined),
};

async function pin(context: FixContext): Promise<Fix | undefined> {
  const { hazard } = context;
  const place = isNewestOfSeveral(hazard) ? pinPlace(context) : undefined;
  const evaluator = place && evaluatorOf(hazard.evaluator, place);
  if (place === undefined || evaluator === undefined || place.file.syntax.language !== 'hcl')
    return undefined;
  const reference = replacedReference(place);
  const pinned = await pinnedText(context, place);
  if (reference === undefined || pinned === undefined || !standsAlone.test(reference)) return undefined;
  const lines = checkLines(hazard, place, reference, pinned.value);
  if (lines === undefined || !allowsTerraform(evaluator, firstWithChecks)) return undefined;
  const check = checkEdits(context, evaluator, place, lines);
  if (check === undefined) return undefined;
  const words = { ARGUMENT: argumentName(hazard) };
  const files = [{ ...pinned.file, edits: [...pinned.file.edits, ...check] }];
  return pinned.value === undefined
    ? fixOf(pinAndCheck, byHand, words, files)
    : fixOf(pinAndCheck, deployedNow, { ...words, VALUE: shown(pinned.value) }, files);
}

function isNewestOfSeveral({ kind, arrival: { drift } }: Hazard): boolean {
  const { cause, unchanged, source } = drift;
  const isNewest = source.kind === 'answer' && source.volatility === 'latest';
  return kind === 'replacement' && isNewest && cause === 'drift' && unchanged;
}

/** The evaluator of the module that the place is in: that of the hazard, or of one that calls it. */
function evaluatorOf(evaluator: Evaluator, place: PinPlace): Evaluator | undefined {
  const { module, context } = evaluator;
  const declared = [...module.resources.values(), ...module.calls.values()];
  const isHere = declared.some(({ uri, block }) => uri === place.file.uri && isSame(block, place.block));
  return isHere ? evaluator : context && evaluatorOf(context.caller, place);
}

/**
 * The check block. It compares the reference with the argument of the resource, so that the value is written only
 * once, else with the literal; undefined where neither can be.
 */
function checkLines(
  { subject, attribute }: Hazard,
  { block, expression, replaced }: PinPlace,
  reference: string,
  value: string | undefined,
): readonly string[] | undefined {
  const argument = block.body.attributes.find((one) => isSame(one.value, expression))?.name;
  const isWhole = argument !== undefined && isSame(expression, replaced);
  const canRead = isWhole && block.type === 'resource' && isSame(block, subject.block);
  if (!canRead && value === undefined) return undefined;
  const address = [...(block.type === 'resource' ? [] : [block.type]), ...block.labels].join('.');
  const path = canRead || block.type !== 'resource' ? (argument ?? attribute) : attribute;
  const isRepeated = ['count', 'for_each'].some((name) => attributeNamed(block.body, name) !== undefined);
  const one = canRead ? `${address}.${path}` : encodeQuoted(value ?? '');
  const condition =
    canRead && isRepeated
      ? `alltrue([for instance in ${address} : instance.${path} == ${reference}])`
      : `${one} == ${reference}`;
  return [
    `check "${`${address}.${path}`.replaceAll('.', '_')}_is_newest" {`,
    '  assert {',
    `    condition     = ${condition}`,
    `    error_message = ${encodeQuoted(`${address}.${path} is pinned, and ${reference} is another one by now.`)}`,
    '  }',
    '}',
  ];
}

/** No edits where the same check is there already; undefined where another one has its name. */
function checkEdits(
  { texts }: FixContext,
  { module }: Evaluator,
  { file, block }: PinPlace,
  lines: readonly string[],
): readonly FixEdit[] | undefined {
  const existing = module.otherBlocks.find(
    (other) => other.block.type === 'check' && lines[0] === `check "${other.block.labels.join('')}" {`,
  );
  if (existing !== undefined) {
    const { start, end } = existing.block.range;
    const written = texts(existing.uri)?.text.slice(start, end).replaceAll('\r\n', '\n');
    return written === lines.join('\n') ? [] : undefined;
  }
  const edit = blockBehind(file, block, lines);
  return edit && [edit];
}

interface Placed {
  readonly range: TextRange;
}

function isSame(one: Placed, other: Placed): boolean {
  return one.range.start === other.range.start && one.range.end === other.range.end;
}

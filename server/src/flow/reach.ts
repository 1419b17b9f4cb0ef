import type { BlockInFile } from '../modules/module';
import type { Attribute, Body, Expression } from '../syntax/ast';
import { mayHoldLiteral } from './literalDrift';
import type { FlowModels } from './models';

/** A block, or one value of a `locals` block, with what it declares and what it mentions. */
interface Part {
  readonly block: BlockInFile;
  /** The address others mention it by; undefined where nothing can refer to it. */
  readonly address: string | undefined;
  readonly mentions: ReadonlySet<string>;
  readonly isSource: boolean;
}

/**
 * The blocks that have to be read exactly: those through which drift may come, and all that these depend
 * on. It goes by mentions alone, so it is generous, and cheap: most modules need no block at all.
 */
export function blocksInReach(blocks: readonly BlockInFile[], models: FlowModels): ReadonlySet<BlockInFile> {
  const parts = blocks.flatMap((block) => partsOf(block, models));
  const carrying = closure(
    parts.filter((part) => part.isSource),
    dependants(parts),
  );
  const needed = closure([...carrying], dependencies(parts));
  return new Set([...needed].map((part) => part.block));
}

function partsOf(blockInFile: BlockInFile, models: FlowModels): readonly Part[] {
  const { block } = blockInFile;
  const [first = '', second = ''] = block.labels;
  const whole = (address: string | undefined, isSource: boolean): Part => {
    const mentions = mentionsIn(block.body);
    return { block: blockInFile, address, mentions, isSource: isSource || callsImpure(mentions, models) };
  };
  switch (block.type) {
    case 'data':
      return [whole(`data.${first}.${second}`, models.sourcesOf(first).length > 0)];
    case 'resource':
      return [
        whole(
          `${first}.${second}`,
          models.literalsOf(first).some((row) => mayHoldLiteral(block.body, row)),
        ),
      ];
    case 'variable':
      return [whole(`var.${first}`, false)];
    case 'locals':
      return block.body.attributes.map((attribute) => {
        const mentions = mentionsInExpression(attribute.value);
        const isSource = callsImpure(mentions, models);
        return { block: blockInFile, address: `local.${attribute.name}`, mentions, isSource };
      });
    default:
      return [];
  }
}

function callsImpure(mentions: ReadonlySet<string>, models: FlowModels): boolean {
  for (const mention of mentions) {
    if (mention.endsWith('()') && models.impureFunction(mention.slice(0, -2)) !== undefined) return true;
  }
  return false;
}

type Neighbours = (part: Part) => readonly Part[];

function closure(start: readonly Part[], neighbours: Neighbours): ReadonlySet<Part> {
  const reached = new Set(start);
  const waiting = [...start];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop()) {
    for (const next of neighbours(part)) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  return reached;
}

function dependencies(parts: readonly Part[]): Neighbours {
  const byAddress = groupBy(parts, (part) => (part.address === undefined ? [] : [part.address]));
  return (part) => [...part.mentions].flatMap((mention) => byAddress.get(mention) ?? []);
}

function dependants(parts: readonly Part[]): Neighbours {
  const byMention = groupBy(parts, (part) => part.mentions);
  return (part) => (part.address === undefined ? [] : (byMention.get(part.address) ?? []));
}

function groupBy(parts: readonly Part[], keysOf: (part: Part) => Iterable<string>): Map<string, Part[]> {
  const groups = new Map<string, Part[]>();
  for (const part of parts) {
    for (const key of keysOf(part)) {
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [part]);
      else group.push(part);
    }
  }
  return groups;
}

function mentionsIn(body: Body): ReadonlySet<string> {
  const mentions = new Set<string>();
  const visit = (current: Body): void => {
    current.attributes.forEach((attribute: Attribute) => {
      addMentions(attribute.value, mentions);
    });
    current.blocks.forEach((block) => {
      visit(block.body);
    });
  };
  visit(body);
  return mentions;
}

function mentionsInExpression(expression: Expression): ReadonlySet<string> {
  const mentions = new Set<string>();
  addMentions(expression, mentions);
  return mentions;
}

/** Adds `data.a.b` and `a.b` for traversals, and `f()` for calls, wherever they stand in `expression`. */
function addMentions(expression: Expression, mentions: Set<string>): void {
  if (expression.kind === 'attribute') {
    const { object, name } = expression;
    if (object.kind === 'variable') mentions.add(`${object.name}.${name}`);
    else if (object.kind === 'attribute' && object.object.kind === 'variable') {
      mentions.add(`${object.object.name}.${object.name}.${name}`);
    }
  }
  if (expression.kind === 'call') mentions.add(`${expression.name.replace(/^core::/, '')}()`);
  for (const inner of innerExpressions(expression)) addMentions(inner, mentions);
}

function innerExpressions(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'literal':
    case 'variable':
    case 'broken':
      return [];
    case 'template':
      return expression.parts;
    case 'attribute':
      return [expression.object];
    case 'index':
      return [expression.collection, expression.key];
    case 'splat':
      return [expression.collection, expression.each];
    case 'call':
      return expression.arguments;
    case 'conditional':
      return [expression.condition, expression.whenTrue, expression.whenFalse];
    case 'operation':
      return expression.operands;
    case 'for':
      return [expression.collection, expression.key, expression.value, expression.condition].filter(
        (inner) => inner !== undefined,
      );
    case 'object':
      return expression.items.flatMap((item) => [item.key, item.value]);
    case 'tuple':
      return expression.elements;
  }
}

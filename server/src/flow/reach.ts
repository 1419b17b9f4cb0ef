import { attributeNamed } from '../modules/bodyAccess';
import { hasConditions } from '../modules/lifecycle';
import type { BlockInFile } from '../modules/module';
import { mayHoldLiteral } from './literalDrift';
import { mentionsInBody, mentionsInExpression, type Mentions } from './mentions';
import type { FlowModels } from './models';

/** A module of a configuration, as the question for its reach sees it. */
export interface ModuleInReach {
  /** The directory's URI. */
  readonly directory: string;
  readonly blocks: readonly BlockInFile[];
  /** The directories that a call may lead to, by the call's name. */
  readonly calls: ReadonlyMap<string, readonly string[]>;
}

/** A block, or a part of one, with what it declares and what it mentions. All names carry their directory. */
interface Part {
  readonly block: BlockInFile;
  /** What others mention it by; undefined where nothing can refer to it. */
  readonly name: string | undefined;
  readonly mentions: readonly string[];
  readonly isSource: boolean;
}

/**
 * The blocks of a configuration that have to be read exactly: those through which drift may come, across
 * module calls, and all that these depend on. It goes by mentions alone, so it is generous, and cheap: most
 * modules need no block at all.
 */
export function blocksInReach(
  modules: readonly ModuleInReach[],
  models: FlowModels,
): ReadonlySet<BlockInFile> {
  const deferred = deferredDirectories(modules);
  const parts = modules.flatMap((module) => partsOf(module, deferred.has(module.directory), models));
  const sources = parts.filter((part) => part.isSource);
  if (sources.length === 0) return new Set();
  const carrying = closure(sources, dependants(parts));
  const needed = closure([...carrying], dependencies(parts));
  return new Set([...needed].map((part) => part.block));
}

/** Directories whose data sources are read only during apply, because a call above them has `depends_on`. */
function deferredDirectories(modules: readonly ModuleInReach[]): ReadonlySet<string> {
  const byDirectory = new Map(modules.map((module) => [module.directory, module]));
  const deferred = new Set<string>();
  const waiting: string[] = [];
  for (const { blocks, calls } of modules) {
    for (const { block } of blocks) {
      if (block.type !== 'module' || attributeNamed(block.body, 'depends_on') === undefined) continue;
      waiting.push(...(calls.get(block.labels[0] ?? '') ?? []));
    }
  }
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (deferred.has(next)) continue;
    deferred.add(next);
    for (const called of byDirectory.get(next)?.calls.values() ?? []) waiting.push(...called);
  }
  return deferred;
}

function partsOf(module: ModuleInReach, isDeferred: boolean, models: FlowModels): readonly Part[] {
  const managed = new Set(
    module.blocks
      .filter(({ block }) => block.type === 'resource')
      .map(({ block }) => block.labels.slice(0, 2).join('.')),
  );
  const waits = (mentions: Mentions) =>
    [...mentions].some((mention) => managed.has(mention) || mention.startsWith('module.'));
  const named = (name: string) => `${module.directory} ${name}`;
  return module.blocks.flatMap((blockInFile): readonly Part[] => {
    const { block } = blockInFile;
    const [first = '', second = ''] = block.labels;
    const part = (name: string | undefined, mentions: Mentions, ...further: readonly string[]): Part => ({
      block: blockInFile,
      name,
      mentions: [...[...mentions].map(named), ...further],
      isSource: callsImpure(mentions, models),
    });
    const mentions = () => mentionsInBody(block.body);
    switch (block.type) {
      case 'data': {
        // In JSON, and in quotes in old code, what `depends_on` names is a text, no mention.
        const isDependent = attributeNamed(block.body, 'depends_on') !== undefined;
        const mayWait = isDeferred || isDependent || waits(mentions()) || hasConditions(block.body);
        const isSource = mayWait || models.sourcesOf(first).length > 0;
        const whole = part(named(`data.${first}.${second}`), mentions());
        return [{ ...whole, isSource: whole.isSource || isSource }];
      }
      case 'resource': {
        const holdsLiteral = models.literalsOf(first).some((row) => mayHoldLiteral(block.body, row));
        const whole = part(named(`${first}.${second}`), mentions());
        return [{ ...whole, isSource: whole.isSource || holdsLiteral }];
      }
      case 'variable':
        return [part(named(`var.${first}`), mentions(), argumentName(module.directory, first))];
      case 'output':
        return [part(outputsName(module.directory), mentions())];
      case 'locals':
        return block.body.attributes.map(({ name, value }) =>
          part(named(`local.${name}`), mentionsInExpression(value)),
        );
      case 'module':
        return callParts(blockInFile, module, part);
      default:
        return [];
    }
  });
}

type MakePart = (name: string | undefined, mentions: Mentions, ...further: readonly string[]) => Part;

/** A call is one part that the called module's outputs come out of, and one part for each argument. */
function callParts({ block }: BlockInFile, module: ModuleInReach, part: MakePart): readonly Part[] {
  const [name = ''] = block.labels;
  const called = module.calls.get(name) ?? [];
  const repetition = [attributeNamed(block.body, 'for_each'), attributeNamed(block.body, 'count')]
    .filter((attribute) => attribute !== undefined)
    .flatMap(({ value }) => [...mentionsInExpression(value)]);
  const whole = part(
    `${module.directory} module.${name}`,
    new Set([...repetition, ...mentionsOf(block.body, 'depends_on')]),
    ...called.map(outputsName),
  );
  const arguments_ = block.body.attributes.flatMap((attribute) =>
    called.map((directory) =>
      part(
        argumentName(directory, attribute.name),
        new Set([...repetition, ...mentionsInExpression(attribute.value)]),
      ),
    ),
  );
  return [whole, ...arguments_];
}

function mentionsOf(body: Parameters<typeof attributeNamed>[0], name: string): Iterable<string> {
  const attribute = attributeNamed(body, name);
  return attribute === undefined ? [] : mentionsInExpression(attribute.value);
}

/** What the argument `name` of the calls of a directory is known by. */
function argumentName(directory: string, name: string): string {
  return `${directory} argument ${name}`;
}

/** What the outputs of a directory are known by, all of them together. */
function outputsName(directory: string): string {
  return `${directory} outputs`;
}

function callsImpure(mentions: Mentions, models: FlowModels): boolean {
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
  const byName = groupBy(parts, (part) => (part.name === undefined ? [] : [part.name]));
  return (part) => part.mentions.flatMap((mention) => byName.get(mention) ?? []);
}

function dependants(parts: readonly Part[]): Neighbours {
  const byMention = groupBy(parts, (part) => part.mentions);
  return (part) => (part.name === undefined ? [] : (byMention.get(part.name) ?? []));
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

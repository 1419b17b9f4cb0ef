import { say } from '../base/language';
import { deferredDrifts } from '../flow/deferral';
import type { Evaluator } from '../flow/evaluator';
import { mentionsInBody, mentionsInExpression } from '../flow/mentions';
import { attributeNamed } from '../modules/bodyAccess';
import type { ModuleCall, ResourceDeclaration } from '../modules/module';
import { readModuleSource } from '../modules/moduleSource';
import type { EditableBlock } from './declaredSource';
import type { FixContext } from './fix';

/** A data source that is to be moved out of its module, into the one that calls it. */
export interface Move {
  readonly declaration: ResourceDeclaration;
  /** Evaluates the module that it is in. */
  readonly evaluator: Evaluator;
  readonly call: ModuleCall;
  /** Evaluates the module of the call. */
  readonly caller: Evaluator;
  /** The block of the data source and that of the call. */
  readonly from: EditableBlock;
  readonly to: EditableBlock;
}

/** What is in the way of moving it, in parts of a sentence; empty where nothing is. */
export function obstaclesTo(context: FixContext, move: Move): readonly string[] {
  return [...inFiles(context, move), ...inBlocks(move), ...inCalls(context, move), ...inReferences(move)];
}

function inFiles({ filesIn }: FixContext, { evaluator, from, to }: Move): readonly string[] {
  const files = filesIn(evaluator.module.directory);
  return [
    ...([from, to].some(({ file }) => file.syntax.language === 'json') ? [say`it is written in JSON`] : []),
    ...(files.some(({ syntax }) => syntax.errors.length > 0)
      ? [say`a file of the module has an error in it`]
      : []),
  ];
}

/** Arguments and blocks that give the data source, or the call, a meaning that is not the same elsewhere. */
function inBlocks({ declaration, call, evaluator, caller }: Move): readonly string[] {
  const has = (body: ResourceDeclaration['block']['body'], name: string): boolean =>
    attributeNamed(body, name) !== undefined || body.blocks.some(({ type }) => type === name);
  const own = ['count', 'for_each', 'provider', 'lifecycle', 'depends_on']
    .filter((name) => has(declaration.block.body, name))
    .map((name) => say`${declaration.address} has ${name}`);
  const ofCall = ['count', 'for_each', 'providers']
    .filter((name) => has(call.block.body, name))
    .map((name) => say`${call.address} has ${name}`);
  const [provider = ''] = declaration.type.split('_');
  const [inside, outside] = [evaluator, caller].map(({ module }) => module.requiredProviders.get(provider));
  const differs = inside !== undefined && outside !== undefined && inside !== outside;
  return [
    ...own,
    ...ofCall,
    ...(differs ? [say`${provider} is another provider in the calling module`] : []),
  ];
}

function inCalls({ usesOf }: FixContext, { evaluator, declaration, call, caller }: Move): readonly string[] {
  const uses = usesOf(evaluator.module.directory).length;
  const source = attributeNamed(call.block.body, 'source')?.value;
  const isLocal =
    source?.kind === 'literal' &&
    typeof source.value === 'string' &&
    readModuleSource(source.value, caller.module.directory).kind === 'local';
  // With no arguments it waits for nothing but what the calls above depend on.
  const { body } = declaration.block;
  const bare = {
    ...declaration,
    block: { ...declaration.block, body: { ...body, attributes: [], blocks: [] } },
  };
  const waits = deferredDrifts(caller, bare).map(({ source: { because } }) => say`there, too, it ${because}`);
  return [
    ...(isLocal ? [] : [say`the module is no local one`]),
    ...(uses === 1 ? [] : [say`the module is used in ${uses} places`]),
    ...waits,
  ];
}

/** What the arguments refer to must mean the same in the calling module, and not make the read wait there. */
function inReferences({ declaration, call, caller, from, to }: Move): readonly string[] {
  const names = namesIn(mentionsInBody(from.block.body));
  return names.flatMap((name): readonly string[] => {
    if (!name.startsWith('var.')) return [say`${declaration.address} refers to ${name}`];
    const given = attributeNamed(call.block.body, name.slice('var.'.length))?.value;
    if (given === undefined)
      return [say`${declaration.address} refers to ${name}, which the call does not set`];
    if (to.file.text.slice(given.range.start, given.range.end).includes('\n')) {
      return [say`the call gives ${name} a value of several lines`];
    }
    return namesIn(mentionsInExpression(given))
      .filter((other) => caller.module.resources.get(other)?.mode === 'managed')
      .map(
        (other) =>
          say`${name} comes from ${other}, and a direct reference to that makes the read wait as well`,
      );
  });
}

/** Without functions, and without what is further inside of something that is named already. */
function namesIn(mentions: Iterable<string>): readonly string[] {
  const names = [...mentions].filter((name) => !name.endsWith('()') && !/^data\.[^.]+$/.test(name));
  return names.filter((name) => !names.some((other) => name.startsWith(`${other}.`)));
}

import type { DriftSource } from '../flow/drift';
import type { Evaluator } from '../flow/evaluator';
import type { Declaration, ResourceDeclaration } from '../modules/module';
import type { Block, Body, Expression } from '../syntax/ast';
import type { FixableFile, FixContext, ModuleUse } from './fix';
import type { DeployedInstance } from './state/deployedState';

/** A block of the configuration and where it can be edited. */
export interface EditableBlock {
  readonly file: FixableFile;
  /** As it is written in that file. */
  readonly block: Block;
}

/** A data source from which drift comes. */
export interface DeclaredSource extends EditableBlock {
  readonly declaration: ResourceDeclaration;
  /** Evaluates the module that declares it. */
  readonly evaluator: Evaluator;
}

/**
 * The data source from which a hazard's drift comes, in whichever module of the configuration it is. Undefined where
 * it comes from something else, and where its block cannot be edited.
 */
export function declaredSource({ hazard, texts }: FixContext): DeclaredSource | undefined {
  const declared = declaredIn(hazard.evaluator, hazard.arrival.drift.source);
  const written = declared && editableBlock(texts, declared.declaration);
  return declared && written && { ...written, ...declared };
}

/** The declaration of a source in the configuration that `evaluator` is part of; undefined for no data source. */
export function declaredIn(
  evaluator: Evaluator,
  { module, address }: DriftSource,
): Pick<DeclaredSource, 'declaration' | 'evaluator'> | undefined {
  const declaring = module === undefined ? undefined : evaluatorAt(evaluator, module);
  const declaration = declaring?.module.resources.get(address);
  return declaring && declaration && { evaluator: declaring, declaration };
}

/**
 * The block of a declaration in its file; undefined where that is not to be edited, the block is incomplete, or an
 * override file says a part of it.
 */
export function editableBlock(
  texts: FixContext['texts'],
  { uri, block: { body } }: Declaration,
): EditableBlock | undefined {
  const file = texts(uri);
  const block = file?.syntax.blocks.find((one) => one.body.range.start === body.range.start);
  if (file === undefined || block === undefined || block.broken || isOverridden(body)) return undefined;
  return file.syntax.language === 'json' && file.syntax.errors.length > 0 ? undefined : { file, block };
}

/** What an override file says knows that it stands elsewhere. */
function isOverridden({ attributes, blocks }: Body): boolean {
  const isElsewhere = ({ uri }: Expression) => uri !== undefined;
  return attributes.some(({ value }) => isElsewhere(value)) || blocks.some(({ body }) => isOverridden(body));
}

/** The evaluator of the module at `address` (from the root module) of the configuration that `evaluator` is part of. */
export function evaluatorAt(evaluator: Evaluator, address: string): Evaluator | undefined {
  const names = address === '' ? [] : address.replace(/^module\./, '').split('.module.');
  return names.reduce<Evaluator | undefined>((from, name) => from?.calledModule(name), evaluator.root);
}

/** What is deployed of a declaration in every use of its module. */
export interface DeployedEverywhere {
  readonly instances: readonly DeployedInstance[];
  /** Whether every use has an instance: nothing is known of others. */
  readonly isComplete: boolean;
}

/** Looks the declaration `address` of the module in `directory` up in the states of all that use the module. */
export async function deployedEverywhere(
  { usesOf, stateOf }: FixContext,
  directory: string,
  address: string,
): Promise<DeployedEverywhere> {
  const found = await Promise.all(
    usesOf(directory).map(async (use: ModuleUse) => {
      const state = await stateOf(use.root);
      return state?.instancesOf(use.address === '' ? address : `${use.address}.${address}`) ?? [];
    }),
  );
  return {
    instances: found.flat(),
    isComplete: found.length > 0 && found.every((instances) => instances.length > 0),
  };
}

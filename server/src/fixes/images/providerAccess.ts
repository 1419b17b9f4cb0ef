import type { Evaluator } from '../../flow/evaluator';
import { fileScope } from '../../flow/scope';
import { attributeNamed, nestedBodies } from '../../modules/bodyAccess';
import type { BlockInFile } from '../../modules/module';
import { configurationNameIn } from '../../modules/providers';
import type { DeclaredSource } from '../declaredSource';
import type { ProviderAccess } from './imageQuery';
import { ArgumentReader } from './argumentReader';

/** What makes the AWS provider ask as somebody else than the user's own environment says. */
const otherIdentities = ['access_key', 'assume_role', 'assume_role_with_web_identity'];

/** A data source, to be read and not to be edited. */
export type ReadSource = Pick<DeclaredSource, 'declaration' | 'evaluator'>;

/** The configuration of the provider that a data source is read with. */
export interface ReadAccess {
  readonly access: ProviderAccess;
  /** Whether it asks with other credentials than the user's own. */
  readonly isOtherIdentity: boolean;
  /** Why the region or the profile cannot be told, in sentences. */
  readonly obstacles: readonly string[];
}

/** A `provider` block with the evaluator of the module that it stands in. */
interface ProviderConfiguration extends BlockInFile {
  readonly evaluator: Evaluator;
}

/** Reads where and as whom the AWS provider asks for a data source. */
export function readAccess(source: ReadSource): ReadAccess {
  const { body } = source.declaration.block;
  const own = new ArgumentReader(source.evaluator, source.declaration.address, body, sourceScope(source));
  const ownRegion = own.text('region');
  const written = attributeNamed(body, 'provider');
  const name = written === undefined ? 'aws' : configurationNameIn(written.value);
  const configuration = name === undefined ? undefined : configurationNamed(source.evaluator, name);
  if (configuration === undefined) {
    return { access: accessOf(ownRegion), isOtherIdentity: false, obstacles: own.obstacles };
  }
  const { block, uri, evaluator } = configuration;
  const provider = new ArgumentReader(evaluator, `provider.${name ?? ''}`, block.body, fileScope(uri));
  const region = ownRegion ?? (own.obstacles.length > 0 ? undefined : provider.text('region'));
  return {
    access: accessOf(region, provider.text('profile')),
    isOtherIdentity: otherIdentities.some(
      (one) => attributeNamed(block.body, one) !== undefined || nestedBodies(block.body, one).length > 0,
    ),
    obstacles: [...own.obstacles, ...provider.obstacles],
  };
}

function sourceScope({ evaluator, declaration }: ReadSource) {
  return evaluator.scopeOf(declaration);
}

function accessOf(region?: string, profile?: string): ProviderAccess {
  return { ...(region !== undefined && { region }), ...(profile !== undefined && { profile }) };
}

/**
 * The block behind a configuration's name (`aws`, `aws.west`) in a module: what the call hands in under that name,
 * else the module's own, else, without an alias, the caller's. Undefined where it is the default one.
 */
function configurationNamed(evaluator: Evaluator, name: string): ProviderConfiguration | undefined {
  const { context } = evaluator;
  const handedIn = context && providersHandedIn(context.call.block.body).get(name);
  if (context !== undefined && handedIn !== undefined) return configurationNamed(context.caller, handedIn);
  const own = evaluator.module.otherBlocks.find((candidate) => configurationName(candidate) === name);
  if (own !== undefined) return { ...own, evaluator };
  return context === undefined || name.includes('.') ? undefined : configurationNamed(context.caller, name);
}

function configurationName({ block }: BlockInFile): string | undefined {
  const [label] = block.labels;
  if (block.type !== 'provider' || label === undefined) return undefined;
  const alias = attributeNamed(block.body, 'alias')?.value;
  return alias?.kind === 'literal' ? `${label}.${String(alias.value)}` : label;
}

/** The argument `providers` of a module call: the caller's names by the called module's. */
function providersHandedIn(body: BlockInFile['block']['body']): ReadonlyMap<string, string> {
  const value = attributeNamed(body, 'providers')?.value;
  const items = value?.kind === 'object' ? value.items : [];
  return new Map(
    items.flatMap((item): [string, string][] => {
      const [inside, outside] = [configurationNameIn(item.key), configurationNameIn(item.value)];
      return inside === undefined || outside === undefined ? [] : [[inside, outside]];
    }),
  );
}

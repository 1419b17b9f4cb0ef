import type { Body, Expression } from '../syntax/ast';
import { attributeNamed, nestedBodies } from './bodyAccess';
import type { BlockInFile } from './module';

/** The provider that a resource belongs to, as far as its module says so. */
export interface ProviderReference {
  /** The last part of the source address: `google-beta`. */
  readonly name: string;
  /** The source address without the registry's host, in lower case. */
  readonly source: string;
}

/** The source addresses that a module's `required_providers` give to local names. */
export function requiredProviders(blocks: readonly BlockInFile[]): ReadonlyMap<string, string> {
  const sources = new Map<string, string>();
  for (const { block } of blocks) {
    if (block.type !== 'terraform') continue;
    for (const { name, value } of nestedBodies(block.body, 'required_providers').flatMap(
      ({ attributes }) => attributes,
    )) {
      const source = sourceIn(value);
      if (source !== undefined) sources.set(name, withoutHost(source));
    }
  }
  return sources;
}

/** Terraform goes by `provider`, else by the type's name up to the first `_`. */
export function providerOf(
  type: string,
  body: Body,
  required: ReadonlyMap<string, string>,
): ProviderReference {
  const [prefix = ''] = type.split('_', 1);
  const localName = localNameIn(attributeNamed(body, 'provider')?.value) ?? prefix;
  const builtIn = localName === 'terraform' ? 'terraform.io/builtin/terraform' : undefined;
  const source = required.get(localName) ?? builtIn ?? `hashicorp/${localName.toLowerCase()}`;
  return { name: source.slice(source.lastIndexOf('/') + 1), source };
}

/** `NAMESPACE/NAME` of a source address; the namespace is optional in it. */
export function withoutHost(source: string): string {
  const parts = source.toLowerCase().split('/');
  return parts.length === 1 ? `hashicorp/${parts.join('')}` : parts.slice(-2).join('/');
}

/** The source in `{ source = "…", version = "…" }`. Terraform accepts nothing but literals there. */
function sourceIn(value: Expression): string | undefined {
  if (value.kind !== 'object') return undefined;
  const source = value.items.find(({ key }) => key.kind === 'literal' && key.value === 'source')?.value;
  return source?.kind === 'literal' && typeof source.value === 'string' ? source.value : undefined;
}

/** `aws.west` of `aws.west`, with or without quotes, and `aws` of `aws`: how a provider configuration is named. */
export function configurationNameIn(value: Expression): string | undefined {
  switch (value.kind) {
    case 'variable':
      return value.name;
    case 'attribute':
      return value.object.kind === 'variable' ? `${value.object.name}.${value.name}` : undefined;
    case 'literal':
      return typeof value.value === 'string' ? value.value : undefined;
    default:
      return undefined;
  }
}

/** `aws` of `aws`, `aws.west`, and of both in quotes, as before Terraform 0.12. */
function localNameIn(value: Expression | undefined): string | undefined {
  switch (value?.kind) {
    case 'variable':
      return value.name;
    case 'attribute':
    case 'index':
      return localNameIn(value.kind === 'attribute' ? value.object : value.collection);
    case 'literal':
      return typeof value.value === 'string' ? value.value.split('.', 1)[0] : undefined;
    default:
      return undefined;
  }
}

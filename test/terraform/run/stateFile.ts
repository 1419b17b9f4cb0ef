/** State files of version 4, as far as a configuration in them has to be told from others, or put beside them. */

/** The resources of one configuration as a state has them, as if it were run by itself. */
export type OwnState = readonly StateResource[];

interface StateResource {
  readonly module?: string;
  readonly provider: string;
  readonly instances: readonly StateInstance[];
}

interface StateInstance {
  readonly dependencies?: readonly string[];
}

/** The part of a state that belongs to the module at `address`; all of it for the root module. */
export function ownPart(stateText: string, address: string): OwnState {
  const { resources } = JSON.parse(stateText) as { readonly resources: OwnState };
  const prefix = address === '' ? '' : `${address}.`;
  return resources
    .filter(({ module }) => `${module ?? ''}.`.startsWith(prefix) || address === '')
    .map((resource) => moved(resource, (one) => one.slice(one.startsWith(prefix) ? prefix.length : 0)));
}

/** The text of a state that has these configurations as the modules at these addresses. */
export function stateText(parts: ReadonlyMap<string, OwnState>): string {
  const resources = [...parts].flatMap(([address, own]) =>
    own.map((resource) => moved(resource, (one) => (address === '' ? one : `${address}.${one}`))),
  );
  const lineage = '00000000-0000-0000-0000-000000000000';
  return JSON.stringify({
    version: 4,
    terraform_version: '1.0.0',
    serial: 1,
    lineage,
    outputs: {},
    resources,
  });
}

/** The resource with all addresses in it moved: with a trailing dot where they are those of modules. */
function moved(resource: StateResource, move: (address: string) => string): StateResource {
  const { module, ...rest } = resource;
  const place = move(module === undefined ? '' : `${module}.`).replace(/\.$/, '');
  return {
    ...rest,
    ...(place === '' ? {} : { module: place }),
    provider: resource.provider.startsWith('module.') ? move(resource.provider) : resource.provider,
    instances: resource.instances.map(({ dependencies, ...instance }) => ({
      ...instance,
      ...(dependencies === undefined ? {} : { dependencies: dependencies.map(move) }),
    })),
  };
}

/** Runs a provider's registration code and lists the types it registers. */
import type { Evaluator } from '../eval/evaluator';
import { fileScope, lookUpIn, member } from '../eval/names';
import { type StructValue, type Value, describe, isKind, unknown } from '../eval/value';
import { frameworkTypeName } from '../read/frameworkResource';
import { isSdkStruct } from '../read/sdkSchema';
import type { RegisteredType, RegistrationPlace } from './registration';

/** Steps that building all of a provider's resources at once may take. */
const wholeProvider = 1_000_000_000;

/** What is needed to find a provider's types. */
export interface Discovery {
  readonly evaluator: Evaluator;
  /** The provider's Go module. */
  readonly module: string;
  /** What types' names start with, without the underscore. */
  readonly prefix: string;
}

function at({ module }: Discovery, folder: string): string {
  return folder === '' ? module : `${module}/${folder}`;
}

function callIn(discovery: Discovery, folder: string, name: string, args: readonly Value[]): Value {
  const { evaluator } = discovery;
  const fn = lookUpIn(evaluator, at(discovery, folder), name);
  if (isKind(fn, 'external')) throw new Error(`${at(discovery, folder)} has no ${name}`);
  return evaluator.call(fn, args);
}

function single(value: Value): Value {
  if (isKind(value, 'tuple')) return value.items[0] ?? null;
  if (isKind(value, 'choice')) return value.options.find((option) => isKind(option, 'struct')) ?? value;
  return value;
}

function sdkType(type: string, value: Value): RegisteredType {
  const definition = single(value);
  return {
    type,
    kind: 'sdk',
    definition: isSdkStruct(definition, 'Resource')
      ? definition
      : `its definition is ${describe(definition)}`,
  };
}

function sdkMap(value: Value): RegisteredType[] {
  const map = isKind(value, 'struct') ? value.fields.get('ResourcesMap') : value;
  const options = isKind(map, 'choice') ? map.options : [map ?? null];
  const maps = options.filter((option) => isKind(option, 'map'));
  if (maps.length === 0) throw new Error(`the resource map is ${describe(map)}`);
  return maps.flatMap((one) => {
    const lost = one.lost[0];
    if (lost) throw new Error(`a registered name is ${describe(lost.key)}`);
    return [...one.entries].map(([type, definition]) => sdkType(String(type), definition));
  });
}

function frameworkType(discovery: Discovery, factory: Value, named?: string): RegisteredType {
  const made = single(discovery.evaluator.call(factory, [unknown('context')]));
  if (!isKind(made, 'struct')) {
    const type = named ?? `? (${describe(factory)})`;
    return { type, kind: 'framework', definition: `its factory gives ${describe(made)}` };
  }
  const type = named ?? frameworkTypeName(discovery.evaluator, made, discovery.prefix);
  if (type === undefined)
    return { type: `? (${made.type})`, kind: 'framework', definition: 'its name could not be read' };
  return { type, kind: 'framework', definition: made };
}

function frameworkTypes(discovery: Discovery, factories: Value): RegisteredType[] {
  const lists = isKind(factories, 'choice') ? factories.options : [factories];
  return lists.flatMap((list) => {
    if (list === null) return [];
    if (!isKind(list, 'list')) throw new Error(`the list of resources is ${describe(list)}`);
    return list.items.map((factory) => frameworkType(discovery, factory));
  });
}

function injectsRegion(entry: StructValue): boolean {
  const region = entry.fields.get('Region');
  return isKind(region, 'struct') && region.fields.get('IsOverrideEnabled') === true;
}

function awsEntries(discovery: Discovery, service: StructValue, method: string): StructValue[] {
  const code = member(discovery.evaluator, service, method);
  const list = code === undefined ? null : discovery.evaluator.call(code, [unknown('context')]);
  if (!isKind(list, 'list')) throw new Error(`${service.type}.${method} gives ${describe(list)}`);
  return list.items.filter((item) => isKind(item, 'struct'));
}

function awsService(discovery: Discovery, service: Value): RegisteredType[] {
  if (!isKind(service, 'struct')) throw new Error(`a service is ${describe(service)}`);
  const { evaluator } = discovery;
  const region = (entry: StructValue): { injectsRegion?: boolean } =>
    injectsRegion(entry) ? { injectsRegion: true } : {};
  const name = (entry: StructValue): string | undefined => {
    const type = entry.fields.get('TypeName');
    return typeof type === 'string' ? type : undefined;
  };
  const sdk = awsEntries(discovery, service, 'SDKResources').map((entry) => ({
    ...sdkType(
      name(entry) ?? `? (${service.type})`,
      evaluator.fresh(() => evaluator.call(entry.fields.get('Factory') ?? null, [])),
    ),
    ...region(entry),
  }));
  const framework = awsEntries(discovery, service, 'FrameworkResources').map((entry) => ({
    ...evaluator.fresh(() => frameworkType(discovery, entry.fields.get('Factory') ?? null, name(entry))),
    ...region(entry),
  }));
  return [...sdk, ...framework];
}

function runInits(discovery: Discovery, folder: string): void {
  const { evaluator } = discovery;
  for (const importPath of evaluator.repository.packagesBelow(at(discovery, folder))) {
    const inits = evaluator
      .package(importPath)
      ?.all((site) => site.kind === 'function' && site.names[0] === 'init');
    for (const init of inits ?? []) {
      const content = init.content();
      if (content.kind === 'function')
        evaluator.fresh(
          () =>
            evaluator.call({ kind: 'function', name: 'init', fn: content.fn, scope: fileScope(init) }, []),
          wholeProvider,
        );
    }
  }
}

function callEach(discovery: Discovery, folder: string, name: string): void {
  const { evaluator } = discovery;
  for (const importPath of evaluator.repository.packagesBelow(at(discovery, folder))) {
    if (evaluator.package(importPath)?.find(name))
      evaluator.fresh(() => evaluator.call(lookUpIn(evaluator, importPath, name), []));
  }
}

/**
 * Lists the types that one place registers.
 * @throws Error when the place is not there or does not give what it should.
 */
export function discover(discovery: Discovery, place: RegistrationPlace): RegisteredType[] {
  const { evaluator } = discovery;
  switch (place.kind) {
    case 'init':
      runInits(discovery, place.below);
      return [];
    case 'call-each':
      callEach(discovery, place.below, place.function);
      return [];
    case 'sdk-provider': {
      const made = evaluator.fresh(
        () => callIn(discovery, place.package, place.function, place.args ?? []),
        wholeProvider,
      );
      const given = single(made);
      return sdkMap(isKind(given, 'function') ? single(evaluator.call(given, [])) : given);
    }
    case 'framework-factories':
      return frameworkTypes(
        discovery,
        callIn(discovery, place.package, place.function, [unknown('context')]),
      );
    case 'framework-provider': {
      const provider: StructValue = {
        kind: 'struct',
        type: `${at(discovery, place.package)}.${place.struct}`,
        fields: new Map(),
        pointer: true,
      };
      const code = member(evaluator, provider, 'Resources');
      if (code === undefined) throw new Error(`${provider.type} has no Resources`);
      return frameworkTypes(discovery, evaluator.call(code, [unknown('context')]));
    }
    case 'aws-services': {
      const services = callIn(discovery, place.package, place.function, [unknown('context')]);
      if (!isKind(services, 'list')) throw new Error(`the services are ${describe(services)}`);
      return services.items.flatMap((service) => awsService(discovery, service));
    }
  }
}

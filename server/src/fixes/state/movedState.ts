import type { AddressStep, InstanceKey } from '../../modules/instanceAddress';
import type { Move } from '../../modules/moves';
import { stateOfInstances, type DeployedInstance, type DeployedState } from './deployedState';

/** A `moved` block, and where it stands. */
export interface ModuleMove extends Move {
  /** The names of the calls that lead to its module. */
  readonly module: readonly string[];
}

/**
 * The state as Terraform's next plan sees it: every object under the address that `moves`, one after the other, give
 * it. Where another object has that address already, Terraform does not move; the state then keeps what is there.
 */
export function withMoves(state: DeployedState, moves: readonly ModuleMove[]): DeployedState {
  if (moves.length === 0) return state;
  const byAddress = new Map<string, Moved>();
  for (const instance of state.instances) {
    const moved = follow(instance, moves);
    const address = addressOf(moved.instance);
    const known = byAddress.get(address);
    if (known === undefined || moved.steps < known.steps) byAddress.set(address, moved);
  }
  return stateOfInstances([...byAddress.values()].map(({ instance }) => instance));
}

interface Moved {
  readonly instance: DeployedInstance;
  /** How often it moved. */
  readonly steps: number;
}

/** Moves that lead in a circle end where they began a second time: Terraform refuses them. */
function follow(start: DeployedInstance, moves: readonly ModuleMove[]): Moved {
  const seen = new Set<string>();
  let instance = start;
  for (;;) {
    seen.add(addressOf(instance));
    const next = firstMoved(instance, moves);
    if (next === undefined || seen.has(addressOf(next))) return { instance, steps: seen.size - 1 };
    instance = next;
  }
}

function firstMoved(instance: DeployedInstance, moves: readonly ModuleMove[]): DeployedInstance | undefined {
  for (const move of moves) {
    const moved = instance.mode === 'managed' ? movedBy(instance, move) : undefined;
    if (moved !== undefined) return moved;
  }
  return undefined;
}

function movedBy(instance: DeployedInstance, { module, from, to }: ModuleMove): DeployedInstance | undefined {
  const { modules } = instance;
  const isBelow = module.every((name, depth) => modules[depth]?.name === name);
  if (!isBelow) return undefined;
  const above = modules.slice(0, module.length);
  const below = modules.slice(module.length);
  if (from.resource === undefined || to.resource === undefined) {
    const moved = movedModules(below, from.modules, to.modules);
    return moved && { ...instance, modules: [...above, ...moved] };
  }
  const { type, name } = from.resource;
  const isMeant =
    instance.type === type &&
    instance.name === name &&
    below.length === from.modules.length &&
    startsWith(below, from.modules);
  const key = isMeant ? movedKey(instance.key, from.resource.key, to.resource.key) : undefined;
  if (key === undefined) return undefined;
  // What the attributes of another type are is up to its provider.
  const attributes = to.resource.type === type ? instance.attributes : {};
  return { ...instance, ...to.resource, ...key, attributes, modules: [...above, ...to.modules] };
}

/** The calls to a module, or to one below it, after the module moved. */
function movedModules(
  modules: readonly AddressStep[],
  from: readonly AddressStep[],
  to: readonly AddressStep[],
): readonly AddressStep[] | undefined {
  const last = from.at(-1);
  const target = to.at(-1);
  const called = modules[from.length - 1];
  if (last === undefined || target === undefined || called?.name !== last.name) return undefined;
  if (!startsWith(modules, from.slice(0, -1))) return undefined;
  const key = movedKey(called.key, last.key, target.key);
  return key && [...to.slice(0, -1), { name: target.name, ...key }, ...modules.slice(from.length)];
}

/**
 * The key of an instance after a move; undefined where the move does not mean it. Without keys all instances move and
 * keep theirs; a key on one side makes it a move of one instance.
 */
function movedKey(
  key: InstanceKey | undefined,
  from: InstanceKey | undefined,
  to: InstanceKey | undefined,
): { readonly key: InstanceKey | undefined } | undefined {
  if (from === undefined && to === undefined) return { key };
  return key === from ? { key: to } : undefined;
}

function startsWith(modules: readonly AddressStep[], start: readonly AddressStep[]): boolean {
  return start.every(({ name, key }, depth) => modules[depth]?.name === name && modules[depth].key === key);
}

function addressOf({ modules, mode, type, name, key }: DeployedInstance): string {
  return JSON.stringify([
    modules.map((step) => [step.name, step.key ?? null]),
    mode,
    type,
    name,
    key ?? null,
  ]);
}

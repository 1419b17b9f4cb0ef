import type { Module, ModuleCall } from './module';

/** A module as one chain of calls leads to it: what a configuration is made of, with the root at the top. */
export interface ModuleNode {
  readonly module: Module;
  /** `module.web.module.disk`, without instance keys; empty for the root module. */
  readonly address: string;
  /** The modules that this one calls, by the call's name; without those that cannot be read. */
  readonly calls: ReadonlyMap<string, CalledModule>;
}

/** A call that can be followed. */
export interface CalledModule {
  readonly call: ModuleCall;
  readonly node: ModuleNode;
}

/** `node` and every module below it, callers before the called. */
export function* nodesBelow(node: ModuleNode): Generator<ModuleNode> {
  yield node;
  for (const { node: called } of node.calls.values()) yield* nodesBelow(called);
}

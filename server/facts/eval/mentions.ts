/** Which functions can ask for a replacement at all; the others need not be run. */
import type { GoFunction } from '../go/ast';
import type { Machine } from './machine';
import { member } from './names';
import type { Scope } from './scope';
import { type Value, isKind, literalName } from './value';

const telling = /^(ForceNew|ForceNewIf\w*|RequiresReplace\w*|CustomizeDiff)$/;
const known = new WeakMap<GoFunction, boolean>();
const active = new Set<GoFunction>();

function isNode(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The function that a name written in some code stands for, if it is one with source. */
function target(machine: Machine, node: Record<string, unknown>, scope: Scope): Value | undefined {
  const { name } = node;
  if (typeof name !== 'string') return undefined;
  if (node['kind'] === 'name') {
    const local = scope.get(name);
    if (local !== undefined) return local;
    const found = scope.package.find(name);
    return found?.site.kind === 'function' ? machine.declared(found, name) : undefined;
  }
  const of = node['target'];
  if (node['kind'] !== 'select' || !isNode(of) || of['kind'] !== 'name' || typeof of['name'] !== 'string')
    return undefined;
  const holder = scope.get(of['name']);
  if (isKind(holder, 'struct')) return member(machine, holder, name);
  const path = scope.file.imports.get(of['name']);
  const found = path === undefined ? undefined : machine.package(path)?.find(name);
  return found?.site.kind === 'function' ? machine.declared(found, name) : undefined;
}

function inside(machine: Machine, node: unknown, scope: Scope): boolean {
  if (Array.isArray(node)) return node.some((item) => inside(machine, item, scope));
  if (!isNode(node)) return false;
  if (node['kind'] === 'select' && typeof node['name'] === 'string' && telling.test(node['name']))
    return true;
  if (node['kind'] === 'name' || node['kind'] === 'select') {
    const value = target(machine, node, scope);
    if (value !== undefined && mentionsReplacement(machine, value)) return true;
  }
  return Object.values(node).some((part) => isNode(part) && inside(machine, part, scope));
}

/**
 * Whether a value is code that asks for a replacement, itself or in a function that it names. Native helpers
 * count as such code; so do functions chosen between.
 */
export function mentionsReplacement(machine: Machine, value: Value): boolean {
  if (isKind(value, 'native')) return true;
  if (isKind(value, 'choice')) return value.options.some((option) => mentionsReplacement(machine, option));
  if (isKind(value, 'list')) return value.items.some((item) => mentionsReplacement(machine, item));
  if (!isKind(value, 'function') || active.has(value.fn)) return false;
  // What a literal does depends on the variables that it closes over: only named functions are remembered.
  const isNamed = value.name !== literalName;
  const before = isNamed ? known.get(value.fn) : undefined;
  if (before !== undefined) return before;
  active.add(value.fn);
  const scope = value.scope.inner();
  if (value.receiver) scope.declare(value.receiver.name, value.receiver.value);
  const result = inside(machine, value.fn.body, scope);
  active.delete(value.fn);
  if (isNamed) known.set(value.fn, result);
  return result;
}

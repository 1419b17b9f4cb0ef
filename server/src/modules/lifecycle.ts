import type { Body, Expression } from '../syntax/ast';
import { attributeNamed, nestedBodies } from './bodyAccess';

/** What a managed resource's `lifecycle` block says. */
export interface Lifecycle {
  /** `all`, or dotted paths with map keys and block types as segments. */
  readonly ignoreChanges: 'all' | readonly (readonly string[])[];
  /** Paths with a position in them, such as `network_interface[0].subnet_id`. */
  readonly ignoredElements: readonly ElementPath[];
  readonly preventDestroy: boolean;
  readonly createBeforeDestroy: boolean;
}

/** A path in which numbers are positions in a list. */
export type ElementPath = readonly (string | number)[];

/** Reads the `lifecycle` block of a resource body; Terraform accepts only literal values there. */
export function readLifecycle(body: Body): Lifecycle {
  const [lifecycle] = nestedBodies(body, 'lifecycle');
  const valueOf = (name: string) => lifecycle && attributeNamed(lifecycle, name)?.value;
  const isTrue = (value: Expression | undefined) =>
    value?.kind === 'literal' && (value.value === true || value.value === 'true');
  return {
    ignoreChanges: readIgnoreChanges(valueOf('ignore_changes')),
    ignoredElements: ignoredPaths(valueOf('ignore_changes')).filter((path) => !isPlain(path)),
    preventDestroy: isTrue(valueOf('prevent_destroy')),
    createBeforeDestroy: isTrue(valueOf('create_before_destroy')),
  };
}

/** Whether a resource or data source has pre- or postconditions. */
export function hasConditions(body: Body): boolean {
  return body.blocks.some(
    (block) =>
      block.type === 'lifecycle' &&
      block.body.blocks.some(({ type }) => type === 'postcondition' || type === 'precondition'),
  );
}

/** Whether a change of the argument at the dotted path `attribute` is ignored as a whole. */
export function ignoresChanges(lifecycle: Lifecycle, attribute: string): boolean {
  if (lifecycle.ignoreChanges === 'all') return true;
  const path = attribute.split('.');
  return lifecycle.ignoreChanges.some(
    (ignored) => ignored.length <= path.length && ignored.every((segment, index) => segment === path[index]),
  );
}

/** The paths within the argument `name` whose changes are ignored, without its own name. */
export function ignoredWithin(lifecycle: Lifecycle, name: string): readonly (readonly string[])[] {
  if (lifecycle.ignoreChanges === 'all') return [];
  return lifecycle.ignoreChanges
    .filter(([first, ...rest]) => first === name && rest.length > 0)
    .map(([, ...rest]) => rest);
}

/** Whether the value of `ignore_changes` is the word for all arguments. */
export function ignoresAll(value: Expression | undefined): boolean {
  if (value === undefined) return false;
  if (isWord(value, 'all')) return true;
  return value.kind === 'tuple' && value.elements.some((element) => isWord(element, '*'));
}

/** Forms seen in the wild: `all`, `"all"`, `["*"]` (before 0.12), `[ami]`, `["ami"]`, `[a[0].b]`. */
function readIgnoreChanges(value: Expression | undefined): Lifecycle['ignoreChanges'] {
  return ignoresAll(value) ? 'all' : ignoredPaths(value).filter(isPlain);
}

function ignoredPaths(value: Expression | undefined): readonly ElementPath[] {
  return value?.kind === 'tuple' ? value.elements.map(traversalPath).filter((path) => path.length > 0) : [];
}

function isPlain(path: ElementPath): path is readonly string[] {
  return path.every((segment) => typeof segment === 'string');
}

function isWord(value: Expression, word: string): boolean {
  return value.kind === 'variable' ? value.name === word : value.kind === 'literal' && value.value === word;
}

function traversalPath(value: Expression): ElementPath {
  switch (value.kind) {
    case 'variable':
      return [value.name];
    case 'attribute':
      return [...traversalPath(value.object), value.name];
    case 'index': {
      const object = traversalPath(value.collection);
      const key = value.key.kind === 'literal' ? value.key.value : undefined;
      return typeof key === 'string' || typeof key === 'number' ? [...object, key] : object;
    }
    case 'literal':
      return typeof value.value === 'string' ? quotedPath(value.value) : [];
    default:
      return [];
  }
}

/**
 * `"boot_disk[0].image"`, `"tags[\"Name\"]"`: a path in quotes, as JSON syntax has it. The positions of the even older
 * `"root_block_device.0.volume_id"` are left out: of a set they are no positions, and Terraform refuses them now.
 */
function quotedPath(text: string): ElementPath {
  return [...text.matchAll(/\[\s*(?:"([^"]*)"|(\d+))\s*\]|[^.[\]"\s]+/g)].flatMap(
    ([step, key, position]): ElementPath => {
      if (position !== undefined) return [Number(position)];
      return key !== undefined ? [key] : /^\d+$/.test(step) ? [] : [step];
    },
  );
}

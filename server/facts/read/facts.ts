/** What is read of one resource type. */
import type { Nesting } from '../../src/models/forceNewTable';
import type { FieldTest } from '../eval/fieldTest';

/** What of an argument forces replacement when it changes. */
export type Coverage =
  /** Its value. */
  | 'value'
  /** The number of blocks; a change inside a block does not. */
  | 'count'
  /** The block and whatever is in it. */
  | 'children';

/** An argument that forces replacement. */
export interface ForceNewRow {
  /** Dotted, without indexes. */
  readonly path: string;
  readonly covers: Coverage;
  /** Replacement is forced only where this holds. */
  readonly when?: FieldTest;
}

/** Something that could not be read, and why. */
export interface Unresolved {
  /** The argument's path, or the empty string for the whole type. */
  readonly path: string;
  readonly why: string;
}

/** One resource type, as read from one version of its provider. */
export interface ResourceFacts {
  readonly type: string;
  readonly kind: 'sdk' | 'framework';
  readonly rows: readonly ForceNewRow[];
  readonly unresolved: readonly Unresolved[];
  /** Paths of every configurable argument and block, nested ones included. */
  readonly paths: readonly string[];
  /** What an argument or block holds, by its path, where that is no list and no plain value. */
  readonly nesting: ReadonlyMap<string, Nesting>;
  /** Whether it has an update function; every framework resource has one, which may refuse. */
  readonly canUpdate: boolean;
  /** Configurable top-level arguments that are not force-new although the type cannot be updated. */
  readonly suspicious: readonly string[];
}

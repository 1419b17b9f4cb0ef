import { containsRange, type TextRange } from '../base/textRange';
import { directoryOf } from '../base/uri';
import type { Block, Expression } from '../syntax/ast';
import type { FixableFile, FixContext } from './fix';

/** Where a literal can stand in for what drifts. */
export interface PinPlace {
  readonly file: FixableFile;
  /** The block that holds it: its iterators have a meaning there. */
  readonly block: Block;
  /** The argument's whole expression. */
  readonly expression: Expression;
  /** The reference in it that brings the drift. */
  readonly reference: TextRange;
  /** The directory of the root module whose state knows the value; undefined where the state does not help. */
  readonly stateOf: string | undefined;
}

/**
 * The reference in the subject itself, or, for a value that comes through module calls, the one in the outermost
 * call: an edit there changes nothing for other callers. Undefined where the file is not to be edited.
 */
export function pinPlace(context: FixContext): PinPlace | undefined {
  const { arrival, calls, subject } = context.hazard;
  const { drift, expression } = arrival;
  const [outermost] = calls;
  for (const call of calls) {
    const hop = drift.hops.find(
      ({ uri, range }) => uri === call.uri && containsRange(call.block.range, range),
    );
    const argument = call.block.body.attributes.find(({ range }) => hop && containsRange(range, hop.range));
    const file = context.texts(call.uri);
    if (hop === undefined || argument === undefined || file === undefined) continue;
    return {
      file,
      block: call.block,
      expression: argument.value,
      reference: hop.range,
      // The state knows the outcome only: what the module computes from its input cannot be told from it.
      stateOf: drift.unchanged && outermost ? directoryOf(outermost.uri) : undefined,
    };
  }
  const file = context.texts(drift.at.uri);
  if (file === undefined || drift.at.uri !== subject.uri) return undefined;
  return {
    file,
    block: subject.block,
    expression,
    reference: drift.at.range,
    // A module that is called has no state of its own, and as many values as callers.
    stateOf: outermost === undefined ? directoryOf(subject.uri) : undefined,
  };
}

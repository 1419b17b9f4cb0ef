import { attributeNamed } from '../modules/bodyAccess';
import { nodesBelow } from '../modules/moduleTree';
import type { ResourceDeclaration } from '../modules/module';
import type { Body, Expression } from '../syntax/ast';
import type { Evaluator } from './evaluator';
import { mentionsInBody, mentionsInExpression } from './mentions';

/** A change that has to wait makes Terraform read a data source only during apply: all of it is unknown at plan. */
export interface Deferral {
  /** What a pending change of makes it wait: `aws_vpc.main`, `module.network`. */
  readonly waitsFor: string;
  /** Whether `depends_on` says so, here or in a call above, and not merely an argument. */
  readonly isExplicit: boolean;
  /** The call that has the `depends_on`; absent where the data source itself waits. */
  readonly call?: string;
}

/** Arguments of a data source that do not ask for anything. */
const steering = new Set(['count', 'for_each', 'provider', 'lifecycle', 'depends_on']);

/**
 * What a data source waits for, as measured with Terraform 1.12: managed resources in its `depends_on` and in
 * that of any call above it; managed resources that its arguments refer to directly, or over local values where
 * it has conditions of its own. Undefined where it is always read during plan.
 */
export function deferralOf(evaluator: Evaluator, declaration: ResourceDeclaration): Deferral | undefined {
  const { body } = declaration.block;
  const explicit = managedInDependsOn(evaluator, body);
  if (explicit !== undefined) return { waitsFor: explicit, isExplicit: true };
  const above = deferralByCall(evaluator);
  if (above !== undefined) return above;
  const referred = managedInArguments(evaluator, body);
  return referred === undefined ? undefined : { waitsFor: referred, isExplicit: false };
}

/** The outermost call above that waits for something. */
function deferralByCall({ context }: Evaluator): Deferral | undefined {
  if (context === undefined) return undefined;
  const { caller, call } = context;
  const above = deferralByCall(caller);
  if (above !== undefined) return above;
  const waitsFor = managedInDependsOn(caller, call.block.body);
  return waitsFor === undefined ? undefined : { waitsFor, isExplicit: true, call: call.address };
}

/** The first thing with managed resources in it that a `depends_on` names. */
function managedInDependsOn(evaluator: Evaluator, body: Body): string | undefined {
  const attribute = attributeNamed(body, 'depends_on');
  return attribute && [...addressesIn(attribute.value)].find((name) => hasManaged(evaluator, name));
}

/** Before Terraform 0.12 the addresses in `depends_on` were written in quotes. */
function addressesIn(value: Expression): Iterable<string> {
  const quoted = value.kind === 'tuple' ? value.elements : [];
  const texts = quoted.flatMap((one) => (one.kind === 'literal' ? [String(one.value)] : []));
  return [...mentionsInExpression(value), ...texts];
}

function hasManaged({ module, node }: Evaluator, name: string): boolean {
  if (!name.startsWith('module.')) return module.resources.get(name)?.mode === 'managed';
  const called = node.calls.get(name.slice('module.'.length))?.node;
  if (called === undefined) return false;
  for (const inner of nodesBelow(called)) {
    for (const { mode } of inner.module.resources.values()) if (mode === 'managed') return true;
  }
  return false;
}

function managedInArguments(evaluator: Evaluator, body: Body): string | undefined {
  const direct = new Set<string>();
  for (const { name, value } of body.attributes) {
    if (!steering.has(name)) for (const mention of mentionsInExpression(value)) direct.add(mention);
  }
  for (const block of body.blocks) {
    if (!steering.has(block.type)) for (const mention of mentionsInBody(block.body)) direct.add(mention);
  }
  if (hasConditions(body)) addThroughLocals(evaluator, direct);
  return [...direct].find((name) => hasManaged(evaluator, name) && !name.startsWith('module.'));
}

function hasConditions(body: Body): boolean {
  return body.blocks.some(
    (block) =>
      block.type === 'lifecycle' &&
      block.body.blocks.some(({ type }) => type === 'postcondition' || type === 'precondition'),
  );
}

/** Adds what the local values among `mentions` mention, over any number of them. */
function addThroughLocals({ module }: Evaluator, mentions: Set<string>): void {
  // A set that grows while it is gone through is gone through to its end.
  for (const mention of mentions) {
    const local = mention.startsWith('local.')
      ? module.locals.get(mention.slice('local.'.length))
      : undefined;
    if (local === undefined) continue;
    for (const inner of mentionsInExpression(local.attribute.value)) mentions.add(inner);
  }
}

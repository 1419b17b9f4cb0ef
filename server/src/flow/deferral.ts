import { attributeNamed } from '../modules/bodyAccess';
import { nodesBelow } from '../modules/moduleTree';
import type { ResourceDeclaration } from '../modules/module';
import type { Body, Expression } from '../syntax/ast';
import { throughHop, type Drift } from './drift';
import type { Evaluator } from './evaluator';
import { mentionsInBody, mentionsInExpression } from './mentions';

/** A change that has to wait makes Terraform read a data source only during apply: all of it is unknown at plan. */
interface Deferral {
  /** What a pending change of makes it wait: `aws_vpc.main`, `module.network`; in the module of `evaluator`. */
  readonly waitsFor: readonly string[];
  readonly evaluator: Evaluator;
  /** Whether `depends_on` says so, here or in a call above, and not merely an argument. */
  readonly isExplicit: boolean;
  /** The call that has the `depends_on`; absent where the data source itself waits. */
  readonly call?: string;
}

/** Arguments of a data source that do not ask for anything. */
const steering = new Set(['count', 'for_each', 'provider', 'lifecycle', 'depends_on']);

/**
 * What is not known of a data source at plan because its read has to wait. Looking for drift: whatever it may
 * have to wait for; under an assumption: what it then waits for indeed.
 */
export function deferredDrifts(evaluator: Evaluator, declaration: ResourceDeclaration): readonly Drift[] {
  const deferrals = deferralsOf(evaluator, declaration);
  if (evaluator.setting.assumption === undefined) {
    return deferrals.slice(0, 1).map((deferral) => possibleDeferral(declaration, deferral));
  }
  return deferrals.flatMap((deferral) =>
    deferral.waitsFor.flatMap((name) =>
      pendingIn(deferral.evaluator, name).map((drift): Drift => ({
        ...throughHop(drift, name, drift.at),
        cause: 'deferred',
        unchanged: false,
        decides: false,
      })),
    ),
  );
}

function possibleDeferral(declaration: ResourceDeclaration, deferral: Deferral): Drift {
  const location = { uri: declaration.uri, range: declaration.block.headerRange };
  const [first = ''] = deferral.waitsFor;
  const through = deferral.call === undefined ? '' : `, because ${deferral.call} depends on it,`;
  return {
    source: {
      kind: 'deferral',
      address: declaration.address,
      volatility: 'every-apply',
      because: `is read only during apply${through} whenever ${first} has a pending change, even of a tag`,
      isExplicit: deferral.isExplicit,
      ...location,
    },
    attribute: '*',
    hops: [],
    at: location,
    cause: 'deferred',
    certainty: 'certain',
    unchanged: true,
    decides: false,
  };
}

/** What changes in a managed resource, or in those of a called module. */
function pendingIn(evaluator: Evaluator, name: string): readonly Drift[] {
  if (!name.startsWith('module.')) {
    const resource = evaluator.module.resources.get(name);
    return resource === undefined ? [] : evaluator.pending(resource);
  }
  const called = evaluator.calledModule(name.slice('module.'.length));
  return called === undefined ? [] : pendingBelow(called);
}

function pendingBelow(evaluator: Evaluator): readonly Drift[] {
  const own = [...evaluator.module.resources.values()]
    .filter(({ mode }) => mode === 'managed')
    .flatMap((resource) => evaluator.pending(resource));
  const below = [...evaluator.node.calls.keys()].flatMap((name) => pendingIn(evaluator, `module.${name}`));
  return [...own, ...below];
}

/**
 * What a data source waits for, as measured with Terraform 1.12: managed resources in its `depends_on` and in
 * that of any call above it; managed resources that its arguments refer to directly, or over local values where
 * it has conditions of its own. Empty where it is always read during plan; the explicit before the implicit.
 */
function deferralsOf(evaluator: Evaluator, declaration: ResourceDeclaration): readonly Deferral[] {
  const { body } = declaration.block;
  const explicit = managedInDependsOn(evaluator, body);
  const referred = managedInArguments(evaluator, body);
  const own: readonly Deferral[] = [
    { waitsFor: explicit, evaluator, isExplicit: true },
    ...deferralsByCall(evaluator),
    { waitsFor: referred, evaluator, isExplicit: false },
  ];
  return own.filter(({ waitsFor }) => waitsFor.length > 0);
}

function deferralsByCall({ context }: Evaluator): readonly Deferral[] {
  if (context === undefined) return [];
  const { caller, call } = context;
  const waitsFor = managedInDependsOn(caller, call.block.body);
  return [{ waitsFor, evaluator: caller, isExplicit: true, call: call.address }, ...deferralsByCall(caller)];
}

/** Everything with managed resources in it that a `depends_on` names. */
function managedInDependsOn(evaluator: Evaluator, body: Body): readonly string[] {
  const attribute = attributeNamed(body, 'depends_on');
  if (attribute === undefined) return [];
  return [...new Set(addressesIn(attribute.value))].filter((name) => hasManaged(evaluator, name));
}

/** Before Terraform 0.12 the addresses in `depends_on` were written in quotes. */
function addressesIn(value: Expression): readonly string[] {
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

function managedInArguments(evaluator: Evaluator, body: Body): readonly string[] {
  const direct = new Set<string>();
  for (const { name, value } of body.attributes) {
    if (!steering.has(name)) for (const mention of mentionsInExpression(value)) direct.add(mention);
  }
  for (const block of body.blocks) {
    if (!steering.has(block.type)) for (const mention of mentionsInBody(block.body)) direct.add(mention);
  }
  if (hasConditions(body)) addThroughLocals(evaluator, direct);
  return [...direct].filter((name) => !name.startsWith('module.') && hasManaged(evaluator, name));
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

import { say } from '../base/language';
import { attributeNamed } from '../modules/bodyAccess';
import { hasConditions } from '../modules/lifecycle';
import { nodesBelow } from '../modules/moduleTree';
import type { LocalValue, Module, ResourceDeclaration } from '../modules/module';
import type { Body, Expression } from '../syntax/ast';
import { beginning, throughHop, type Drift } from './drift';
import { pendingDrifts } from './pendingChange';
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
const steering = new Set(['provider', 'lifecycle', 'depends_on']);

/**
 * What is not known of a data source at plan because its read has to wait. Looking for drift: whatever it may
 * have to wait for; under an assumption: what it then waits for indeed.
 */
export function deferredDrifts(evaluator: Evaluator, declaration: ResourceDeclaration): readonly Drift[] {
  const deferrals = deferralsOf(evaluator, declaration);
  if (evaluator.setting.assumption === undefined) {
    return deferrals.slice(0, 1).map((deferral) => possibleDeferral(evaluator, declaration, deferral));
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

function possibleDeferral(evaluator: Evaluator, declaration: ResourceDeclaration, deferral: Deferral): Drift {
  const location = { uri: declaration.uri, range: declaration.block.headerRange };
  const { waitsFor, isExplicit, call } = deferral;
  const [first = ''] = waitsFor;
  const because =
    call === undefined
      ? say`is read only during apply whenever ${first} has a pending change, even of a tag`
      : say`is read only during apply, because the call of ${call} depends on ${first}, whenever that has a pending change, even of a tag`;
  return beginning(
    {
      kind: 'deferral',
      address: declaration.address,
      volatility: 'every-apply',
      because,
      module: evaluator.node.address,
      deferral: {
        isExplicit,
        waitsFor,
        module: deferral.evaluator.node.address,
        ...(call !== undefined && { call }),
      },
      ...location,
    },
    '*',
  );
}

/** What changes in a managed resource, or in those of a called module. */
function pendingIn(evaluator: Evaluator, name: string): readonly Drift[] {
  if (!name.startsWith('module.')) {
    const resource = evaluator.module.resources.get(name);
    return resource === undefined ? [] : pendingDrifts(evaluator, resource);
  }
  const called = evaluator.calledModule(name.slice('module.'.length));
  return called === undefined ? [] : pendingBelow(called);
}

function pendingBelow(evaluator: Evaluator): readonly Drift[] {
  const own = [...evaluator.module.resources.values()]
    .filter(({ mode }) => mode === 'managed')
    .flatMap((resource) => pendingDrifts(evaluator, resource));
  const below = [...evaluator.node.calls.keys()].flatMap((name) => pendingIn(evaluator, `module.${name}`));
  return [...own, ...below];
}

/**
 * What a data source waits for, as measured with Terraform 1.11: what its `depends_on` names, what its arguments
 * refer to directly, and, with all that these depend on, what the `depends_on` of a call above names. With
 * conditions of its own it waits for what they depend on too. Empty where it is always read during plan.
 */
function deferralsOf(evaluator: Evaluator, declaration: ResourceDeclaration): readonly Deferral[] {
  const { body } = declaration.block;
  const further = (names: readonly string[]) =>
    hasConditions(body) ? withDependencies(evaluator, names) : names;
  const managed = (names: readonly string[]) => names.filter((name) => hasManaged(evaluator, name));
  const own: readonly Deferral[] = [
    { waitsFor: managed(further(namedInDependsOn(body))), evaluator, isExplicit: true },
    ...deferralsByCall(evaluator),
    { waitsFor: managed(further(namedInArguments(body))), evaluator, isExplicit: false },
  ];
  return own.filter(({ waitsFor }) => waitsFor.length > 0);
}

function deferralsByCall({ context }: Evaluator): readonly Deferral[] {
  if (context === undefined) return [];
  const { caller, call } = context;
  const waitsFor = withDependencies(caller, namedInDependsOn(call.block.body)).filter((name) =>
    hasManaged(caller, name),
  );
  return [{ waitsFor, evaluator: caller, isExplicit: true, call: call.address }, ...deferralsByCall(caller)];
}

function namedInDependsOn(body: Body): readonly string[] {
  const attribute = attributeNamed(body, 'depends_on');
  return attribute === undefined ? [] : [...new Set(addressesIn(attribute.value))];
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

/** What the arguments refer to; through an output of a module nothing is waited for. */
function namedInArguments(body: Body): readonly string[] {
  const named = new Set<string>();
  for (const { name, value } of body.attributes) {
    if (!steering.has(name)) for (const mention of mentionsInExpression(value)) named.add(mention);
  }
  for (const block of body.blocks) {
    if (!steering.has(block.type)) for (const mention of mentionsInBody(block.body)) named.add(mention);
  }
  return [...named].filter((name) => !name.startsWith('module.'));
}

/** `names` and all that they depend on within the module. */
export function withDependencies({ module }: Evaluator, names: readonly string[]): readonly string[] {
  // A set that grows while it is gone through is gone through to its end.
  const all = new Set(names);
  for (const name of all) {
    const [kind = '', rest = ''] = name.split('.');
    const mentions =
      kind === 'local' ? mentionsOf(module.locals.get(rest)) : bodyMentions(module, name, kind, rest);
    for (const mention of mentions) all.add(mention);
  }
  return [...all];
}

function mentionsOf(local: LocalValue | undefined): Iterable<string> {
  return local === undefined ? [] : mentionsInExpression(local.attribute.value);
}

function bodyMentions(module: Module, name: string, kind: string, rest: string): Iterable<string> {
  const declaration = kind === 'module' ? module.calls.get(rest) : module.resources.get(name);
  return declaration === undefined ? [] : mentionsInBody(declaration.block.body);
}

import { attributeNamed } from '../modules/bodyAccess';
import type { Declaration, LocalValue, Module, ModuleCall, ResourceDeclaration } from '../modules/module';
import type { ModuleNode } from '../modules/moduleTree';
import type { AttributeExpression, Body, Expression } from '../syntax/ast';
import { throughHop, type Drift, type Location } from './drift';
import { attributeOf, elementOf, truthOf } from './access';
import { extendScope, fileScope, type Scope } from './scope';
import { dataSourceValue } from './dataSource';
import { instanceScope, knownInstances, wrapInstances } from './instances';
import type { EvaluationSetting, FlowModels } from './models';
import { managedResourceValue } from './managedResource';
import { moduleInstances, outputReference } from './moduleCall';
import { changingDrifts, replacingArrivals, type ReplacingArrival } from './pendingChange';
import { evaluateCall } from './steps/call';
import { evaluateObject, evaluateTuple } from './steps/collection';
import { evaluateConditional } from './steps/conditional';
import { evaluateFor } from './steps/for';
import { evaluateIndex } from './steps/index';
import { evaluateOperation } from './steps/operation';
import { evaluateSplat } from './steps/splat';
import { evaluateTemplate } from './steps/template';
import { conform } from './typeConstraint';
import { mapDrifts, object, scalar, unknown, type Value } from './value';

/** How many named values may wait for each other: far more than any configuration has, and an end to all. */
const longestChain = 400;

/** Names that begin a traversal and are no resource type. */
const reservedNames = new Set(['count', 'each', 'local', 'module', 'path', 'self', 'terraform', 'var']);

/** The call that a module is evaluated for. */
export interface CallContext {
  /** Evaluates the module that the call stands in. */
  readonly caller: Evaluator;
  readonly call: ModuleCall;
  /** The scope of the call's arguments. */
  readonly scope: Scope;
}

/** One instance of a module call. */
export interface CalledInstance {
  readonly key: string | number;
  readonly scope: Scope;
}

/** How deep a configuration's values wait for each other at the moment, and whether that was ever too deep. */
interface Patience {
  waiting: number;
  hasEnded: boolean;
}

/**
 * Evaluates the expressions of one module, as the root or for one call, as far as they can be known without
 * running Terraform. Named values are evaluated once, on first use; a value that depends on itself is unknown.
 * It never throws.
 */
export class Evaluator {
  private readonly named = new Map<string, Value>();
  private readonly replaced = new Map<string, readonly ReplacingArrival[]>();
  private readonly changed = new Map<string, readonly Drift[]>();
  private readonly inProgress = new Map<unknown, Set<string>>();
  private readonly called = new Map<string, Evaluator>();
  private readonly patience: Patience;

  constructor(
    readonly node: ModuleNode,
    readonly setting: EvaluationSetting,
    readonly context?: CallContext,
  ) {
    this.patience = context?.caller.patience ?? { waiting: 0, hasEnded: false };
  }

  get models(): FlowModels {
    return this.setting.models;
  }

  /** The evaluator of the configuration's root module. */
  get root(): Evaluator {
    return this.context === undefined ? this : this.context.caller.root;
  }

  get module(): Module {
    return this.node.module;
  }

  /** Whether a value was left unknown because too many others had to be known for it. */
  get isIncomplete(): boolean {
    return this.patience.hasEnded;
  }

  /**
   * Evaluates the module behind the call `name`, for any instance of it or for the one whose body has this scope;
   * undefined where it cannot be read.
   */
  calledModule(name: string, instance?: CalledInstance): Evaluator | undefined {
    const id = instance === undefined ? name : JSON.stringify([name, instance.key]);
    const known = this.called.get(id);
    if (known !== undefined) return known;
    const called = this.node.calls.get(name);
    if (called === undefined) return undefined;
    const { call } = called;
    const scope = instance?.scope ?? instanceScope(this, call);
    const evaluator = new Evaluator(called.node, this.setting, { caller: this, call, scope });
    this.called.set(id, evaluator);
    return evaluator;
  }

  /**
   * The value of `expression` where the names in `outer` have their meaning. Each drift in the result says,
   * in `at`, through which reference of this expression it entered.
   */
  evaluate(expression: Expression, outer: Scope): Value {
    const scope = expression.uri === undefined ? outer : { ...outer, uri: expression.uri };
    switch (expression.kind) {
      case 'literal':
        return scalar(expression.value);
      case 'variable':
      case 'attribute':
      case 'index':
      case 'splat':
        return enteringAt(this.evaluateTraversal(expression, scope), {
          uri: scope.uri,
          range: expression.range,
        });
      case 'template':
        return evaluateTemplate(this, expression, scope);
      case 'call':
        return evaluateCall(this, expression, scope);
      case 'conditional':
        return evaluateConditional(this, expression, scope);
      case 'operation':
        return evaluateOperation(this, expression, scope);
      case 'for':
        return evaluateFor(this, expression, scope);
      case 'object':
        return evaluateObject(this, expression, scope);
      case 'tuple':
        return evaluateTuple(this, expression, scope);
      case 'broken':
        return unknown;
    }
  }

  /** The value of the argument `name` of `body`, undefined where it is not set. */
  argument(body: Body, name: string, scope: Scope): Value | undefined {
    const attribute = attributeNamed(body, name);
    return attribute === undefined ? undefined : this.evaluate(attribute.value, scope);
  }

  /** The same as `evaluate`, for the inner parts of a traversal: the outermost part says where it entered. */
  evaluateTraversal(expression: Expression, scope: Scope): Value {
    switch (expression.kind) {
      case 'variable':
        return scope.names.get(expression.name) ?? unknown;
      case 'attribute':
        return (
          this.moduleOutput(expression, scope) ??
          this.namedValue(expression.object, expression.name, scope, expression) ??
          attributeOf(this.evaluateTraversal(expression.object, scope), expression.name)
        );
      case 'index':
        return evaluateIndex(this, expression, scope);
      case 'splat':
        return evaluateSplat(this, expression, scope);
      default:
        return this.evaluate(expression, scope);
    }
  }

  /** `var.x`, `local.x`, `data.t.x` and `t.x`; undefined where `object.name` is none of these. */
  private namedValue(object: Expression, name: string, scope: Scope, whole: Expression): Value | undefined {
    const at = { uri: scope.uri, range: whole.range };
    if (object.kind === 'variable' && !scope.names.has(object.name)) {
      if (object.name === 'var') return this.referTo(`var.${name}`, at, () => this.variable(name));
      if (object.name === 'local') return this.referTo(`local.${name}`, at, () => this.local(name));
      if (object.name === 'data') return undefined;
      if (object.name === 'module') return this.moduleObject(name, undefined, at);
      if (reservedNames.has(object.name)) return unknown;
      return this.referTo(`${object.name}.${name}`, at, () => this.resource(`${object.name}.${name}`));
    }
    if (object.kind === 'attribute' && object.object.kind === 'variable') {
      if (object.object.name !== 'data' || scope.names.has('data')) return undefined;
      const address = `data.${object.name}.${name}`;
      return this.remember(address, () => this.dataSource(address));
    }
    return undefined;
  }

  /** Whether `var.x`, `local.x` or `type.name` is something of which nothing is known, and that does not drift. */
  isUnknown(address: string): boolean {
    const [kind = '', name = '', ...more] = address.split('.');
    if (more.length > 0 || name === '') return false;
    const value =
      kind === 'var'
        ? this.remember(address, () => this.variable(name))
        : kind === 'local'
          ? this.remember(address, () => this.local(name))
          : undefined;
    return value?.kind === 'unknown' && value.drifts.length === 0;
  }

  /** `module.x.output` and `module.x[key].output`: only that output is evaluated, since others may depend on it. */
  private moduleOutput(expression: AttributeExpression, scope: Scope): Value | undefined {
    const reference = outputReference(expression.object);
    if (reference === undefined || scope.names.has('module')) return undefined;
    const at = { uri: scope.uri, range: expression.range };
    const instances = this.moduleObject(reference.call, expression.name, at);
    const one =
      reference.key === undefined ? instances : elementOf(instances, this.evaluate(reference.key, scope));
    return attributeOf(one, expression.name);
  }

  /** `module.name` with this output, or with all of them: one object, or one per instance. */
  moduleObject(name: string, output: string | undefined, at: Location): Value {
    const value = this.remember(`module.${name}.${output ?? '*'}`, () => moduleInstances(this, name, output));
    return mapDrifts(value, (drift) => ({ ...drift, at }));
  }

  /** A named value as seen from a reference to it: the drift in it has come one hop further. */
  private referTo(address: string, at: Location, evaluate: () => Value): Value {
    return mapDrifts(this.remember(address, evaluate), (drift) => throughHop(drift, address, at));
  }

  private remember(address: string, evaluate: () => Value): Value {
    return this.once(this.named, address, evaluate, unknown);
  }

  /** What is computed once and kept; `unfinished` where it depends on itself, or waits for too much. */
  private once<T>(known: Map<string, T>, address: string, compute: () => T, unfinished: T): T {
    const result = known.get(address);
    if (result !== undefined) return result;
    const inProgress = this.inProgress.get(known) ?? new Set();
    this.inProgress.set(known, inProgress);
    if (inProgress.has(address)) return unfinished;
    if (this.patience.waiting === longestChain) {
      this.patience.hasEnded = true;
      return unfinished;
    }
    inProgress.add(address);
    this.patience.waiting++;
    const computed = compute();
    this.patience.waiting--;
    inProgress.delete(address);
    known.set(address, computed);
    return computed;
  }

  private variable(name: string): Value {
    const declaration = this.module.variables.get(name);
    if (declaration === undefined) return unknown;
    const { body } = declaration.block;
    const scope = fileScope(declaration.uri);
    const given = this.givenValue(name, declaration);
    const isReplaced = isNull(given) && isFalse(this.argument(body, 'nullable', scope));
    const value =
      given === undefined || isReplaced ? (this.argument(body, 'default', scope) ?? unknown) : given;
    const type = attributeNamed(body, 'type')?.value;
    return type === undefined ? value : conform(value, type, (fallback) => this.evaluate(fallback, scope));
  }

  /** What a variable is given by the call or, in a root module, by a variable file; undefined where by nobody. */
  private givenValue(name: string, declaration: Declaration): Value | undefined {
    if (this.context === undefined) {
      const given = this.setting.variables?.get(name) ?? this.module.variableValues.get(name);
      return given && this.evaluate(given.value, fileScope(given.uri));
    }
    const { caller, call, scope } = this.context;
    const value = caller.argument(call.block.body, name, scope);
    const at = { uri: declaration.uri, range: declaration.block.headerRange };
    return value && mapDrifts(value, (drift) => throughHop(drift, `${call.address}.${name}`, at));
  }

  private local(name: string): Value {
    const local: LocalValue | undefined = this.module.locals.get(name);
    return local === undefined ? unknown : this.evaluate(local.attribute.value, fileScope(local.uri));
  }

  private dataSource(address: string): Value {
    const declaration = this.module.resources.get(address);
    if (declaration === undefined) return unknown;
    return wrapInstances(this, declaration, (scope) =>
      dataSourceValue(this, declaration, scope ?? this.scopeOf(declaration)),
    );
  }

  /**
   * A managed resource as others read it: what is configured is known before apply, everything else stays as it
   * is, unless the resource is replaced. An argument whose changes are ignored keeps its old value.
   */
  private resource(address: string): Value {
    const declaration = this.module.resources.get(address);
    if (declaration === undefined) return unknown;
    return wrapInstances(this, declaration, (scope) => managedResourceValue(this, declaration, scope));
  }

  /** All that makes Terraform replace a managed resource of this module. */
  replacing(resource: ResourceDeclaration): readonly ReplacingArrival[] {
    const arrivals = () => replacingArrivals(this, resource, this.scopesOf(resource));
    return this.once(this.replaced, resource.address, arrivals, []);
  }

  /** What changes anything of a managed resource of this module, in place or by replacing it. */
  changing(resource: ResourceDeclaration): readonly Drift[] {
    const drifts = () => changingDrifts(this, resource, this.scopesOf(resource));
    return this.once(this.changed, resource.address, drifts, []);
  }

  /** Its instances that are known one by one; the scope of any one where they are not. */
  private scopesOf(declaration: ResourceDeclaration): readonly Scope[] {
    const known = knownInstances(this, declaration);
    return known === undefined ? [this.scopeOf(declaration)] : [...known.scopes.values()];
  }

  /** The address of a declaration of this module, from the root module, without instance keys. */
  addressOf({ address }: Declaration): string {
    return this.node.address === '' ? address : `${this.node.address}.${address}`;
  }

  /** The scope in which the body of a resource is evaluated. */
  scopeOf(declaration: ResourceDeclaration): Scope {
    return instanceScope(this, declaration);
  }

  /** `scope` with one element of a repetition bound to its iterator's name. */
  iterationScope(scope: Scope, iterator: string, key: Value, value: Value): Scope {
    const element = new Map([
      ['key', key],
      ['value', value],
    ]);
    return extendScope(scope, { [iterator]: object(element) });
  }
}

function isNull(value: Value | undefined): boolean {
  return value?.kind === 'scalar' && value.value === null;
}

function isFalse(value: Value | undefined): boolean {
  return value !== undefined && truthOf(value) === false;
}

function enteringAt(value: Value, at: Location): Value {
  return mapDrifts(value, (drift) => ({ ...drift, at }));
}

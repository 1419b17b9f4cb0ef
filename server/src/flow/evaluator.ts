import { attributeNamed } from '../modules/bodyAccess';
import { ignoredWithin, ignoresChanges, readLifecycle } from '../modules/lifecycle';
import type { LocalValue, Module, ResourceDeclaration } from '../modules/module';
import type { Body, Expression } from '../syntax/ast';
import { throughHop, type Location } from './drift';
import { attributeOf, withoutPart } from './access';
import { extendScope, fileScope, type Scope } from './scope';
import { dataSourceValue } from './dataSource';
import { instanceScope, wrapInstances } from './instances';
import type { FlowModels } from './models';
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

/**
 * Evaluates the expressions of one module as far as they can be known without running Terraform. Named
 * values are evaluated once, on first use; a value that depends on itself is unknown. It never throws.
 */
export class Evaluator {
  private readonly named = new Map<string, Value>();
  private readonly inProgress = new Set<string>();
  private gaveUp = false;

  constructor(
    readonly module: Module,
    readonly models: FlowModels,
  ) {}

  /** Whether a value was left unknown because too many others had to be known for it. */
  get isIncomplete(): boolean {
    return this.gaveUp;
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

  /** A named value as seen from a reference to it: the drift in it has come one hop further. */
  private referTo(address: string, at: Location, evaluate: () => Value): Value {
    return mapDrifts(this.remember(address, evaluate), (drift) => throughHop(drift, address, at));
  }

  private remember(address: string, evaluate: () => Value): Value {
    const known = this.named.get(address);
    if (known !== undefined) return known;
    if (this.inProgress.has(address)) return unknown;
    if (this.inProgress.size === longestChain) {
      this.gaveUp = true;
      return unknown;
    }
    this.inProgress.add(address);
    const value = evaluate();
    this.inProgress.delete(address);
    this.named.set(address, value);
    return value;
  }

  private variable(name: string): Value {
    const given = this.module.variableValues.get(name);
    const declaration = this.module.variables.get(name);
    if (declaration === undefined) return unknown;
    const { body } = declaration.block;
    const scope = fileScope(declaration.uri);
    const value =
      given === undefined
        ? (this.argument(body, 'default', scope) ?? unknown)
        : this.evaluate(given.value, fileScope(given.uri));
    const type = attributeNamed(body, 'type')?.value;
    return type === undefined ? value : conform(value, type, (fallback) => this.evaluate(fallback, scope));
  }

  private local(name: string): Value {
    const local: LocalValue | undefined = this.module.locals.get(name);
    return local === undefined ? unknown : this.evaluate(local.attribute.value, fileScope(local.uri));
  }

  private dataSource(address: string): Value {
    const declaration = this.module.resources.get(address);
    if (declaration === undefined) return unknown;
    return wrapInstances(this, declaration, dataSourceValue(this, declaration));
  }

  /**
   * A managed resource as others read it: what is configured is known before apply, everything else is not
   * known and stays as it is. An argument whose changes are ignored keeps its old value.
   */
  private resource(address: string): Value {
    const declaration = this.module.resources.get(address);
    if (declaration === undefined) return unknown;
    const scope = instanceScope(this, declaration);
    const lifecycle = readLifecycle(declaration.block.body);
    const entries = declaration.block.body.attributes
      .filter((attribute) => !ignoresChanges(lifecycle, attribute.name))
      .map(({ name, value }) => {
        const ignored = ignoredWithin(lifecycle, name);
        return [name, ignored.reduce(withoutPart, this.evaluate(value, scope))] as const;
      });
    return wrapInstances(this, declaration, object(new Map(entries), unknown));
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

function enteringAt(value: Value, at: Location): Value {
  return mapDrifts(value, (drift) => ({ ...drift, at }));
}

import { say } from '../../base/language';
import { truthOf } from '../../flow/access';
import { dependenceOf, unknownAmong } from '../../flow/doubt';
import type { Evaluator } from '../../flow/evaluator';
import { mentionsInExpression } from '../../flow/mentions';
import type { Scope } from '../../flow/scope';
import { ownDrifts, type Value } from '../../flow/value';
import { attributeNamed } from '../../modules/bodyAccess';
import type { Body } from '../../syntax/ast';

/** Reads the known arguments of a block, and remembers of which ones the value cannot be told. */
export class ArgumentReader {
  /** Why a value could not be told, in sentences. */
  readonly obstacles: string[] = [];

  /** `address` is what the sentences call the block. */
  constructor(
    private readonly evaluator: Evaluator,
    private readonly address: string,
    private readonly body: Body,
    private readonly scope: Scope,
  ) {}

  /** A text; undefined where it is absent, null, empty (to the provider the same), or not known. */
  text(name: string): string | undefined {
    const value = this.value(name);
    const text = value && textOf(value);
    if (text === undefined && !isAbsent(value)) this.addObstacle(name);
    return text === '' ? undefined : text;
  }

  /** A list or set of texts without its nulls; empty where it is absent or not known. */
  texts(name: string): readonly string[] {
    const value = this.value(name);
    if (isAbsent(value)) return [];
    const elements = value?.kind === 'tuple' && ownDrifts(value).length === 0 ? value.elements : undefined;
    const texts = elements?.filter((element) => !isAbsent(element)).map(textOf);
    if (texts?.every((text) => text !== undefined) === true) return texts;
    this.addObstacle(name);
    return [];
  }

  /** A truth value; false where it is absent, null or not known. */
  flag(name: string): boolean {
    const value = this.value(name);
    const flag = value && truthOf(value);
    if (flag === undefined && !isAbsent(value)) this.addObstacle(name);
    return flag ?? false;
  }

  /** Says that the argument or block `name` cannot be told. */
  addObstacle(name: string): void {
    const expression = attributeNamed(this.body, name)?.value;
    const mentions = expression === undefined ? new Set<string>() : mentionsInExpression(expression);
    const dependence = dependenceOf({ dependsOn: unknownAmong(this.evaluator, mentions) });
    this.obstacles.push(
      dependence === undefined
        ? say`\`${name}\` of ${this.address} is not known before Terraform runs.`
        : say`\`${name}\` of ${this.address} depends on ${dependence}.`,
    );
  }

  private value(name: string): Value | undefined {
    return this.evaluator.argument(this.body, name, this.scope);
  }
}

function isAbsent(value: Value | undefined): boolean {
  return value === undefined || (value.kind === 'scalar' && value.value === null);
}

function textOf(value: Value): string | undefined {
  return value.kind === 'scalar' && value.value !== null ? String(value.value) : undefined;
}

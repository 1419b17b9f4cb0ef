import type { TemplateExpression } from '../../syntax/ast';
import { asText } from '../access';
import type { Evaluator } from '../evaluator';
import type { Scope } from '../scope';
import { composedOf, scalar, type Value } from '../value';

/** `"a ${b} c"`: the text where every part is known, else something computed from the parts. */
export function evaluateTemplate(evaluator: Evaluator, expression: TemplateExpression, scope: Scope): Value {
  const parts = expression.parts.map((part) => evaluator.evaluate(part, scope));
  let text = '';
  for (const part of parts.map(asText)) {
    if (part.kind !== 'scalar') return composedOf(parts);
    text += String(part.value);
  }
  return scalar(text);
}

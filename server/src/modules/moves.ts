import type { Block, Expression } from '../syntax/ast';
import { attributeNamed } from './bodyAccess';
import { addressOfParts, parseAddress, type AddressPart, type InstanceAddress } from './instanceAddress';

/** What a `moved` block says; both addresses are seen from the module that it stands in. */
export interface Move {
  readonly from: InstanceAddress;
  readonly to: InstanceAddress;
}

/** Reads a `moved` block. Undefined where one of its addresses is none, or one is a module and the other is not. */
export function readMove({ body }: Block): Move | undefined {
  const from = addressIn(attributeNamed(body, 'from')?.value);
  const to = addressIn(attributeNamed(body, 'to')?.value);
  if (from === undefined || to === undefined) return undefined;
  return (from.resource === undefined) === (to.resource === undefined) ? { from, to } : undefined;
}

/** Native syntax writes the address as a reference, JSON as a text. */
function addressIn(expression: Expression | undefined): InstanceAddress | undefined {
  if (expression === undefined) return undefined;
  if (expression.kind === 'literal') {
    return typeof expression.value === 'string' ? parseAddress(expression.value) : undefined;
  }
  const parts = partsOf(expression);
  return parts && addressOfParts(parts);
}

function partsOf(expression: Expression): readonly AddressPart[] | undefined {
  switch (expression.kind) {
    case 'variable':
      return [{ name: expression.name }];
    case 'attribute': {
      const before = partsOf(expression.object);
      return before && [...before, { name: expression.name }];
    }
    case 'index': {
      const before = partsOf(expression.collection);
      const key = expression.key.kind === 'literal' ? expression.key.value : undefined;
      const isKey = typeof key === 'string' || typeof key === 'number';
      return before && isKey ? [...before, { key }] : undefined;
    }
    default:
      return undefined;
  }
}

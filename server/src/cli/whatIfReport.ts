import type { WhatIfAnswer } from '../analysis/host';

/** Version 1 of the machine-readable answer: a contract, to be extended but not changed. */
export function whatIfJson({ replaced, instances }: WhatIfAnswer): string {
  return `${JSON.stringify({ version: 1, replaced, instances }, undefined, 2)}\n`;
}

/** Completes "because …" for each cause. */
const causes: Readonly<Record<WhatIfAnswer['replaced'][number]['cause'], string>> = {
  drift: 'the answer reaches',
  cascade: 'another replacement reaches',
  deferred: 'a data source is read only during apply and reaches',
  trigger: 'of replace_triggered_by',
};

/** For people: a line for each resource. */
export function whatIfText({ replaced, instances }: WhatIfAnswer): string {
  const lines = [
    ...replaced.map(({ address, attributes, cause, certainty }) => {
      const how = certainty === 'possible' ? 'may be replaced' : 'is replaced';
      return `${address} ${how}, because ${[causes[cause], attributes.join(', ')].join(' ').trim()}`;
    }),
    ...instances.map(({ address, change }) => `${address}: instances may be ${change}`),
  ];
  return lines.length === 0 ? 'Nothing is replaced.\n' : `${lines.join('\n')}\n`;
}

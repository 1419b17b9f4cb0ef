import type { Risk } from '../../server/src/lsp/messages';

/** What a replacement can cost, the worst first. */
export const consequences = ['data-loss', 'rebuild', 'routine'] as const satisfies Risk['consequence'][];

/** The severities, the loudest first. */
export const severities = ['error', 'warning', 'information', 'hint'] as const satisfies Risk['severity'][];

/** The worst consequence among these; `routine` of none. */
export function worstConsequence(
  risks: readonly { readonly consequence: Risk['consequence'] }[],
): Risk['consequence'] {
  return consequences.find((one) => risks.some(({ consequence }) => consequence === one)) ?? 'routine';
}

/** The loudest severity among these; `hint` of none. */
export function worstSeverity(risks: readonly { readonly severity: Risk['severity'] }[]): Risk['severity'] {
  return severities.find((one) => risks.some(({ severity }) => severity === one)) ?? 'hint';
}

import type { Fix } from '../../../server/src/analysis/finding';
import { fixKinds } from '../../../server/src/fixes/index';

/** How a fix differs from what its kind says of itself, in sentences. */
export function unlikeItsKind({
  id,
  title,
  applicability,
  cost,
  files,
  guidance,
  lookUp,
}: Fix): readonly string[] {
  const kind = fixKinds.find((one) => one.id === id);
  if (kind === undefined) return [`${id} is no kind of fix`];
  const titles = kind.titles.filter((one) => pattern(one.title).test(title));
  const isByHand = applicability === 'by-hand';
  return [
    ...(titles.some((one) => one.applicability === applicability)
      ? []
      : [`${title} (${applicability}) is none of its titles`]),
    ...(pattern(kind.cost).test(cost) ? [] : [`its cost is told otherwise: ${cost}`]),
    ...((isByHand || lookUp !== undefined) === files.length > 0
      ? [`${applicability} with ${String(files.length)} edited files`]
      : []),
    ...(isByHand === (guidance === undefined) ? [`${applicability}, guidance: ${String(guidance)}`] : []),
  ];
}

/** Words in capitals stand for anything else. */
function pattern(template: string): RegExp {
  const parts = template.split(/\b([A-Z]{2,})\b/).map((part, index) => {
    const escaped = part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return index % 2 === 0 ? escaped : `(?!${escaped}\\b)[^]+`;
  });
  return new RegExp(`^${parts.join('')}$`);
}

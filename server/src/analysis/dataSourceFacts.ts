import { say } from '../base/language';
import type { TextRange } from '../base/textRange';
import { deferredDrifts } from '../flow/deferral';
import { sourceState, type SourceState } from '../flow/sourceState';
import { describeSource } from './describedFacts';
import { replacedBy, type Finding } from './finding';
import type { DeclarationInModule, PlaceFacts } from './placeFacts';

/** How many of a list of names are named. */
const mostNamed = 12;

/**
 * Whether and why a data source drifts as it is written, and what `findings`, those that come from it, say that it
 * can replace; undefined where nothing is known of its type.
 */
export function dataSourceFacts(
  seen: readonly DeclarationInModule[],
  range: TextRange,
  isNeutral: boolean,
  findings: readonly Finding[],
): PlaceFacts | undefined {
  const [first] = seen;
  if (first === undefined) return undefined;
  const { address, type } = first.declaration;
  const waiting = seen.flatMap(({ evaluator, declaration }) => deferredDrifts(evaluator, declaration)).at(0);
  const isKnown = isNeutral || first.evaluator.models.sourcesOf(type).length > 0;
  if (!isKnown && waiting === undefined) return undefined;
  const own = isNeutral
    ? { headline: say`${address} does not drift.`, details: [] }
    : worstWords(seen, address);
  const deferral = waiting === undefined ? [] : [say`${address} ${waiting.source.because}.`];
  const [headline = '', ...details] = isKnown ? [own.headline, ...own.details, ...deferral] : deferral;
  return { range, headline, details: [...details, ...replacedSentence(findings)], findings: [] };
}

function replacedSentence(findings: readonly Finding[]): readonly string[] {
  const addresses = [...new Set(findings.flatMap(replacedBy))].sort();
  return addresses.length === 0 ? [] : [say`It can replace ${someOf(addresses)}.`];
}

interface Words {
  readonly headline: string;
  readonly details: readonly string[];
}

/** Of several calls of the module, the one in which it drifts most surely counts. */
function worstWords(seen: readonly DeclarationInModule[], address: string): Words {
  const states = seen.map(({ evaluator, declaration }) =>
    sourceState(evaluator, declaration, evaluator.scopeOf(declaration)),
  );
  const drifting = states.filter((state) => state.kind === 'drifts');
  const worst =
    drifting.find(({ certainty }) => certainty === 'certain') ??
    drifting.at(0) ??
    states.find(({ kind }) => kind === 'pinned');
  return wordsOf(worst ?? { kind: 'still' }, address);
}

function wordsOf(state: SourceState, address: string): Words {
  if (state.kind === 'still') {
    return { headline: say`${address} does not drift, as it is written here.`, details: [] };
  }
  const { because, when, unless, drifting, pin, volatility } = describeSource(state.model);
  const conditions = [
    ...(when === undefined ? [] : [say`It drifts where ${when}.`]),
    ...(unless === undefined ? [] : [say`It is pinned where ${unless}.`]),
  ];
  if (state.kind === 'pinned')
    return { headline: say`${address} is pinned: it does not drift.`, details: conditions };
  const isCertain = state.certainty === 'certain';
  const headline = isCertain
    ? say`${address} drifts (${volatility}): it ${because}.`
    : say`${address} may drift (${volatility}), by values that are not known here: it ${because}.`;
  // Where it certainly drifts, the conditions say nothing new.
  return {
    headline,
    details: [...(isCertain ? [] : conditions), attributeWords(drifting), say`To pin it: ${pin}`],
  };
}

function attributeWords(drifting: readonly string[]): string {
  if (drifting.includes('*')) return say`All that it computes drifts.`;
  return say`Drifting attributes: ${someOf(drifting.map((name) => `\`${name}\``))}.`;
}

function someOf(names: readonly string[]): string {
  const named = names.slice(0, mostNamed).join(', ');
  const more = names.length - mostNamed;
  return more > 0 ? say`${named} and ${more} more` : named;
}

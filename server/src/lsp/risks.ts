import type { Finding, PathStep } from '../analysis/finding';
import type { Snapshot } from '../analysis/host';
import { sentences } from '../base/language';
import type { TextRange } from '../base/textRange';
import { baseName, relativePath } from '../base/uri';
import type { DiagnosticsPublisher } from './diagnosticsPublisher';
import type { Risk, RiskPlace, RiskRoot, RisksResult, RiskStep } from './messages';
import type { OpenDocuments } from './openDocuments';
import { findingKey, ruleDocumentation, toRange } from './toProtocol';

/** Where the list of risks gets what it shows. */
export interface RiskSources {
  readonly documents: Pick<OpenDocuments, 'spelling'>;
  readonly publisher: Pick<DiagnosticsPublisher, 'visibleFindings'>;
  /** The opened folder (URI) that holds this one; undefined outside all of them. */
  readonly folderOf: (uri: string) => string | undefined;
}

/** Answers `holdfast/risks` with the findings of a snapshot that the settings let through. */
export function risks(snapshot: Snapshot | undefined, sources: RiskSources): RisksResult {
  if (snapshot === undefined) return { risks: [] };
  const findings = sources.publisher.visibleFindings(snapshot);
  return { risks: findings.flatMap((finding) => riskOf(finding, snapshot, sources) ?? []) };
}

function riskOf(finding: Finding, snapshot: Snapshot, sources: RiskSources): Risk | undefined {
  const place = placeOf(finding, snapshot, sources);
  if (place === undefined) return undefined;
  const { rule, severity, certainty, volatility, consequence, address, callers, attribute } = finding;
  return {
    id: JSON.stringify(findingKey(finding)),
    ...{ rule, severity, certainty, volatility, consequence, address, callers, attribute },
    source: finding.source,
    sourceAttribute: finding.sourceAttribute,
    message: sentences([finding.summary, ...(finding.effect ? [finding.effect] : []), ...finding.details]),
    roots: finding.roots.map((root) => rootOf(root, sources)),
    place,
    path: pathOf(finding, snapshot, sources),
    ways: finding.ways.map((way) => ({
      root: sources.documents.spelling(way.root),
      path: pathOf(way, snapshot, sources),
    })),
    alsoReplaces: finding.alsoReplaces,
    fixes: finding.fixes,
    documentation: ruleDocumentation(rule),
  };
}

function pathOf(
  { path }: { readonly path: readonly PathStep[] },
  snapshot: Snapshot,
  sources: RiskSources,
): readonly RiskStep[] {
  return path.flatMap((step) => stepOf(step, snapshot, sources));
}

function stepOf(step: PathStep, snapshot: Snapshot, sources: RiskSources): readonly RiskStep[] {
  const place = placeOf(step, snapshot, sources);
  return place === undefined ? [] : [{ label: step.label, message: step.message, place }];
}

/** A stretch of a file in the protocol's form; undefined where the snapshot does not know the file. */
export function placeOf(
  { uri, range }: { readonly uri: string; readonly range: TextRange },
  snapshot: Snapshot,
  { documents }: Pick<RiskSources, 'documents'>,
): RiskPlace | undefined {
  const lines = snapshot.file(uri)?.lines;
  return lines && { uri: documents.spelling(uri), range: toRange(range, lines) };
}

function rootOf(uri: string, { documents, folderOf }: RiskSources): RiskRoot {
  const folder = folderOf(uri);
  const inside = folder === undefined ? '' : relativePath(uri, folder);
  return { uri: documents.spelling(uri), name: inside === '' ? baseName(uri) : inside };
}

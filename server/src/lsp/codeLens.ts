import { say } from '../base/language';
import type { CancellationToken, CodeLens, CodeLensParams, Command } from 'vscode-languageserver';
import { replacedBy, type Finding, type PathStep } from '../analysis/finding';
import { groupBy } from '../base/groupBy';
import { analysedDocument, type AnalysedDocument, type DocumentSources } from './analysedDocument';
import type { DiagnosticsPublisher } from './diagnosticsPublisher';
import { peekCommand, type PeekArguments } from './messages';
import type { OpenDocuments } from './openDocuments';
import { placeOf } from './risks';
import { toRange } from './toProtocol';

/** Where code lenses get what they show. */
export interface CodeLensSources extends DocumentSources {
  readonly documents: Pick<OpenDocuments, 'version' | 'spelling'>;
  readonly publisher: Pick<DiagnosticsPublisher, 'visibleFindings'>;
  /** Whether the settings want lenses in this file (a URI). */
  readonly wants: (uri: string) => boolean;
}

/** When the resource below a lens is replaced, by how its source drifts. */
function occasion({ volatility, source }: Finding): string {
  switch (volatility) {
    case 'latest':
      return say`Replaced when ${source} finds a newer answer`;
    case 'membership':
      return say`Replaced when the members of ${source} change`;
    case 'content':
      return say`Replaced when somebody edits what ${source} reads`;
    case 'every-apply':
      return say`Replaced again and again because of ${source}`;
  }
}

/**
 * Answers `textDocument/codeLens`: above a source, how many resources it can replace; above a resource, when it is
 * replaced. Each opens the places it speaks of. They take up lines: as long as somebody types, and until all is known,
 * the client keeps those that it has, so that the text below them stays where it is.
 */
export async function codeLenses(
  { textDocument }: CodeLensParams,
  token: CancellationToken,
  sources: CodeLensSources,
): Promise<CodeLens[]> {
  const document = await analysedDocument(textDocument.uri, token, sources, true);
  if (document === undefined || !sources.wants(document.uri)) return [];
  const findings = sources.publisher.visibleFindings(document.snapshot);
  return [...aboveSources(findings, document, sources), ...aboveResources(findings, document, sources)];
}

function aboveSources(
  findings: readonly Finding[],
  document: AnalysedDocument,
  sources: CodeLensSources,
): readonly CodeLens[] {
  const here = findings.flatMap((finding) =>
    finding.ways.flatMap(({ caller, path: [source] }) =>
      source?.uri === document.uri && source.label.startsWith('data.') ? [{ finding, caller, source }] : [],
    ),
  );
  return [...groupBy(here, ({ source }) => String(source.range.start)).values()]
    .map((group) => {
      const replaced = new Set(
        group.flatMap(({ finding, caller }) =>
          replacedBy({ ...finding, callers: caller === '' ? [] : [caller] }),
        ),
      );
      const title =
        replaced.size === 1 ? say`Can replace 1 resource` : say`Can replace ${replaced.size} resources`;
      return lensAt(
        group[0]?.source,
        title,
        group.map(({ finding }) => finding.declaration),
        document,
        sources,
      );
    })
    .filter((lens) => lens !== undefined);
}

function aboveResources(
  findings: readonly Finding[],
  document: AnalysedDocument,
  sources: CodeLensSources,
): readonly CodeLens[] {
  const here = findings.filter(
    ({ declaration, rule }) => declaration.uri === document.uri && rule.endsWith('-replacement'),
  );
  const groups = groupBy(here, ({ declaration, source }) => `${String(declaration.range.start)} ${source}`);
  return [...groups.values()]
    .map((group) => {
      const [first] = group;
      if (first === undefined) return undefined;
      const title = occasion(first);
      const places = group.flatMap(({ ways }) => ways.flatMap(({ path }) => path.slice(0, 1)));
      return lensAt(first.declaration, title, places, document, sources);
    })
    .filter((lens) => lens !== undefined);
}

type Place = Pick<PathStep, 'uri' | 'range'>;

function lensAt(
  at: Place | undefined,
  title: string,
  places: readonly Place[],
  { file, snapshot }: AnalysedDocument,
  { documents }: CodeLensSources,
): CodeLens | undefined {
  if (at === undefined) return undefined;
  const range = toRange(at.range, file.lines);
  const shown = places.flatMap((place) => placeOf(place, snapshot, { documents }) ?? []);
  const distinct = [...new Map(shown.map((place) => [JSON.stringify(place), place])).values()];
  const peek: PeekArguments = { uri: documents.spelling(at.uri), position: range.start, places: distinct };
  const command: Command = { title, command: peekCommand, arguments: [peek] };
  return { range, command };
}

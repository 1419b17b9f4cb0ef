import { MarkupKind, type CancellationToken, type Hover, type HoverParams } from 'vscode-languageserver';
import type { Finding } from '../analysis/finding';
import type { PlaceFacts, Snapshot } from '../analysis/host';
import { analysedDocument, type DocumentSources } from './analysedDocument';
import type { ClientFeatures } from './clientFeatures';
import { pathLines, toRange } from './toProtocol';

/** Where hovers get what they show. */
export interface HoverSources extends DocumentSources {
  readonly features: Pick<ClientFeatures, 'hoverMarkdown'>;
}

/** Answers `textDocument/hover` with what the engine knows of the place; null where that is nothing. */
export async function hover(
  { textDocument, position }: HoverParams,
  token: CancellationToken,
  sources: HoverSources,
): Promise<Hover | null> {
  const document = await analysedDocument(textDocument.uri, token, sources);
  if (document === undefined) return null;
  const { uri, file, snapshot, check } = document;
  const facts = await snapshot.factsAt(uri, file.lines.offsetAt(position));
  check();
  if (facts === undefined) return null;
  const isMarkdown = sources.features.hoverMarkdown;
  return {
    range: toRange(facts.range, file.lines),
    contents: isMarkdown
      ? { kind: MarkupKind.Markdown, value: markdownOf(facts, snapshot) }
      : { kind: MarkupKind.PlainText, value: textOf(facts, snapshot) },
  };
}

function markdownOf({ headline, details, findings }: PlaceFacts, snapshot: Snapshot): string {
  return [
    `**${escaped(headline)}**`,
    ...details.map(escaped),
    ...findings.map((finding) =>
      [
        `⚠ ${escaped(finding.message)}\n`,
        ...pathOf(finding, snapshot).map((line) => `- ${escaped(line)}`),
      ].join('\n'),
    ),
  ].join('\n\n');
}

function textOf({ headline, details, findings }: PlaceFacts, snapshot: Snapshot): string {
  const found = findings.flatMap((finding) => [
    '',
    finding.message,
    ...pathOf(finding, snapshot).map((line) => `  ${line}`),
  ]);
  return [headline, ...details, ...found].join('\n');
}

function pathOf({ path }: Finding, snapshot: Snapshot): readonly string[] {
  return pathLines(path, snapshot).map((line) => line.trim());
}

/** Text as Markdown that shows it as it is; what stands between backticks is code in both. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) =>
      part.startsWith('`') && part.length > 1 ? part : part.replace(/[\\`*_[\]<>#&~|]/g, '\\$&'),
    )
    .join('');
}

import { say, sentences } from '../base/language';
import { MarkupKind, type CancellationToken, type Hover, type HoverParams } from 'vscode-languageserver';
import type { Finding, Severity } from '../analysis/finding';
import type { PlaceFacts, Snapshot } from '../analysis/host';
import { analysedDocument, type DocumentSources } from './analysedDocument';
import type { ClientFeatures } from './clientFeatures';
import { isOffered } from './codeActions';
import { stepLines, toRange } from './toProtocol';

/** Where hovers get what they show. */
export interface HoverSources extends DocumentSources {
  readonly features: Pick<ClientFeatures, 'hoverMarkdown' | 'newestImages' | 'guidance'>;
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
  if (facts === undefined) return null;
  const findings = await Promise.all(
    facts.findings.map((finding) => told(finding, snapshot, sources.features)),
  );
  check();
  const isMarkdown = sources.features.hoverMarkdown;
  return {
    range: toRange(facts.range, file.lines),
    contents: isMarkdown
      ? { kind: MarkupKind.Markdown, value: markdownOf(facts, findings) }
      : { kind: MarkupKind.PlainText, value: textOf(facts, findings) },
  };
}

/** A finding in the words of a hover: what happens, on which way, and what is offered at which price. */
interface ToldFinding {
  readonly message: string;
  readonly path: readonly string[];
  readonly offers: readonly string[];
}

async function told(
  finding: Finding,
  snapshot: Snapshot,
  features: HoverSources['features'],
): Promise<ToldFinding> {
  const fixes = (await snapshot.fixesFor(finding)).filter((fix) => isOffered(fix, features));
  return {
    message: sentences([finding.summary, ...finding.details, ...severityOrigin(finding)]),
    path: stepLines(finding.path, snapshot),
    offers: fixes.map(({ title, cost, guidance }) => `${title}: ${guidance ?? cost}`),
  };
}

/** Who decided how loud it is, where the defaults did not. */
function severityOrigin({ severity, severityFrom }: Finding): readonly string[] {
  if (severityFrom === undefined) return [];
  const name = severityName(severity);
  return [
    severityFrom === 'project'
      ? say`Its severity (${name}) is set in the project file.`
      : say`Its severity (${name}) is set in the settings of the editor.`,
  ];
}

function markdownOf({ headline, details }: PlaceFacts, findings: readonly ToldFinding[]): string {
  const list = (lines: readonly string[]) => lines.map((line) => `- ${escaped(line)}`).join('\n');
  return [
    `**${escaped(headline)}**`,
    ...details.map(escaped),
    ...findings.flatMap(({ message, path, offers }) => [
      `⚠ ${escaped(message)}`,
      list(path),
      ...(offers.length > 0 ? [say`Offered as quick fixes:`, list(offers)] : []),
    ]),
  ].join('\n\n');
}

function textOf({ headline, details }: PlaceFacts, findings: readonly ToldFinding[]): string {
  const list = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
  const found = findings.flatMap(({ message, path, offers }) => [
    '',
    message,
    ...list(path),
    ...(offers.length > 0 ? [say`Offered as quick fixes:`, ...list(offers)] : []),
  ]);
  return [headline, ...details, ...found].join('\n');
}

/**
 * What Markdown (CommonMark, and GitHub's on top) would take for markup where it stands. Not more than that: `_` within
 * a word and `[0]` mean nothing, and there are editors that show the backslash.
 */
const markup =
  /\\(?=[!-/:-@[-`{-~])|[*`~]|(?<![\p{L}\p{N}_])_|_(?![\p{L}\p{N}_])|<(?=[A-Za-z/!?])|\[(?=[^\]]*\]\()|&(?=#|\w+;)|^[#>]/gu;

/** Text as Markdown that shows it as it is; what stands between backticks is code in both. */
function escaped(text: string): string {
  return text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') && part.length > 1 ? part : part.replace(markup, '\\$&')))
    .join('');
}

function severityName(severity: Severity): string {
  switch (severity) {
    case 'hint':
      return say`hint`;
    case 'information':
      return say`information`;
    case 'warning':
      return say`warning`;
    case 'error':
      return say`error`;
  }
}

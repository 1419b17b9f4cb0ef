import type { Range } from 'vscode-languageserver';
import type { LineIndex } from '../base/lineIndex';
import type { TextRange } from '../base/textRange';

/** Scheme, authority and path; whatever has a query or fragment, or no path at all, does not match. */
const hierarchicalUri = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?(\/[^?#]*)$/i;

/**
 * The engine's one spelling of a client's URI. Clients differ in which characters they encode
 * (`%28` or `(`), in the case of drive letters and in trailing slashes; the engine compares strings.
 * Undefined for URIs that cannot name a file in a directory (`untitled:Untitled-1`, `git:/a.tf?ref`).
 */
export function canonicalUri(uri: string): string | undefined {
  const [, scheme, authority = '', path] = hierarchicalUri.exec(uri) ?? [];
  if (scheme === undefined || path === undefined) return undefined;
  const segments = path.replace(/\/+$/, '').split('/').map(canonicalSegment);
  return `${scheme.toLowerCase()}://${authority}${segments.join('/')}`;
}

function canonicalSegment(segment: string): string {
  try {
    const name = decodeURIComponent(segment);
    return encodeURIComponent(/^[A-Z]:$/.test(name) ? name.toLowerCase() : name);
  } catch {
    // Not UTF-8 behind the percent signs: still a name, comparable as it is.
    return segment;
  }
}

/** The offsets of a protocol range in the text that `lines` indexes. */
export function textRange(range: Range, lines: LineIndex): TextRange {
  return { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
}

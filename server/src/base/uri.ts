/**
 * Path arithmetic on URI strings. A URI here has no query, no fragment and no trailing slash, and its
 * segments are percent-encoded; decoding happens only where a path is shown to a person.
 */

/** The URI of the directory that holds `uri`. */
export function directoryOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/'));
}

/** The last segment of `uri`, decoded. */
export function baseName(uri: string): string {
  return decodeSegment(uri.slice(uri.lastIndexOf('/') + 1));
}

/** The URI of the entry `name` (not encoded) in the directory `directory`. */
export function childOf(directory: string, name: string): string {
  return `${directory}/${encodeURIComponent(name)}`;
}

/** Whether `uri` is `directory` itself or lies below it. */
export function isWithin(uri: string, directory: string): boolean {
  return uri === directory || uri.startsWith(`${directory}/`);
}

/** The decoded path from `directory` to `uri` with `/` between segments; `uri` decoded where it lies elsewhere. */
export function relativePath(uri: string, directory: string): string {
  if (uri === directory) return '';
  const rest = isWithin(uri, directory) ? uri.slice(directory.length + 1) : uri;
  return rest.split('/').map(decodeSegment).join('/');
}

/** Scheme, authority and path; whatever has a query or fragment, or no path at all, does not match. */
const hierarchicalUri = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?(\/[^?#]*)$/i;

/**
 * The one spelling of a URI that the engine compares. Others differ in which characters they encode
 * (`%28` or `(`), in the case of drive letters and in trailing slashes.
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

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

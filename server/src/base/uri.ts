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

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

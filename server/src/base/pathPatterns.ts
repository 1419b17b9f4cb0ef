import picomatch from 'picomatch';

/**
 * A test for paths (relative, with `/`) by glob patterns. A pattern that matches a directory covers everything below
 * it, as people expect of `modules/legacy`.
 */
export function pathTest(patterns: readonly string[]): (path: string) => boolean {
  const matches = picomatch([...patterns], { dot: true });
  return (path) => withParents(path).some((part) => matches(part));
}

function withParents(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

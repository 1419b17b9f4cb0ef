import { RE2JS, RE2JSException, type Matcher } from 're2js';
import type { FunctionSummary } from './index';
import { charactersOf, computed, failure, text, type Known, type Outcome } from './known';

/**
 * Functions with regular expressions. Terraform uses RE2, which knows neither look-around nor references
 * back and never takes long; so does this.
 */
export const patternFunctions: Readonly<Record<string, FunctionSummary>> = {
  regex: computed([text, text], (pattern, whole) =>
    withPattern(pattern, whole, (matcher) => (matcher.find() ? captured(matcher) : failure)),
  ),
  regexall: computed([text, text], (pattern, whole) => withPattern(pattern, whole, allCaptured)),
  replace: computed([text, text, text], replaced),
};

/** The pattern; undefined where RE2 refuses it. */
function compiled(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch (error) {
    if (error instanceof RE2JSException) return undefined;
    throw error;
  }
}

/** Groups either all have names or none has. */
function withPattern(pattern: string, whole: string, use: (matcher: Matcher) => Outcome): Outcome {
  const regex = compiled(pattern);
  if (regex === undefined) return failure;
  const named = Object.keys(regex.namedGroups()).length;
  return named > 0 && named < regex.groupCount() ? failure : use(regex.matcher(whole));
}

/** The whole match, or a list of its groups, or an object of its named groups. */
function captured(matcher: Matcher): Known {
  const pattern = matcher.pattern();
  const names = Object.entries(pattern.namedGroups());
  if (names.length > 0) {
    return new Map(names.map(([name, index]) => [name, matcher.group(index)]));
  }
  const count = pattern.groupCount();
  if (count === 0) return matcher.group();
  return Array.from({ length: count }, (_, index) => matcher.group(index + 1));
}

function allCaptured(matcher: Matcher): Known {
  const found: Known[] = [];
  forEachMatch(matcher, () => found.push(captured(matcher)));
  return found;
}

/** An empty match directly behind another one does not count. */
function forEachMatch(matcher: Matcher, use: () => void): void {
  let end = -1;
  while (matcher.find()) {
    if (matcher.end() > matcher.start() || matcher.start() !== end) use();
    end = matcher.end();
  }
}

/** A search text between slashes is a pattern. */
function replaced(whole: string, search: string, replacement: string): Outcome {
  if (search.length > 1 && search.startsWith('/') && search.endsWith('/')) {
    return withMatches(search.slice(1, -1), whole, replacement);
  }
  if (search !== '') return whole.replaceAll(search, () => replacement);
  return (
    charactersOf(whole)
      .map((character) => replacement + character)
      .join('') + replacement
  );
}

function withMatches(pattern: string, whole: string, replacement: string): Outcome {
  const regex = compiled(pattern);
  if (regex === undefined) return failure;
  const matcher = regex.matcher(whole);
  let result = '';
  let end = 0;
  forEachMatch(matcher, () => {
    result += whole.slice(end, matcher.start()) + expanded(replacement, matcher);
    end = matcher.end();
  });
  return result + whole.slice(end);
}

/** `$1`, `$name` and `${name}` stand for groups, `$$` for a dollar sign; a group that is not there is empty. */
function expanded(replacement: string, matcher: Matcher): string {
  const names = matcher.pattern().namedGroups();
  const count = matcher.pattern().groupCount();
  return replacement.replace(/\$(?:\$|(\w+)|\{(\w+)\})/g, (written, bare?: string, braced?: string) => {
    const name = bare ?? braced;
    if (name === undefined) return written.slice(1);
    const index = /^\d+$/.test(name) ? Number(name) : names[name];
    return index === undefined || index > count ? '' : (matcher.group(index) ?? '');
  });
}

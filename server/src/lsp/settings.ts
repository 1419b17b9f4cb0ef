import picomatch from 'picomatch';
import { severities, type Severity } from '../analysis/finding';

/** The settings of one folder, checked and ready to use. */
export interface Settings {
  readonly enable: boolean;
  /** The quietest severity that is shown. */
  readonly minSeverity: Severity;
  /** Whether code lenses are shown. */
  readonly codeLens: boolean;
  /** Whether nothing is to be shown for this path, relative to the folder, with `/`. */
  readonly excludes: (path: string) => boolean;
}

/** The name of our section in the client's configuration. */
export const settingsSection = 'holdfast';

/** What holds where nothing is configured. */
export const defaultSettings: Settings = {
  enable: true,
  minSeverity: 'hint',
  codeLens: true,
  excludes: () => false,
};

/** Whether `severity` is at least as loud as `minimum`. */
export function reaches(severity: Severity, minimum: Severity): boolean {
  return severities.indexOf(severity) >= severities.indexOf(minimum);
}

/**
 * Reads the section `holdfast` of a client's configuration. Settings are typed by people: a wrong value
 * is reported through `warn` and its default used, the others still count.
 */
export function readSettings(section: unknown, warn: (message: string) => void): Settings {
  if (section === undefined || section === null) return defaultSettings;
  if (typeof section !== 'object') {
    warn(`The configuration section "${settingsSection}" must be an object; its defaults are used.`);
    return defaultSettings;
  }
  const values = new Map<string, unknown>(Object.entries(section));

  function read<T>(
    name: string,
    expected: string,
    parse: (value: unknown) => T | undefined,
    byDefault: T,
  ): T {
    const value = values.get(name);
    if (value === undefined || value === null) return byDefault;
    const parsed = parse(value);
    if (parsed !== undefined) return parsed;
    warn(
      `${settingsSection}.${name} must be ${expected}, but is ${JSON.stringify(value)}; its default is used.`,
    );
    return byDefault;
  }

  return {
    enable: read('enable', 'true or false', asBoolean, defaultSettings.enable),
    minSeverity: read(
      'minSeverity',
      `one of ${severities.join(', ')}`,
      asSeverity,
      defaultSettings.minSeverity,
    ),
    codeLens: read('codeLens', 'true or false', asBoolean, defaultSettings.codeLens),
    excludes: read('exclude', 'a list of glob patterns', asPathTest, defaultSettings.excludes),
  };
}

function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function asSeverity(value: unknown): Severity | undefined {
  return severities.find((severity) => severity === value);
}

/** A pattern that matches a directory excludes everything below it, as people expect of `modules/legacy`. */
function asPathTest(value: unknown): ((path: string) => boolean) | undefined {
  if (!Array.isArray(value)) return undefined;
  const patterns = value.filter(
    (pattern): pattern is string => typeof pattern === 'string' && pattern !== '',
  );
  if (patterns.length < value.length) return undefined;
  const matches = picomatch(patterns, { dot: true });
  return (path) => withParents(path).some((part) => matches(part));
}

function withParents(path: string): readonly string[] {
  const segments = path.split('/');
  return segments.map((_, index) => segments.slice(0, index + 1).join('/'));
}

import { say } from '../base/language';
import { severities, severityWords, type Severity, type SeverityRow } from '../analysis/finding';
import { pathTest } from '../base/pathPatterns';

/** The settings of one folder, checked and ready to use. */
export interface Settings {
  readonly enable: boolean;
  /** The quietest severity that is shown. */
  readonly minSeverity: Severity;
  /** How loud findings are, where the project file does not say otherwise. */
  readonly severities: readonly SeverityRow[];
  /** Variable files, relative to the folder, by a glob pattern of the root modules that use them. */
  readonly variableFiles: readonly { readonly roots: string; readonly files: readonly string[] }[];
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
  severities: [],
  variableFiles: [],
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
    warn(say`The configuration section "${settingsSection}" must be an object; its defaults are used.`);
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
      say`${settingsSection}.${name} must be ${expected}, but is ${JSON.stringify(value)}; its default is used.`,
    );
    return byDefault;
  }

  return {
    enable: read('enable', say`true or false`, asBoolean, defaultSettings.enable),
    minSeverity: read(
      'minSeverity',
      say`one of ${severities.join(', ')}`,
      asSeverity,
      defaultSettings.minSeverity,
    ),
    severities: read(
      'severities',
      say`a list of objects with \`severity\` and, to say which findings, \`rule\`, \`volatility\`, \`consequence\` or \`type\``,
      asSeverityRows,
      defaultSettings.severities,
    ),
    variableFiles: read(
      'variableFiles',
      say`an object of lists of files by patterns of root modules`,
      asVariableFiles,
      defaultSettings.variableFiles,
    ),
    codeLens: read('codeLens', say`true or false`, asBoolean, defaultSettings.codeLens),
    excludes: read('exclude', say`a list of glob patterns`, asPathTest, defaultSettings.excludes),
  };
}

function asBoolean(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function asSeverity(value: unknown): Severity | undefined {
  return severities.find((severity) => severity === value);
}

function asPathTest(value: unknown): ((path: string) => boolean) | undefined {
  const patterns = asTexts(value);
  return patterns && pathTest(patterns);
}

function asTexts(value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const texts = value.filter((text): text is string => typeof text === 'string' && text !== '');
  return texts.length < value.length ? undefined : texts;
}

function asSeverityRows(value: unknown): readonly SeverityRow[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const rows = value.map(asSeverityRow).filter((row) => row !== undefined);
  return rows.length < value.length ? undefined : rows;
}

/** What was checked key by key is a row. */
function asSeverityRow(value: unknown): SeverityRow | undefined {
  if (typeof value !== 'object' || value === null || !('severity' in value)) return undefined;
  const isRight = Object.entries(value).every(([key, word]) =>
    isKnownKey(key)
      ? severityWords[key].some((known) => known === word)
      : key === 'type' && typeof word === 'string',
  );
  return isRight ? (value as SeverityRow) : undefined;
}

function isKnownKey(key: string): key is keyof typeof severityWords {
  return Object.hasOwn(severityWords, key);
}

function asVariableFiles(value: unknown): Settings['variableFiles'] | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const rows = Object.entries(value).map(([roots, files]) => ({ roots, files: asTexts(files) }));
  const right = rows.flatMap(({ roots, files }) => (files === undefined ? [] : [{ roots, files }]));
  return right.length < rows.length ? undefined : right;
}

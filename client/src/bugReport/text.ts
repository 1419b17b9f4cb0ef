/** The words of a bug report. They are for the maintainers, and therefore not translated. */

/** What a bug report says: versions, counts and names of settings; no code, no paths, no values. */
export interface BugReport {
  readonly versions: {
    readonly extension: string;
    /** Undefined where no server runs. */
    readonly server: string | undefined;
    /** The editor's name and version. */
    readonly editor: string;
    readonly system: string;
    /** What runs the extension. */
    readonly runtime: string;
    /** Other extensions for the same files, by id. */
    readonly extensions: Readonly<Record<string, string>>;
  };
  /** How the editor runs: `desktop` or `web`, and what it is connected to. */
  readonly surroundings: readonly string[];
  readonly state: string;
  readonly counts: Readonly<Record<string, number>>;
  /** How many findings each rule has. */
  readonly rules: Readonly<Record<string, number>>;
  /** Names of the settings that are not at their defaults. */
  readonly settings: readonly string[];
}

/** The report as Markdown, to be pasted into an issue. */
export function bugReportText({ versions, surroundings, state, counts, rules, settings }: BugReport): string {
  const { extension, server, editor, system, runtime, extensions } = versions;
  return [
    '<!-- What did you do, what did you expect, and what happened instead? -->',
    '',
    '| | |',
    '| --- | --- |',
    ...rows({ Holdfast: extension, Server: server ?? 'not running', Editor: editor }),
    ...rows({ System: system, Runtime: runtime, Surroundings: surroundings.join(', ') }),
    ...rows(extensions),
    ...rows({ State: state }),
    ...rows(counts),
    ...rows({ 'Findings by rule': list(Object.entries(rules).map(([rule, n]) => `${rule}: ${String(n)}`)) }),
    ...rows({ 'Settings that differ': list(settings.map((name) => `\`${name}\``)) }),
    '',
  ].join('\n');
}

function rows(cells: Readonly<Record<string, string | number>>): readonly string[] {
  return Object.entries(cells).map(
    ([name, value]) => `| ${name} | ${String(value).replaceAll('|', '\\|')} |`,
  );
}

function list(items: readonly string[]): string {
  return items.length === 0 ? 'none' : items.join(', ');
}

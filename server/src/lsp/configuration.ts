import type { Connection } from 'vscode-languageserver';
import type { Severity } from '../analysis/finding';
import { resolvePath, type FolderPolicy } from '../analysis/host';
import type { Logger } from '../base/logger';
import { directoryOf, isWithin, relativePath } from '../base/uri';
import type { ClientFeatures } from './clientFeatures';
import { describeError } from './handle';
import { defaultSettings, reaches, readSettings, settingsSection, type Settings } from './settings';

/**
 * The settings in force, per folder. A client may say them in three ways, each time as an object with our section in
 * it: in its initialisation options, with `workspace/didChangeConfiguration`, and as the answer to
 * `workspace/configuration`. Later ways count before earlier ones, and the defaults where nothing was said. Nobody has
 * to wait for an answer that some clients never give.
 */
export class Configuration {
  private opened: readonly string[] = [];
  private folders: ReadonlyMap<string, Settings> = new Map();
  private others = defaultSettings;
  private pushed: unknown = undefined;
  /** By folder; `''` is for none in particular. */
  private answers: ReadonlyMap<string, unknown> = new Map();
  private asked = 0;
  private answered = 0;
  /** What the settings in force were made of. */
  private inForce = '';
  private warnings: ReadonlySet<string> = new Set();

  constructor(
    private readonly connection: Connection,
    private readonly features: ClientFeatures,
    private readonly logger: Logger,
    private readonly initial: unknown,
  ) {}

  /** Keeps what a client sent with `workspace/didChangeConfiguration`; `load` makes use of it. */
  push(settings: unknown): void {
    this.pushed = sectionOf(settings);
  }

  /**
   * Works with the settings of `folders` (URIs) from now on, as far as they are known, and asks for them. Calls
   * `changed` each time other settings are in force: at once, and when the client answers.
   */
  async load(folders: readonly string[], changed: () => void): Promise<void> {
    this.opened = folders;
    if (this.apply()) changed();
    if (!this.features.configurationPull) return;
    const question = ++this.asked;
    const answers = await this.ask(folders);
    // An older answer never replaces a newer one.
    if (answers === undefined || question < this.answered) return;
    this.answered = question;
    this.answers = answers;
    if (this.apply()) changed();
  }

  /** What the settings want of the configurations in each folder. */
  policies(): readonly FolderPolicy[] {
    return [...this.folders].map(([folder, { severities, variableFiles }]) => ({
      folder,
      severities,
      variableFiles: variableFiles.map(({ roots, files }) => ({
        roots,
        files: files.map((file) => resolvePath(folder, file)),
      })),
    }));
  }

  /** Whether the folder `uri` is to be analysed at all. */
  enables(uri: string): boolean {
    return this.settingsFor(uri).settings.enable;
  }

  /** Whether code lenses are to be shown in the file `uri`. */
  showsCodeLens(uri: string): boolean {
    return this.settingsFor(uri).settings.codeLens;
  }

  /** Whether something of this severity in the file `uri` is to be shown. */
  shows(uri: string, severity: Severity): boolean {
    const { settings, folder } = this.settingsFor(uri);
    if (!settings.enable || !reaches(severity, settings.minSeverity)) return false;
    // Patterns are relative to a folder; outside all of them there is only the file's name to go by.
    return !settings.excludes(relativePath(uri, folder ?? directoryOf(uri)));
  }

  /** The innermost folder that holds `uri` decides. */
  private settingsFor(uri: string): { readonly settings: Settings; readonly folder: string | undefined } {
    let settings = this.others;
    let folder: string | undefined;
    for (const [candidate, its] of this.folders) {
      if (!isWithin(uri, candidate) || candidate.length <= (folder?.length ?? 0)) continue;
      folder = candidate;
      settings = its;
    }
    return { settings, folder };
  }

  /** Makes settings of what is known; whether they are others than before. */
  private apply(): boolean {
    const sections = ['', ...this.opened].map((folder) => ({ folder, section: this.sectionFor(folder) }));
    const inForce = JSON.stringify(sections);
    if (inForce === this.inForce) return false;
    this.inForce = inForce;
    const warnings = new Set<string>();
    const settings = new Map(
      sections.map(({ folder, section }) => [
        folder,
        readSettings(section, (warning) => warnings.add(warning)),
      ]),
    );
    this.others = settings.get('') ?? defaultSettings;
    settings.delete('');
    this.folders = settings;
    // Folders mostly share their settings, and one warning about a wrong value is enough.
    for (const warning of warnings) if (!this.warnings.has(warning)) this.logger.warn(warning);
    this.warnings = warnings;
    return true;
  }

  private sectionFor(folder: string): unknown {
    return this.answers.get(folder) ?? this.answers.get('') ?? this.pushed ?? sectionOf(this.initial);
  }

  /** Our section for each of `folders`, and for no folder in particular; undefined where the client refuses. */
  private async ask(folders: readonly string[]): Promise<ReadonlyMap<string, unknown> | undefined> {
    try {
      const items = ['', ...folders].map((folder) => ({
        section: settingsSection,
        ...(folder === '' ? {} : { scopeUri: folder }),
      }));
      const answers: unknown = await this.connection.workspace.getConfiguration(items);
      const sections: readonly unknown[] = Array.isArray(answers) ? answers : [];
      return new Map(['', ...folders].map((folder, index) => [folder, sections[index]]));
    } catch (error) {
      this.logger.warn(`The client did not answer for its configuration: ${describeError(error)}`);
      return undefined;
    }
  }
}

/** Our section of what a client says of its settings, which may be anything. */
function sectionOf(settings: unknown): unknown {
  const sections = typeof settings === 'object' && settings !== null ? Object.entries(settings) : [];
  return new Map<string, unknown>(sections).get(settingsSection);
}

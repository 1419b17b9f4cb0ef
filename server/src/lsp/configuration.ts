import type { Connection } from 'vscode-languageserver';
import type { Severity } from '../analysis/finding';
import { resolvePath, type FolderPolicy } from '../analysis/host';
import type { Logger } from '../base/logger';
import { directoryOf, isWithin, relativePath } from '../base/uri';
import type { ClientFeatures } from './clientFeatures';
import { describeError } from './handle';
import { defaultSettings, reaches, readSettings, settingsSection, type Settings } from './settings';

/**
 * The settings in force, per folder. They are read from clients that answer questions about them, and taken
 * from `workspace/didChangeConfiguration` for those that only push; the defaults hold until then.
 */
export class Configuration {
  private folders: ReadonlyMap<string, Settings> = new Map();
  private others = defaultSettings;
  private pushed: unknown = undefined;

  constructor(
    private readonly connection: Connection,
    private readonly features: ClientFeatures,
    private readonly logger: Logger,
  ) {}

  /** Keeps what a client sent with `workspace/didChangeConfiguration`; `load` makes use of it. */
  push(settings: unknown): void {
    const sections = new Map<string, unknown>(
      typeof settings === 'object' && settings !== null ? Object.entries(settings) : [],
    );
    this.pushed = sections.get(settingsSection);
  }

  /** Reads the settings of `folders` (URIs) anew, and those for files outside all of them. */
  async load(folders: readonly string[]): Promise<void> {
    const [others, ...sections] = await this.sections(folders);
    const warnings = new Set<string>();
    const read = (section: unknown): Settings => readSettings(section, (warning) => warnings.add(warning));
    this.others = read(others);
    this.folders = new Map(folders.map((folder, index) => [folder, read(sections[index])]));
    // Folders mostly share their settings, and one warning about a wrong value is enough.
    for (const warning of warnings) this.logger.warn(warning);
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

  /** Our section as configured for no folder in particular, then for each of `folders`. */
  private async sections(folders: readonly string[]): Promise<readonly unknown[]> {
    const everywhere = [this.pushed, ...folders.map(() => this.pushed)];
    if (!this.features.configurationPull) return everywhere;
    try {
      const items = [undefined, ...folders].map((scopeUri) => ({
        section: settingsSection,
        ...(scopeUri === undefined ? {} : { scopeUri }),
      }));
      return (await this.connection.workspace.getConfiguration(items)) as readonly unknown[];
    } catch (error) {
      this.logger.warn(`The client did not answer for its configuration: ${describeError(error)}`);
      return everywhere;
    }
  }
}

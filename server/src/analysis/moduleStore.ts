import { installedModulesFile, readInstalledModules, type InstalledModules } from '../modules/moduleSource';
import type { HclJsonReader } from '../syntax/hclJson';
import { ModuleContents } from './moduleContents';
import type { ModuleDirectory, SourceFiles } from './sourceFiles';

/** A root module's installation, the same object as long as its file says the same. */
interface CachedInstallation {
  readonly text: string | undefined;
  readonly installed: InstalledModules;
}

/**
 * The modules that are known: those in the folders, and those elsewhere that calls lead to. A module is the same
 * object as long as none of its files changed.
 */
export class ModuleStore {
  private inFolders = new Map<string, ModuleContents>();
  private elsewhere = new Map<string, ModuleContents>();
  private installations = new Map<string, CachedInstallation>();

  constructor(
    private readonly files: SourceFiles,
    private readonly hclJson: HclJsonReader,
  ) {}

  /** The same modules, for the same texts in `files`. */
  copy(files: SourceFiles): ModuleStore {
    const copy = new ModuleStore(files, this.hclJson);
    copy.inFolders = new Map(this.inFolders);
    copy.elsewhere = new Map(this.elsewhere);
    copy.installations = new Map(this.installations);
    return copy;
  }

  /** The modules in the folders, by directory. */
  get own(): ReadonlyMap<string, ModuleContents> {
    return this.inFolders;
  }

  /** Reads the folders again, or only these directories of them. Rejects with what `pause` rejects with. */
  async refresh(pause: () => Promise<void>, only?: readonly string[]): Promise<void> {
    const directories = await this.files.directories(pause, only);
    const found = new Set(directories.map(({ directory }) => directory));
    for (const directory of [...this.inFolders.keys()]) {
      const wasRead = only === undefined || only.includes(directory);
      if (!this.files.covers(directory) || (wasRead && !found.has(directory))) {
        this.inFolders.delete(directory);
      }
    }
    for (const directory of directories) this.keep(this.inFolders, directory);
  }

  /** The module in a directory, wherever it is; undefined where no configuration is. */
  async contents(directory: string): Promise<ModuleContents | undefined> {
    const own = this.inFolders.get(directory);
    if (own !== undefined) return own;
    const read = await this.files.directory(directory);
    if (read !== undefined) return this.keep(this.elsewhere, read);
    this.elsewhere.delete(directory);
    return undefined;
  }

  /** What `terraform init` fetched for the root module in `directory`. */
  async installed(directory: string): Promise<InstalledModules> {
    const text = await this.files.text(installedModulesFile(directory));
    const known = this.installations.get(directory);
    if (known !== undefined && known.text === text) return known.installed;
    const installed: InstalledModules =
      text === undefined ? new Map() : readInstalledModules(text, directory);
    this.installations.set(directory, { text, installed });
    return installed;
  }

  private keep(known: Map<string, ModuleContents>, directory: ModuleDirectory): ModuleContents {
    const before = known.get(directory.directory);
    if (before !== undefined && isSame(before.directory, directory)) return before;
    const contents = new ModuleContents(directory, this.hclJson);
    known.set(directory.directory, contents);
    return contents;
  }
}

function isSame(one: ModuleDirectory, other: ModuleDirectory): boolean {
  return (
    one.files.length === other.files.length &&
    one.unreadable.length === other.unreadable.length &&
    one.files.every((file, index) => file === other.files[index])
  );
}

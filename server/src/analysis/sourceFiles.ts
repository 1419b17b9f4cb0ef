import { say } from '../base/language';
import { inBatches } from '../base/batches';
import type { FileSystem } from '../base/fileSystem';
import { LineIndex } from '../base/lineIndex';
import { baseName, directoryOf, isWithin } from '../base/uri';
import { fileKind, labelCounts } from '../modules/fileKinds';
import type { ModuleFile } from '../modules/module';
import type { SyntaxFile } from '../syntax/ast';
import type { SyntaxReader } from '../syntax/parser';
import { findModuleFiles, listModuleFiles, type FilesByDirectory } from './scan';

/** One file as the analysis sees it: parsed once per text. */
export interface SourceFile extends ModuleFile {
  readonly lines: LineIndex;
  /** The editor's version; undefined for the text on disk. */
  readonly version: number | undefined;
}

/** A file that is there but cannot be read as text. */
export interface UnreadableFile {
  readonly uri: string;
}

/** The files of one directory, in file-name order. */
export interface ModuleDirectory {
  readonly directory: string;
  readonly files: readonly SourceFile[];
  readonly unreadable: readonly UnreadableFile[];
}

/** Knows which files there are and what they say; unsaved editor texts count instead of the files'. */
export class SourceFiles {
  private folders: readonly string[] = [];
  private documents = new Map<string, { readonly text: string; readonly version: number }>();
  private parsed = new Map<string, SourceFile>();
  private onDisk = new Map<string, Promise<string | undefined>>();
  private listing: Promise<readonly FilesByDirectory[]> | undefined;
  /** The files of directories that the search does not find but calls lead to, by directory. */
  private elsewhere = new Map<string, readonly string[]>();

  /** Files that were asked for by name. */
  private readonly named = new Set<string>();

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly syntax: SyntaxReader,
  ) {}

  /** The same knowledge of the same files; neither learns from then on what the other is told. */
  copy(): SourceFiles {
    const copy = new SourceFiles(this.fileSystem, this.syntax);
    copy.folders = this.folders;
    copy.documents = new Map(this.documents);
    copy.parsed = new Map(this.parsed);
    copy.onDisk = new Map(this.onDisk);
    copy.listing = this.listing;
    copy.elsewhere = new Map(this.elsewhere);
    return copy;
  }

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
    this.listing = undefined;
  }

  /** The innermost folder that `uri` lies in. */
  folderOf(uri: string): string | undefined {
    const holding = this.folders.filter((folder) => isWithin(uri, folder));
    return holding.sort((one, other) => other.length - one.length)[0];
  }

  /** Whether `uri` lies in one of the folders. */
  covers(uri: string): boolean {
    return this.folders.some((folder) => isWithin(uri, folder));
  }

  setDocument(uri: string, text: string, version: number): void {
    this.documents.set(uri, { text, version });
  }

  closeDocument(uri: string): void {
    this.documents.delete(uri);
    this.onDisk.delete(uri);
  }

  /** Forgets what was read of these files, and of everything below these directories. */
  invalidate(uris: readonly string[]): void {
    this.listing = undefined;
    for (const directory of [...this.elsewhere.keys()]) {
      if (uris.some((uri) => isWithin(uri, directory) || isWithin(directory, uri))) {
        this.elsewhere.delete(directory);
      }
    }
    for (const uri of uris) {
      for (const known of [...this.onDisk.keys()]) if (isWithin(known, uri)) this.onDisk.delete(known);
    }
  }

  /**
   * All module directories of the folders, sorted by URI; with `only`, those of them alone, without a search
   * for others. Calls `betweenFiles` after a few files, and rejects with what it rejects with.
   */
  async directories(
    betweenFiles: () => Promise<void>,
    only?: readonly string[],
  ): Promise<readonly ModuleDirectory[]> {
    const found = only === undefined ? await this.search() : await this.list(only);
    const byDirectory = this.withDocuments(found, only);
    if (only === undefined)
      this.forgetAllBut(
        new Set(
          [...byDirectory.values(), ...this.elsewhere.values(), this.named].flatMap((uris) => [...uris]),
        ),
      );
    const sorted = [...byDirectory].sort(([a], [b]) => (a < b ? -1 : 1));
    const all = sorted.flatMap(([, uris]) => [...uris]);
    await inBatches(all, (uri) => this.textOf(uri), betweenFiles);
    const directories: ModuleDirectory[] = [];
    for (const [directory, uris] of sorted) {
      directories.push(await this.readDirectory(directory, [...uris].sort(), betweenFiles));
    }
    return directories;
  }

  /**
   * One directory, wherever it is: a module that a call leads to may lie outside the folders, or where the search
   * does not look. Undefined where there is no configuration.
   */
  async directory(directory: string): Promise<ModuleDirectory | undefined> {
    let uris = this.elsewhere.get(directory);
    if (uris === undefined) {
      uris = (await listModuleFiles(this.fileSystem, directory)).get(directory) ?? [];
      this.elsewhere.set(directory, uris);
    }
    const opened = [...this.documents.keys()].filter((uri) => directoryOf(uri) === directory);
    const all = new Set([...uris, ...opened.filter((uri) => fileKind(baseName(uri)) !== undefined)]);
    if (all.size === 0) return undefined;
    return this.readDirectory(directory, [...all].sort(), () => Promise.resolve());
  }

  /** A variable file that Terraform is given by name, wherever it is; undefined where it cannot be read. */
  async variableFile(uri: string): Promise<SourceFile | undefined> {
    this.named.add(uri);
    const text = await this.textOf(uri);
    return text === undefined ? undefined : this.parse(uri, text);
  }

  /** The text of a file that is no configuration, such as a lock file; undefined where it cannot be read. */
  text(uri: string): Promise<string | undefined> {
    this.named.add(uri);
    return this.textOf(uri);
  }

  /** The version of an open document; undefined for a file on disk. */
  version(uri: string): number | undefined {
    return this.documents.get(uri)?.version;
  }

  private search(): Promise<readonly FilesByDirectory[]> {
    this.listing ??= Promise.all(this.folders.map((folder) => findModuleFiles(this.fileSystem, folder)));
    return this.listing;
  }

  /** The files of these directories: from the last search, or by looking at them alone. */
  private async list(directories: readonly string[]): Promise<readonly FilesByDirectory[]> {
    if (this.listing === undefined) {
      return Promise.all(directories.map((directory) => listModuleFiles(this.fileSystem, directory)));
    }
    const isWanted = ([directory]: readonly [string, unknown]) => directories.includes(directory);
    return (await this.listing).map((listing) => new Map([...listing].filter(isWanted)));
  }

  private withDocuments(
    found: readonly FilesByDirectory[],
    only: readonly string[] | undefined,
  ): ReadonlyMap<string, ReadonlySet<string>> {
    const byDirectory = new Map<string, Set<string>>();
    const add = (uri: string): void => {
      const directory = directoryOf(uri);
      const known = byDirectory.get(directory);
      if (known === undefined) byDirectory.set(directory, new Set([uri]));
      else known.add(uri);
    };
    for (const listing of found) for (const uris of listing.values()) uris.forEach(add);
    for (const uri of this.documents.keys()) {
      const isWanted = only === undefined || only.includes(directoryOf(uri));
      if (this.covers(uri) && isWanted && fileKind(baseName(uri)) !== undefined) add(uri);
    }
    return byDirectory;
  }

  /** The last parsed text of a file; undefined where it was not part of the last reading. */
  file(uri: string): SourceFile | undefined {
    return this.parsed.get(uri);
  }

  private async readDirectory(
    directory: string,
    uris: readonly string[],
    betweenFiles: () => Promise<void>,
  ): Promise<ModuleDirectory> {
    const files: SourceFile[] = [];
    const unreadable: UnreadableFile[] = [];
    for (const uri of uris) {
      const text = await this.textOf(uri);
      if (text === undefined) {
        this.parsed.delete(uri);
        unreadable.push({ uri });
      } else files.push(this.parse(uri, text));
      await betweenFiles();
    }
    return { directory, files, unreadable };
  }

  private textOf(uri: string): Promise<string | undefined> {
    const document = this.documents.get(uri);
    if (document !== undefined) return Promise.resolve(document.text);
    let text = this.onDisk.get(uri);
    if (text === undefined) {
      text = this.fileSystem.readFile(uri);
      this.onDisk.set(uri, text);
    }
    return text;
  }

  private parse(uri: string, text: string): SourceFile {
    const version = this.documents.get(uri)?.version;
    const known = this.parsed.get(uri);
    if (known?.text === text) {
      if (known.version === version) return known;
      const sameText = { ...known, version };
      this.parsed.set(uri, sameText);
      return sameText;
    }
    const name = baseName(uri);
    const syntax = this.readSyntax(name, text);
    const file = { uri, name, text, syntax, lines: new LineIndex(text), version };
    this.parsed.set(uri, file);
    return file;
  }

  /** Text that the parsers cannot cope with, such as brackets by the ten thousand, is a file with an error. */
  private readSyntax(name: string, text: string): SyntaxFile {
    const kind = fileKind(name);
    const isJson = kind === undefined ? name.endsWith('.json') : kind.syntax === 'json';
    const counts = kind?.role === 'configuration' ? labelCounts : {};
    try {
      return isJson ? this.syntax.readJson(text, counts) : this.syntax.readHcl(text);
    } catch {
      const errors = [{ range: { start: 0, end: 0 }, message: say`This file cannot be parsed at all.` }];
      return { language: isJson ? 'json' : 'hcl', blocks: [], attributes: [], comments: [], errors };
    }
  }

  private forgetAllBut(uris: ReadonlySet<string>): void {
    for (const uri of [...this.parsed.keys()]) if (!uris.has(uri)) this.parsed.delete(uri);
    for (const uri of [...this.onDisk.keys()]) if (!uris.has(uri)) this.onDisk.delete(uri);
  }
}

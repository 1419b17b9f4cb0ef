import type { FileSystem } from '../base/fileSystem';
import { LineIndex } from '../base/lineIndex';
import { baseName, directoryOf, isWithin } from '../base/uri';
import { fileKind, labelCounts } from '../modules/fileKinds';
import type { ModuleFile } from '../modules/module';
import type { SyntaxReader } from '../syntax/parser';
import { findModuleFiles } from './scan';

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
  private readonly documents = new Map<string, { readonly text: string; readonly version: number }>();
  private readonly parsed = new Map<string, SourceFile>();
  private readonly onDisk = new Map<string, Promise<string | undefined>>();
  private listing: Promise<readonly ReadonlyMap<string, readonly string[]>[]> | undefined;

  constructor(
    private readonly fileSystem: FileSystem,
    private readonly syntax: SyntaxReader,
  ) {}

  setFolders(folders: readonly string[]): void {
    this.folders = folders;
    this.listing = undefined;
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
    for (const uri of uris) {
      for (const known of [...this.onDisk.keys()]) if (isWithin(known, uri)) this.onDisk.delete(known);
    }
  }

  /** All module directories of the folders, sorted by URI. */
  async directories(): Promise<readonly ModuleDirectory[]> {
    this.listing ??= Promise.all(this.folders.map((folder) => findModuleFiles(this.fileSystem, folder)));
    const byDirectory = new Map<string, Set<string>>();
    const add = (directory: string, uri: string) => {
      const known = byDirectory.get(directory);
      if (known === undefined) byDirectory.set(directory, new Set([uri]));
      else known.add(uri);
    };
    for (const listing of await this.listing) {
      for (const [directory, uris] of listing) for (const uri of uris) add(directory, uri);
    }
    for (const uri of this.documents.keys()) {
      const isOurs = this.folders.some((folder) => isWithin(uri, folder));
      if (isOurs && fileKind(baseName(uri)) !== undefined) add(directoryOf(uri), uri);
    }
    this.forgetAllBut(new Set([...byDirectory.values()].flatMap((uris) => [...uris])));
    const sorted = [...byDirectory].sort(([a], [b]) => (a < b ? -1 : 1));
    return Promise.all(sorted.map(([directory, uris]) => this.readDirectory(directory, [...uris].sort())));
  }

  /** The last parsed text of a file; undefined where it was not part of the last reading. */
  file(uri: string): SourceFile | undefined {
    return this.parsed.get(uri);
  }

  private async readDirectory(directory: string, uris: readonly string[]): Promise<ModuleDirectory> {
    const files: SourceFile[] = [];
    const unreadable: UnreadableFile[] = [];
    await Promise.all(uris.map((uri) => this.textOf(uri)));
    for (const uri of uris) {
      const text = await this.textOf(uri);
      if (text === undefined) {
        this.parsed.delete(uri);
        unreadable.push({ uri });
      } else files.push(this.parse(uri, text));
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
    const kind = fileKind(name);
    const counts = kind?.role === 'configuration' ? labelCounts : {};
    const syntax = kind?.syntax === 'json' ? this.syntax.readJson(text, counts) : this.syntax.readHcl(text);
    const file = { uri, name, text, syntax, lines: new LineIndex(text), version };
    this.parsed.set(uri, file);
    return file;
  }

  private forgetAllBut(uris: ReadonlySet<string>): void {
    for (const uri of [...this.parsed.keys()]) if (!uris.has(uri)) this.parsed.delete(uri);
    for (const uri of [...this.onDisk.keys()]) if (!uris.has(uri)) this.onDisk.delete(uri);
  }
}

import { say } from '../base/language';
import type { TextRange } from '../base/textRange';
import { attributeNamed } from '../modules/bodyAccess';
import { fileKind, filesThatCount, inPrecedenceOrder } from '../modules/fileKinds';
import { collectModule, type BlockInFile, type Module } from '../modules/module';
import { joinContent, rejectionError, type HclJsonReader } from '../syntax/hclJson';
import type { Note } from './finding';
import type { ModuleDirectory, SourceFile } from './sourceFiles';

/** A `module` block and what its `source` says; undefined where that is no plain text. */
export interface CallSource {
  readonly name: string;
  readonly source: string | undefined;
  readonly uri: string;
  readonly range: TextRange;
}

/**
 * The files of one directory as a module, whoever calls it. Blocks are read exactly when an analysis asks for
 * them, and once: what is known here holds as long as the files stay as they are.
 */
export class ModuleContents {
  /** The readable blocks, in file-name order. */
  readonly blocks: readonly BlockInFile[];
  readonly calls: readonly CallSource[];
  private readonly files: ReadonlyMap<string, SourceFile>;
  /** Files that are not read because another one stands in their place. */
  private readonly shadowed: ReadonlySet<SourceFile>;
  private readonly exact = new Map<BlockInFile, BlockInFile | undefined>();
  private readonly rejections: Note[] = [];
  private collected: Module | undefined;

  constructor(
    readonly directory: ModuleDirectory,
    private readonly hclJson: HclJsonReader,
  ) {
    const counting = new Set(filesThatCount(directory.files.map(({ name }) => name)));
    const configuration = directory.files.filter(
      (file) => roleOf(file) === 'configuration' && counting.has(file.name),
    );
    this.shadowed = new Set(directory.files.filter(({ name }) => !counting.has(name)));
    this.files = new Map(configuration.map((file) => [file.uri, file]));
    this.blocks = configuration.flatMap((file) =>
      file.syntax.blocks
        .filter((block) => !block.broken)
        .map((block): BlockInFile => ({ uri: file.uri, block })),
    );
    this.calls = this.blocks.filter(({ block }) => block.type === 'module').map(callSource);
  }

  /** What could not be read, of the files and, as far as they were asked for, of the blocks. */
  notes(): readonly Note[] {
    const { unreadable, files } = this.directory;
    const read = files.filter((file) => !this.shadowed.has(file));
    return [...unreadable.map(unreadableNote), ...read.flatMap(syntaxNotes), ...this.rejections];
  }

  /** What the module declares, with these of its blocks read exactly; blocks that Terraform rejects are left out. */
  async read(inReach: ReadonlySet<BlockInFile>): Promise<Module> {
    const missing = this.blocks.filter((block) => inReach.has(block) && !this.exact.has(block));
    if (missing.length > 0) {
      const read = await Promise.all(missing.map((block) => this.readExactly(block)));
      missing.forEach((block, index) => this.exact.set(block, read[index]));
      this.collected = undefined;
    }
    this.collected ??= this.collect();
    return this.collected;
  }

  private collect(): Module {
    const values = this.directory.files.filter((file) => roleOf(file) === 'variable-values');
    const ordered = inPrecedenceOrder(values.map((file) => file.name));
    const variableFiles = ordered.flatMap((name) => values.filter((file) => file.name === name));
    const blocks = this.blocks.flatMap((block) =>
      this.exact.has(block) ? (this.exact.get(block) ?? []) : block,
    );
    return collectModule(this.directory.directory, blocks, variableFiles);
  }

  private async readExactly({ uri, block }: BlockInFile): Promise<BlockInFile | undefined> {
    const file = this.files.get(uri);
    if (file?.syntax.language !== 'hcl') return { uri, block };
    const conversion = await this.hclJson.convert(file.text.slice(block.range.start, block.range.end));
    if ('content' in conversion) return { uri, block: joinContent(block, conversion.content) };
    const { range, message } = rejectionError(conversion.rejection, block.range, file.text);
    this.rejections.push({ kind: 'syntax-error', uri, range, message });
    return undefined;
  }
}

function roleOf(file: SourceFile): string | undefined {
  return fileKind(file.name)?.role;
}

function callSource({ uri, block }: BlockInFile): CallSource {
  const source = attributeNamed(block.body, 'source')?.value;
  const text = source?.kind === 'literal' ? source.value : undefined;
  return {
    name: block.labels[0] ?? '',
    source: typeof text === 'string' ? text : undefined,
    uri,
    range: source?.range ?? block.headerRange,
  };
}

function unreadableNote({ uri }: { readonly uri: string }): Note {
  const message = say`This file cannot be read as UTF-8 text, so nothing in it is checked.`;
  return { kind: 'unreadable-file', uri, range: { start: 0, end: 0 }, message };
}

/** What cannot be read in a file. */
export function syntaxNotes(file: SourceFile): readonly Note[] {
  return file.syntax.errors.map(({ range, message }) => ({
    kind: 'syntax-error' as const,
    uri: file.uri,
    range,
    message: say`${message} What stands around it is not checked.`,
  }));
}

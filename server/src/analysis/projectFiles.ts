import { say } from '../base/language';
import { LineIndex } from '../base/lineIndex';
import { baseName, childOf } from '../base/uri';
import { projectFileNames, readProjectFile, type ProjectPolicy } from '../models/projectFile';
import type { ProjectRows } from '../models/projectRows';
import type { Note } from './finding';
import { NearestFile } from './nearestFile';

/** A text as it counts now: of the editor, which knows its version, or of the file. */
export interface PresentText {
  readonly text: string;
  readonly version: number | undefined;
}

/** The project file that counts for a module. The same object as long as nothing changed. */
export interface ProjectFile extends PresentText {
  readonly uri: string;
  readonly lines: LineIndex;
  readonly rows: ProjectRows;
  readonly policy: ProjectPolicy;
  /** What is wrong with it: those rows are left out. */
  readonly notes: readonly Note[];
}

/** Knows what projects say of their own providers. */
export class ProjectFiles {
  private readonly files: NearestFile<ProjectFile>;

  /** `textOf` gives the text of a file (URI), and undefined where there is none. */
  constructor(private readonly textOf: (uri: string) => Promise<PresentText | undefined>) {
    this.files = new NearestFile(projectFileNames, (directory) => this.read(directory));
  }

  /** Forgets what was read of these files, and of everything below these directories. */
  invalidate(uris: readonly string[]): void {
    this.files.invalidate(uris);
  }

  /** The file for a root module's directory: its own, else the nearest one above it in `folder`. */
  for(directory: string, folder: string | undefined): Promise<ProjectFile | undefined> {
    return this.files.for(directory, folder);
  }

  private async read(directory: string): Promise<ProjectFile | undefined> {
    const uris = projectFileNames.map((name) => childOf(directory, name));
    const texts = await Promise.all(uris.map(this.textOf));
    const present = uris.flatMap((uri, index) => (texts[index] ? [{ uri, ...texts[index] }] : []));
    const [first, ...others] = present;
    if (first === undefined) return undefined;
    const { rows, policy, problems } = readProjectFile(first.text);
    const notes = [
      ...problems.map(({ range, message }) => invalid(first.uri, range, message)),
      ...others.map(({ uri }) =>
        invalid(uri, { start: 0, end: 0 }, say`This file is not read: ${baseName(first.uri)} beside it is.`),
      ),
    ];
    return { ...first, lines: new LineIndex(first.text), rows, policy, notes };
  }
}

function invalid(uri: string, range: Note['range'], message: string): Note {
  return { kind: 'invalid-configuration', uri, range, message };
}

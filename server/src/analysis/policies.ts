import { say } from '../base/language';
import { pathTest } from '../base/pathPatterns';
import { directoryOf, isWithin, relativePath } from '../base/uri';
import type { SeverityRow } from '../models/severityRows';
import type { VariableValue } from '../modules/module';
import { resolvePath } from '../modules/moduleSource';
import type { Note } from './finding';
import { syntaxNotes } from './moduleContents';
import type { ProjectFile } from './projectFiles';
import type { SourceFile } from './sourceFiles';

/** What a front end wants of the configurations in one folder, where the project file does not say otherwise. */
export interface FolderPolicy {
  /** The folder's URI. */
  readonly folder: string;
  readonly severities: readonly SeverityRow[];
  /** Variable files (URIs) by a glob pattern, relative to the folder, of the root modules that use them. */
  readonly variableFiles: readonly { readonly roots: string; readonly files: readonly string[] }[];
}

/** A row, and who wrote it. */
export interface OwnedSeverityRow extends SeverityRow {
  readonly owner: 'project' | 'front end';
}

/** What holds for the configuration of one root module. The same object as long as nothing changed. */
export interface Policy {
  /** The last one that matches counts. */
  readonly severities: readonly OwnedSeverityRow[];
  /** Values of input variables from files that Terraform is given by name. */
  readonly variables: ReadonlyMap<string, VariableValue>;
  /** Whether nothing is to be reported in a file (a URI). */
  readonly excludes: (uri: string) => boolean;
  /** What could not be read. */
  readonly notes: readonly Note[];
}

/** A variable file that counts for a root module, and what to say where it cannot be read. */
interface NamedFile {
  readonly uri: string;
  readonly missing: Note | undefined;
}

interface KnownPolicy {
  readonly inputs: readonly unknown[];
  readonly policy: Policy;
}

/** Knows which policy holds where: that of the front end's folder, and over it that of the project file. */
export class Policies {
  private folders: readonly FolderPolicy[] = [];
  private readonly known = new Map<string, KnownPolicy>();

  /** `read` gives a parsed variable file, the same object as long as its text is the same. */
  constructor(private readonly read: (uri: string) => Promise<SourceFile | undefined>) {}

  /** What front ends want, by folder: in place of all that they wanted before. */
  set(folders: readonly FolderPolicy[]): void {
    this.folders = folders;
  }

  /** The policy for the root module in `root` (a URI) with this project file. */
  async for(root: string, project: ProjectFile | undefined): Promise<Policy> {
    const folder = this.folderPolicyOf(root);
    const named = [...filesOfFolder(root, folder), ...filesOfProject(root, project)];
    const files = await Promise.all(named.map(({ uri }) => this.read(uri)));
    const inputs = [folder, project, ...files];
    const known = this.known.get(root);
    const isSame =
      known?.inputs.length === inputs.length && inputs.every((input, index) => input === known.inputs[index]);
    if (isSame) return known.policy;
    const read = files.filter((file) => file !== undefined);
    const missing = named.flatMap(({ missing: note }, index) => (note && !files[index] ? [note] : []));
    const policy: Policy = {
      severities: [
        ...(folder?.severities ?? []).map((row) => ({ ...row, owner: 'front end' as const })),
        ...(project?.policy.severities ?? []).map((row) => ({ ...row, owner: 'project' as const })),
      ],
      variables: valuesIn(read),
      excludes: exclusionsOf(project),
      notes: [...missing, ...read.flatMap(syntaxNotes)],
    };
    this.known.set(root, { inputs, policy });
    return policy;
  }

  /** The innermost folder counts. */
  private folderPolicyOf(root: string): FolderPolicy | undefined {
    return this.folders
      .filter(({ folder }) => isWithin(root, folder))
      .sort((a, b) => b.folder.length - a.folder.length)[0];
  }
}

function filesOfFolder(root: string, policy: FolderPolicy | undefined): readonly NamedFile[] {
  if (policy === undefined) return [];
  return policy.variableFiles
    .filter(({ roots }) => isRootAt(root, policy.folder, roots))
    .flatMap(({ files }) => files.map((uri) => ({ uri, missing: undefined })));
}

function filesOfProject(root: string, project: ProjectFile | undefined): readonly NamedFile[] {
  if (project === undefined) return [];
  const directory = directoryOf(project.uri);
  return [...project.policy.variableFiles]
    .filter(([roots]) => isRootAt(root, directory, roots))
    .flatMap(([, files]) =>
      files.map(({ value, range }): NamedFile => {
        const message = say`The variable file \`${value}\` cannot be read.`;
        return {
          uri: resolvePath(directory, value),
          missing: { kind: 'invalid-configuration', uri: project.uri, range, message },
        };
      }),
    );
}

/** Whether a glob pattern, relative to `directory`, names the root module; `.` is the directory itself. */
function isRootAt(root: string, directory: string, pattern: string): boolean {
  const path = relativePath(root, directory);
  return path === '' ? pattern === '.' || pattern === '**' : pathTest([pattern.replace(/^\.\//, '')])(path);
}

/** Of several values for one variable the last counts, as with `-var-file`. */
function valuesIn(files: readonly SourceFile[]): ReadonlyMap<string, VariableValue> {
  return new Map(
    files.flatMap(({ uri, syntax }) =>
      syntax.attributes.map(({ name, value }): readonly [string, VariableValue] => [name, { uri, value }]),
    ),
  );
}

function exclusionsOf(project: ProjectFile | undefined): Policy['excludes'] {
  if (project === undefined || project.policy.exclude.length === 0) return () => false;
  const directory = directoryOf(project.uri);
  const isExcluded = pathTest(project.policy.exclude);
  return (uri) => isWithin(uri, directory) && isExcluded(relativePath(uri, directory));
}

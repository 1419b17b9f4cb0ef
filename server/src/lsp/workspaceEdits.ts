import type {
  AnnotatedTextEdit,
  ChangeAnnotation,
  SnippetTextEdit,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver';
import type { Fix, FixEdit } from '../analysis/finding';
import type { Snapshot } from '../analysis/host';
import type { LineIndex } from '../base/lineIndex';
import type { ClientFeatures } from './clientFeatures';
import { ContentModified } from './handle';
import type { OpenDocuments } from './openDocuments';
import { toRange } from './toProtocol';

/** What an edit is for. */
export interface EditPurpose {
  /** Equal for all edits that are for the same. */
  readonly key: string;
  readonly title: string;
  /** What it costs: a sentence. */
  readonly cost: string;
}

/** An edit, and what it is for; nothing where that is not to be shown. */
export interface PlacedEdit extends FixEdit {
  readonly purposes?: readonly EditPurpose[];
}

/** Edits of one file, in the text that `lines` indexes. */
export interface PlacedEdits {
  /** The client's spelling. */
  readonly uri: string;
  /** The version of the open document that the edits belong to; undefined for a file on disk. */
  readonly version: number | undefined;
  readonly lines: LineIndex;
  readonly edits: readonly PlacedEdit[];
}

/** What edits of a snapshot's files are converted with. */
export interface EditSources {
  readonly snapshot: Pick<Snapshot, 'file'>;
  readonly documents: Pick<OpenDocuments, 'spelling' | 'version'>;
  readonly features: ClientFeatures;
}

/**
 * The protocol's form of a fix; undefined where one of the files was not analysed. Throws `ContentModified`
 * where one of the documents has moved on since.
 */
export function editOf(
  { title, cost, files }: Fix,
  { snapshot, documents, features }: EditSources,
): WorkspaceEdit | undefined {
  const purposes = [{ key: title, title, cost }];
  const placed = files.map(({ uri, edits }): PlacedEdits | undefined => {
    const file = snapshot.file(uri);
    if (file === undefined) return undefined;
    // The edits may lie in another open document than the one asked about.
    if (documents.version(uri) !== file.version) throw new ContentModified();
    const { version, lines } = file;
    return {
      uri: documents.spelling(uri),
      version,
      lines,
      edits: edits.map((edit) => ({ ...edit, purposes })),
    };
  });
  const known = placed.filter((one) => one !== undefined);
  return known.length < files.length ? undefined : workspaceEdit(known, features);
}

/**
 * The protocol's form of edits in several files, the best that the client takes: bound to each document's version,
 * so that it refuses them after another edit, with what is still to be typed selected, and with what each is for; the
 * client asks for each of those with `isConfirmed`.
 */
export function workspaceEdit(
  files: readonly PlacedEdits[],
  features: ClientFeatures,
  isConfirmed = false,
): WorkspaceEdit {
  if (!features.versionedEdits) {
    const changes = files.map(({ uri, lines, edits }) => [uri, edits.map((edit) => textEdit(edit, lines))]);
    return { changes: Object.fromEntries(changes) as WorkspaceEdit['changes'] & object };
  }
  const annotations = new Annotations(isConfirmed);
  // One place at most is selected for typing, and only in the file that comes first.
  const documentChanges = files.map(({ uri, version, lines, edits }, index) => ({
    textDocument: { uri, version: version ?? null },
    edits: edits.map((edit): TextEdit | AnnotatedTextEdit | SnippetTextEdit => {
      const snippet = features.snippetEdits && index === 0 ? snippetEdit(edit, lines) : undefined;
      const plain = snippet ?? textEdit(edit, lines);
      return features.changeAnnotations ? { ...plain, ...annotations.of(edit) } : plain;
    }),
  }));
  return { documentChanges, ...annotations.all() };
}

/** Makes one annotation for all edits with the same purposes. */
class Annotations {
  private readonly byKey = new Map<string, { readonly id: string; readonly annotation: ChangeAnnotation }>();

  constructor(private readonly needsConfirmation: boolean) {}

  /** What an edit carries. */
  of({ purposes = [] }: PlacedEdit): { readonly annotationId?: string } {
    if (purposes.length === 0) return {};
    const key = JSON.stringify(purposes);
    const known = this.byKey.get(key);
    if (known !== undefined) return { annotationId: known.id };
    const id = `fix-${String(this.byKey.size + 1)}`;
    const { needsConfirmation } = this;
    const label = distinct(purposes.map(({ title }) => title)).join('; ');
    const description = distinct(purposes.map(({ cost }) => cost)).join(' ');
    this.byKey.set(key, { id, annotation: { label, description, needsConfirmation } });
    return { annotationId: id };
  }

  /** What the whole edit carries. */
  all(): Pick<WorkspaceEdit, 'changeAnnotations'> {
    const entries = [...this.byKey.values()].map(({ id, annotation }) => [id, annotation] as const);
    return entries.length === 0 ? {} : { changeAnnotations: Object.fromEntries(entries) };
  }
}

function distinct(words: readonly string[]): readonly string[] {
  return [...new Set(words)];
}

function textEdit({ range, newText }: FixEdit, lines: LineIndex): TextEdit {
  return { range: toRange(range, lines), newText };
}

/**
 * Clients indent the further lines of a snippet like the line it is put into, and our indentation is final:
 * text of several lines becomes a snippet only at the start of a line, where there is nothing to add.
 */
function snippetEdit(
  { range, newText, placeholder }: FixEdit,
  lines: LineIndex,
): SnippetTextEdit | undefined {
  const place = toRange(range, lines);
  const isIndented = place.start.character > 0 && /[\r\n]/.test(newText);
  if (placeholder === undefined || isIndented) return undefined;
  const before = escapeSnippet(newText.slice(0, placeholder.start));
  const selected = escapeSnippet(newText.slice(placeholder.start, placeholder.end));
  const after = escapeSnippet(newText.slice(placeholder.end));
  return { range: place, snippet: { kind: 'snippet', value: `${before}\${1:${selected}}${after}` } };
}

/** Text that means itself within a snippet, also within one of its placeholders. */
function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

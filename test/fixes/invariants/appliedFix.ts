import type { Finding, Fix, FixEdit } from '../../../server/src/analysis/finding';
import { applyEdits } from '../../support/applyFix';

/** Texts by file name. */
export type Texts = Readonly<Record<string, string>>;

/** A fix, applied to the files in which it was offered. */
export interface AppliedFix {
  readonly finding: Finding;
  readonly fix: Fix;
  /** What it changed, one entry for each file. */
  readonly edited: readonly EditedFile[];
  /** All files, with what the user has to type filled in. */
  readonly after: Texts;
}

/** A file before and after. */
export interface EditedFile {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly edits: readonly FixEdit[];
}

/**
 * Applies a fix to `files`, whose URIs are `root` and their name. Fails where it edits a file that is not there, or
 * its edits do not fit.
 */
export function applyFix(files: Texts, root: string, finding: Finding, fix: Fix): AppliedFix {
  const after: Record<string, string> = { ...files };
  const edited = fix.files.map(({ uri, edits }) => {
    const name = decodeURIComponent(uri.slice(root.length + 1));
    const before = files[name];
    if (before === undefined) throw new Error(`${fix.title} edits ${uri}, which is not there`);
    after[name] = applyEdits(before, edits.map(typedOver));
    return { name, before, after: applyEdits(before, edits), edits };
  });
  return { finding, fix, edited, after };
}

/** The edit as it stands once the user has typed over its placeholder what is a text and a number as well. */
function typedOver(edit: FixEdit): FixEdit {
  const { newText, placeholder } = edit;
  if (placeholder === undefined) return edit;
  const typed = newText.slice(placeholder.start, placeholder.end).replace('REPLACE_ME', '17');
  return { ...edit, newText: newText.slice(0, placeholder.start) + typed + newText.slice(placeholder.end) };
}

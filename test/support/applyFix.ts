import * as assert from 'node:assert/strict';
import type { Fix, FixEdit } from '../../server/src/analysis/finding';

/** `text` after `edits`. Fails where an edit is out of bounds, or two of them overlap or change nothing. */
export function applyEdits(text: string, edits: readonly FixEdit[]): string {
  assert.ok(edits.length > 0, 'a fix has an edit');
  let result = '';
  let position = 0;
  for (const { range, newText } of [...edits].sort((a, b) => a.range.start - b.range.start)) {
    assert.ok(position <= range.start && range.start <= range.end, 'edits do not overlap');
    assert.ok(range.end <= text.length, 'edits stay in the text');
    assert.notEqual(newText, text.slice(range.start, range.end), 'an edit changes something');
    result += text.slice(position, range.start) + newText;
    position = range.end;
  }
  return result + text.slice(position);
}

/** All edits of a fix that has them in one file. */
export function editsOf({ files }: Fix): readonly FixEdit[] {
  const [file, ...others] = files;
  assert.ok(file, 'a fix edits a file');
  assert.equal(others.length, 0, 'and only one');
  return file.edits;
}

/** The text that is selected for typing after `edits`: undefined where none is. */
export function selectedText(edits: readonly FixEdit[]): string | undefined {
  const [edit, ...others] = edits.filter(({ placeholder }) => placeholder !== undefined);
  assert.equal(others.length, 0, 'at most one place is selected');
  return edit?.placeholder && edit.newText.slice(edit.placeholder.start, edit.placeholder.end);
}

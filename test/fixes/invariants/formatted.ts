import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EditedFile } from './appliedFix';

/**
 * The results that `terraform fmt` would change although it had nothing to change in their originals, and how many
 * originals are such; undefined where there is no terraform.
 */
export function spoiltLayouts(
  files: readonly Pick<EditedFile, 'name' | 'before' | 'after'>[],
): { readonly spoilt: readonly string[]; readonly formatted: number } | undefined {
  const native = files.filter(({ name }) => name.endsWith('.tf'));
  const texts = [...new Set(native.flatMap(({ before, after }) => [before, after]))];
  const results = formattedTexts(texts);
  if (results === undefined) return undefined;
  const isFormatted = new Map(texts.map((text, index) => [text, results[index] === text]));
  const formatted = native.filter(({ before }) => isFormatted.get(before) === true);
  const spoilt = formatted.map(({ after }) => after).filter((after) => isFormatted.get(after) !== true);
  return { spoilt: [...new Set(spoilt)], formatted: formatted.length };
}

/** What `terraform fmt` makes of each text; the same where it cannot read it. Undefined where there is no terraform. */
export function formattedTexts(texts: readonly string[]): readonly string[] | undefined {
  const directory = mkdtempSync(join(tmpdir(), 'holdfast-fmt-'));
  const fileOf = (index: number) => join(directory, `${String(index)}.tf`);
  try {
    texts.forEach((text, index) => {
      writeFileSync(fileOf(index), text);
    });
    const { error } = spawnSync('terraform', ['fmt', directory], { encoding: 'utf8' });
    return error === undefined ? texts.map((_, index) => readFileSync(fileOf(index), 'utf8')) : undefined;
  } finally {
    rmSync(directory, { recursive: true });
  }
}

import { constants } from 'node:fs';
import { access, readFile, realpath, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import writeFileAtomic from 'write-file-atomic';
import { baseName } from '../base/uri';

/** A file's text before and after; both without a byte-order mark, which the file keeps if it has one. */
export interface TextChange {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
}

/** A change of a file on disk. */
export interface DiskChange {
  /** The file itself, where the URI leads through symbolic links. */
  readonly path: string;
  /** The whole text, with the byte-order mark. */
  readonly before: string;
  readonly after: string;
}

const byteOrderMark = '\uFEFF';

/** Why a file (URI) cannot be changed, as a sentence; undefined where it can, as far as that is known before. */
export async function whyNotWritable(uri: string): Promise<string | undefined> {
  const path = fileURLToPath(uri);
  try {
    const { mode } = await stat(path);
    // Those who may write everything are told what the owner of the file wants, too.
    if ((mode & 0o222) === 0) return `${baseName(uri)} is read-only.`;
    await access(path, constants.W_OK);
    return undefined;
  } catch (error) {
    return `${baseName(uri)} cannot be written: ${messageOf(error)}`;
  }
}

/** The changes that one run makes on disk. */
export class DiskChanges {
  /** The texts that files get, by path: one file may have several names. */
  private readonly texts = new Map<string, string>();

  /** What these changes are on disk. Rejects where a file does not say what it said when it was analysed. */
  async prepare(changes: readonly TextChange[]): Promise<readonly DiskChange[]> {
    const onDisk = await Promise.all(changes.map((change) => this.onDisk(change)));
    for (const { path, after } of onDisk) this.texts.set(path, after);
    return onDisk;
  }

  private async onDisk({ uri, before, after }: TextChange): Promise<DiskChange> {
    const path = await realpath(fileURLToPath(uri));
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
    const mark = text.startsWith(byteOrderMark) ? byteOrderMark : '';
    if (![mark + after, undefined].includes(this.texts.get(path))) {
      throw new Error(`${baseName(uri)} is another name of a file that is changed in another way.`);
    }
    if (text !== mark + before && text !== mark + after) {
      throw new Error(`${baseName(uri)} was changed by somebody else meanwhile.`);
    }
    return { path, before: text, after: mark + after };
  }
}

/**
 * Writes all these files or, as far as that is in our power, none: what was written is restored when a later one
 * cannot be. Each is replaced as a whole, with its mode and owner. Rejects with the reason.
 */
export async function writeTogether(changes: readonly DiskChange[]): Promise<void> {
  const written: DiskChange[] = [];
  try {
    for (const change of changes) {
      if (change.before !== change.after) await writeFileAtomic(change.path, change.after);
      written.push(change);
    }
  } catch (error) {
    for (const { path, before } of written) await writeFileAtomic(path, before);
    throw error;
  }
}

/** What went wrong, for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

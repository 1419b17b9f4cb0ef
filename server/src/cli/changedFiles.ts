import { DiskChanges, messageOf, writeTogether, type DiskChange, type TextChange } from './filesOnDisk';
import type { FileOutcome } from './fixReport/report';
import { baseOf, unifiedDiff } from './unifiedDiff';

/** A file whose text changes. */
export interface ChangedFile extends TextChange {
  /** The files (URIs) that are edited by the same fixes: all of them are written, or none. */
  readonly together: readonly string[];
}

/** What became of the files. */
export interface ChangedFiles {
  readonly files: readonly FileOutcome[];
  /** The directory that the paths in the diffs are relative to: `directory`, or the nearest that holds all. */
  readonly base: string;
}

/** Changes files on disk, or, in a dry run, says what would be changed. A file that cannot be changed stays as it is. */
export async function changeFiles(
  changed: readonly ChangedFile[],
  isDryRun: boolean,
  directory: string,
): Promise<ChangedFiles> {
  const changes = new DiskChanges();
  const outcomes: { readonly uri: string; readonly change?: DiskChange; readonly problem?: string }[] = [];
  for (const group of groups(changed)) {
    try {
      const onDisk = await changes.prepare(group);
      if (!isDryRun) await writeTogether(onDisk);
      outcomes.push(...group.map(({ uri }, index) => ({ uri, ...change(onDisk[index]) })));
    } catch (error) {
      outcomes.push(...group.map(({ uri }) => ({ uri, problem: messageOf(error) })));
    }
  }
  const base = baseOf(
    outcomes.flatMap((one) => one.change?.path ?? []),
    directory,
  );
  const seen = new Set<string>();
  const files = outcomes.map((outcome): FileOutcome => {
    const { uri, problem } = outcome;
    if (outcome.change === undefined) return { uri, status: 'failed', diff: '', problem: problem ?? '' };
    // A file with several names changes once.
    const diff = seen.has(outcome.change.path) ? '' : unifiedDiff(outcome.change, base);
    seen.add(outcome.change.path);
    return { uri, status: isDryRun ? 'unwritten' : 'written', diff };
  });
  return { files, base };
}

function change(one: DiskChange | undefined): { readonly change?: DiskChange } {
  return one === undefined ? {} : { change: one };
}

/** The files in groups that belong together, directly or through others. */
function groups(changed: readonly ChangedFile[]): readonly (readonly ChangedFile[])[] {
  let found: ChangedFile[][] = [];
  for (const file of changed) {
    const isTied = (other: ChangedFile) =>
      other.together.includes(file.uri) || file.together.includes(other.uri);
    const tied = found.filter((group) => group.some(isTied));
    found = [...found.filter((group) => !tied.includes(group)), [...tied.flat(), file]];
  }
  return found;
}

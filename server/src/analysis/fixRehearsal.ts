import { applyEdits, composeEdits, type TracedEdit } from '../base/textEdits';
import { directoryOf } from '../base/uri';
import type { Finding, Fix } from './finding';
import type { FixChoice, LeftReason } from './fixChoice';
import {
  attemptOf,
  findingKey,
  inTheWay,
  isSame,
  planRound,
  type AppliedFix,
  type FixRound,
} from './fixRound';
import type { AnalysedFile, AnalysisHost, AnalysisRequest, Snapshot } from './host';

/** More rounds than any code needs: each one settles a finding of every place where several want to edit. */
const mostRounds = 100;

/** A finding as the snapshot has it in which it is shown. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly snapshot: Snapshot;
}

/** A finding that is gone afterwards. */
export interface FixedFinding extends PlacedFinding {
  /** What was applied for it; nothing where other fixes cured it by the way. */
  readonly fixes: readonly Fix[];
  /** The files whose edits cured it. */
  readonly uris: readonly string[];
}

/** A finding that is there afterwards. */
export interface RemainingFinding extends PlacedFinding {
  /** The same one before anything was fixed; undefined where it came up with the fixes. */
  readonly before: Finding | undefined;
  readonly reason: LeftReason;
}

/** A file that is to be changed. */
export interface RehearsedFile {
  readonly before: AnalysedFile;
  /** In the text before; free of overlaps, and sorted. */
  readonly edits: readonly TracedEdit<AppliedFix>[];
  /** The text afterwards. */
  readonly text: string;
}

/** What fixing would do. */
export interface Rehearsal {
  readonly before: Snapshot;
  /** Those to be changed, sorted by URI. */
  readonly files: readonly RehearsedFile[];
  readonly fixed: readonly FixedFinding[];
  readonly remaining: readonly RemainingFinding[];
}

/** A host that nobody else uses: it is told of texts that are not there. See `AnalysisHost.fork`. */
export type RehearsalHost = Pick<AnalysisHost, 'analyse' | 'setDocument'>;

/**
 * Tries fixes out: applies what can be applied at the same time to texts in memory, analyses those, and goes on until
 * nothing more can be done, so that fixes which want to edit the same place all get there. Writes nothing.
 */
export async function rehearseFixes(
  host: RehearsalHost,
  request: AnalysisRequest,
  choice: FixChoice,
): Promise<Rehearsal> {
  const before = await host.analyse(request);
  const texts = new RehearsedTexts();
  const record = new FindingRecord(before, choice);
  const attempted = new Set<string>();
  let snapshot = before;
  let round = await planRound(snapshot, choice, attempted);
  for (let count = 0; round.applied.length > 0 && count < mostRounds; count++) {
    record.note(round);
    round.applied.forEach((one) => attempted.add(attemptOf(one)));
    const changed = texts.apply(round, snapshot);
    changed.forEach(({ uri, text, version }) => {
      host.setDocument(uri, text, version);
    });
    const only = [...new Set(changed.map(({ uri }) => directoryOf(uri)))];
    snapshot = await host.analyse({ ...request, only });
    record.see(snapshot, choice);
    round = await planRound(snapshot, choice, attempted);
  }
  return { before, files: texts.files(), ...record.outcome(snapshot, round) };
}

/** The files that were changed so far. */
class RehearsedTexts {
  private readonly changed = new Map<string, RehearsedFile>();

  /** Makes a round's edits; gives the new texts. */
  apply(
    { applied }: FixRound,
    snapshot: Snapshot,
  ): readonly { readonly uri: string; readonly text: string; readonly version: number }[] {
    const uris = new Set(applied.flatMap(({ fix }) => fix.files.map(({ uri }) => uri)));
    return [...uris].flatMap((uri) => {
      const file = snapshot.file(uri);
      if (file === undefined) return [];
      const known = this.changed.get(uri) ?? { before: file, edits: [], text: file.text };
      const edits = composeEdits(known.text, known.edits, editsIn(uri, applied));
      const text = applyEdits(known.before.text, edits);
      this.changed.set(uri, { before: known.before, edits, text });
      return [{ uri, text, version: (file.version ?? 0) + 1 }];
    });
  }

  /** What has become of all files. */
  files(): readonly RehearsedFile[] {
    const isChange = (before: AnalysedFile, { range, newText }: TracedEdit<AppliedFix>) =>
      before.text.slice(range.start, range.end) !== newText;
    return [...this.changed.values()]
      .filter(({ before, text }) => before.text !== text)
      .map((file) => ({ ...file, edits: file.edits.filter((edit) => isChange(file.before, edit)) }))
      .sort((one, other) => (one.before.uri < other.before.uri ? -1 : 1));
  }
}

/** A round's edits in one file; what several fixes do alike is done once. */
function editsIn(uri: string, applied: readonly AppliedFix[]): readonly TracedEdit<AppliedFix>[] {
  const groups: AppliedFix[][] = [];
  for (const one of applied) {
    const group = groups.find(([first]) => first !== undefined && isSame(first.fix, one.fix));
    if (group === undefined) groups.push([one]);
    else group.push(one);
  }
  return groups.flatMap((causes) =>
    (causes[0]?.fix.files ?? [])
      .filter((file) => file.uri === uri)
      .flatMap(({ edits }) => edits.map(({ range, newText }) => ({ range, newText, causes }))),
  );
}

/** Everything that was found on the way, and what was done about it. */
class FindingRecord {
  private readonly first = new Map<string, PlacedFinding>();
  private readonly applied = new Map<string, Fix[]>();
  /** By finding: the files that were changed while it was last there. */
  private readonly changedWith = new Map<string, readonly string[]>();
  private present: readonly string[] = [];

  constructor(
    private readonly before: Snapshot,
    choice: FixChoice,
  ) {
    this.see(before, choice);
  }

  /** Keeps what a snapshot finds. */
  see(snapshot: Snapshot, choice: FixChoice): void {
    const findings = choice.findings(snapshot);
    this.present = findings.map(findingKey);
    for (const finding of findings) {
      const key = findingKey(finding);
      if (!this.first.has(key)) this.first.set(key, { finding, snapshot });
    }
  }

  /** Keeps what is applied to the snapshot that was seen last. */
  note({ applied }: FixRound): void {
    const uris = applied.flatMap(({ fix }) => fix.files.map(({ uri }) => uri));
    for (const key of this.present) this.changedWith.set(key, uris);
    for (const { finding, fix } of applied) {
      const key = findingKey(finding);
      this.applied.set(key, [...(this.applied.get(key) ?? []), fix]);
    }
  }

  /** What is fixed and what remains, given the last snapshot and the plan for it, which is not carried out. */
  outcome(snapshot: Snapshot, { left, applied }: FixRound): Pick<Rehearsal, 'fixed' | 'remaining'> {
    const all = [...left, ...applied.map(({ finding }) => ({ finding, reason: inTheWay() }))];
    const remaining = all.map(({ finding, reason }): RemainingFinding => {
      const first = this.first.get(findingKey(finding));
      const before = first?.snapshot === this.before ? first.finding : undefined;
      return { finding, snapshot, before, reason };
    });
    const there = new Set(all.map(({ finding }) => findingKey(finding)));
    const fixed = [...this.first]
      .filter(([key]) => !there.has(key))
      .map(([key, placed]): FixedFinding => {
        const fixes = this.applied.get(key) ?? [];
        const own = fixes.flatMap(({ files }) => files.map(({ uri }) => uri));
        const uris = fixes.length > 0 ? own : (this.changedWith.get(key) ?? []);
        return { ...placed, fixes, uris: [...new Set(uris)] };
      });
    return { fixed, remaining };
  }
}

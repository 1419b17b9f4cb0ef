import { say, sentences } from '../base/language';
import { baseName } from '../base/uri';
import type { Finding, Fix, FixEdit, FixId } from './finding';
import type { EditObstacle, Snapshot } from './host';

/** What is to be fixed, and by what. */
export interface FixChoice {
  /** Those of a snapshot's findings that are to be fixed. */
  readonly findings: (snapshot: Snapshot) => readonly Finding[];
  /** Only fixes of these kinds, which may need a look; where absent, safe ones of any kind. */
  readonly kinds?: readonly FixId[];
  /** What to put where a fix of this kind leaves something to be typed. */
  readonly values?: Readonly<Partial<Record<FixId, string>>>;
  /** Why a file (URI) must stay as it is, for reasons that the analysis does not know: a sentence. */
  readonly refusal?: (uri: string) => string | undefined | Promise<string | undefined>;
}

/** Why a finding is left, for machines. */
export type LeftKind =
  /** Nothing is offered. */
  | 'no-fix'
  /** Nothing of the chosen kind is offered. */
  | 'other-fix'
  /** What is offered must not be applied unread. */
  | 'needs-review'
  /** The fix leaves something to be typed. */
  | 'needs-value'
  /** There are several fixes of the kind, and somebody has to choose. */
  | 'ambiguous'
  | 'by-hand'
  /** A file that the fix would edit must stay as it is. */
  | 'file'
  /** Its fix is in the way of another one. */
  | 'collision'
  /** The fix was applied, and the finding is still there. */
  | 'no-effect';

/** Why a finding is left. */
export interface LeftReason {
  readonly kind: LeftKind;
  /** The same in one sentence or more, for people. */
  readonly message: string;
}

/** The fix for `finding` that is to be applied, ready for it, or why there is none. */
export async function chooseFix(
  finding: Finding,
  snapshot: Snapshot,
  choice: FixChoice,
): Promise<Fix | LeftReason> {
  const offered = await snapshot.fixesFor(finding);
  const { kinds } = choice;
  const wanted = offered.filter(({ id, applicability }) =>
    kinds === undefined ? applicability === 'safe' : kinds.includes(id),
  );
  if (wanted.length === 0) return whyNoneWanted(finding, offered, snapshot, choice);
  const filled = wanted.map((fix) => filledIn(fix, choice.values?.[fix.id]));
  const obstacles = await Promise.all(filled.map((fix) => obstacleOf(fix, snapshot, choice)));
  const ready = filled.filter((_, index) => obstacles[index] === undefined);
  const [first] = ready;
  if (first === undefined) return obstacles.find((reason) => reason !== undefined) ?? nothingOffered();
  const equals = ready.filter(({ id, applicability }) => id === first.id && applicability === 'needs-review');
  return equals.length > 1 && equals.includes(first) ? ambiguous(equals) : first;
}

function nothingOffered(): LeftReason {
  return { kind: 'no-fix', message: say`No fix is offered for it.` };
}

function whyNoneWanted(
  { uri }: Finding,
  offered: readonly Fix[],
  snapshot: Snapshot,
  { kinds }: FixChoice,
): LeftReason {
  const [first] = offered;
  if (first === undefined) {
    const obstacle = snapshot.obstacleIn(uri);
    return obstacle === undefined
      ? nothingOffered()
      : { kind: 'file', message: obstacleWords(uri, obstacle) };
  }
  const names = titlesOf(offered);
  if (kinds === undefined && offered.every(({ applicability }) => applicability === 'by-hand')) {
    return byHand(first);
  }
  return kinds === undefined
    ? { kind: 'needs-review', message: say`Nothing can be applied unread. Offered: ${names}.` }
    : { kind: 'other-fix', message: say`Not offered for it: ${kinds.join(say`, `)}. Offered: ${names}.` };
}

function titlesOf(fixes: readonly Fix[]): string {
  return fixes.map(({ id, title }) => say`“${title}” (${id})`).join(say`, `);
}

/** Why a fix of the right kind cannot be applied; undefined where it can. */
async function obstacleOf(
  fix: Fix,
  snapshot: Snapshot,
  { refusal }: FixChoice,
): Promise<LeftReason | undefined> {
  if (fix.lookUp !== undefined) {
    return { kind: 'ambiguous', message: say`“${fix.title}” needs somebody to choose, in the editor.` };
  }
  if (fix.files.length === 0) return byHand(fix);
  const open = fix.files.flatMap(({ edits }) => edits).some(({ placeholder }) => placeholder !== undefined);
  if (open) return { kind: 'needs-value', message: say`“${fix.title}” needs a value to be typed in.` };
  for (const { uri } of fix.files) {
    const obstacle = snapshot.obstacleIn(uri);
    const message = obstacle === undefined ? await refusal?.(uri) : obstacleWords(uri, obstacle);
    if (message !== undefined) return { kind: 'file', message };
  }
  return undefined;
}

function byHand({ title, guidance }: Fix): LeftReason {
  return {
    kind: 'by-hand',
    message: sentences([
      say`“${title}” has to be done by hand.`,
      ...(guidance === undefined ? [] : [guidance]),
    ]),
  };
}

function ambiguous(fixes: readonly Fix[]): LeftReason {
  const titles = fixes.map(({ title }) => say`“${title}”`).join(say`, `);
  return { kind: 'ambiguous', message: say`Somebody has to choose: ${titles}.` };
}

function obstacleWords(uri: string, obstacle: EditObstacle): string {
  const file = baseName(uri);
  switch (obstacle) {
    case 'elsewhere':
      return say`${file} is not among the files that are worked on.`;
    case 'fetched':
      return say`${file} is fetched by a tool, which would overwrite an edit.`;
    case 'generated':
      return say`${file} is generated: an edit would not last.`;
    case 'syntax-errors':
      return say`${file} has syntax errors.`;
  }
}

/** The fix with `value` in place of what is to be typed; as it is where there is no value. */
function filledIn(fix: Fix, value: string | undefined): Fix {
  if (value === undefined) return fix;
  const fill = ({ range, newText, placeholder }: FixEdit): FixEdit => {
    if (placeholder === undefined) return { range, newText };
    const { start, end } = placeholder;
    return { range, newText: newText.slice(0, start) + value + newText.slice(end) };
  };
  return { ...fix, files: fix.files.map(({ uri, edits }) => ({ uri, edits: edits.map(fill) })) };
}

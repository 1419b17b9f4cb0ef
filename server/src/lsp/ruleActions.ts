import { say } from '../base/language';
import { CodeActionKind, type CodeAction, type Diagnostic } from 'vscode-languageserver';
import type { Finding, Fix } from '../analysis/finding';
import type { ActionRequest } from './actionRequest';
import { fixAllCommand, type FixAllParams } from './messages';

/** A finding that the client asks about, with its diagnostics. */
export interface AskedFinding {
  readonly finding: Finding;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The actions that apply the safe fixes of one rule at many places: for each rule that was asked about, in the document
 * where that is more than one fix, and in the workspace where there is one in another document.
 */
export async function ruleActions(
  asked: readonly AskedFinding[],
  request: ActionRequest,
): Promise<readonly CodeAction[]> {
  if (!request.features.applyEdit) return [];
  const rules = [...new Set(asked.map(({ finding }) => finding.rule))];
  const actions = rules.map(async (rule) => {
    const diagnostics = asked
      .filter(({ finding }) => finding.rule === rule)
      .flatMap((one) => one.diagnostics);
    const [own, others] = [
      request.findings().filter((finding) => finding.rule === rule),
      request.visible.filter((finding) => finding.rule === rule && finding.uri !== request.uri),
    ];
    const uri = request.params.textDocument.uri;
    const isInFile = await hasSafeFixes(own, 2, request, (fix) =>
      fix.files.every((file) => file.uri === request.uri),
    );
    const isInWorkspace = await hasSafeFixes(others, 1, request, () => true);
    return [
      ...(isInFile ? [action(say`Fix all ${rule} in this file`, { scope: { uri }, rule }, diagnostics)] : []),
      ...(isInWorkspace
        ? [action(say`Fix all ${rule} in the workspace`, { scope: {}, rule }, diagnostics)]
        : []),
    ];
  });
  return (await Promise.all(actions)).flat();
}

function action(title: string, params: FixAllParams, diagnostics: readonly Diagnostic[]): CodeAction {
  const command = { title, command: fixAllCommand, arguments: [params] };
  return { title, kind: CodeActionKind.QuickFix, diagnostics: [...diagnostics], command };
}

/** Whether there are `count` different safe fixes for these findings; looks no further than needed. */
async function hasSafeFixes(
  findings: readonly Finding[],
  count: number,
  request: ActionRequest,
  isMeant: (fix: Fix) => boolean,
): Promise<boolean> {
  const found = new Set<string>();
  for (const finding of findings) {
    if (found.size >= count) break;
    const fixes = await request.fixes(finding);
    const fix = fixes.find((one) => one.applicability === 'safe' && isMeant(one));
    if (fix !== undefined) found.add(JSON.stringify(fix.files));
  }
  return found.size >= count;
}

import {
  CodeActionKind,
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver';
import type { Finding, Fix, FixEdit } from '../analysis/finding';
import { rangesTouch } from '../base/textRange';
import { ActionRequest, type CodeActionSources } from './actionRequest';
import { textRange } from './fromProtocol';
import { pinToNewestImageCommand, type FindingReference } from './messages';
import { diagnosticSource, findingDiagnostic, findingKey, isDiagnosticOf } from './toProtocol';

/** The kind of the one action that applies every fix which needs no thought. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.holdfast`;

/** Answers `textDocument/codeAction` with the engine's fixes. */
export async function codeActions(
  params: CodeActionParams,
  token: CancellationToken,
  sources: CodeActionSources,
): Promise<CodeAction[]> {
  const { only } = params.context;
  const wantsFixes = only === undefined || only.some((kind) => includesKind(kind, CodeActionKind.QuickFix));
  // A source action is for those who ask for it; nobody wants it in every light bulb.
  const wantsFixAll = only?.some((kind) => includesKind(kind, fixAllKind)) === true;
  if (!wantsFixes && !wantsFixAll) return [];

  const request = await ActionRequest.prepare(params, token, sources);
  if (request === undefined) return [];
  return [...(wantsFixes ? await quickFixes(request) : []), ...(wantsFixAll ? await fixAll(request) : [])];
}

/** Kinds are dotted paths, and asking for one asks for all below it; the empty kind is above all. */
function includesKind(asked: string, kind: string): boolean {
  return asked === CodeActionKind.Empty || kind === asked || kind.startsWith(`${asked}.`);
}

async function quickFixes(request: ActionRequest): Promise<CodeAction[]> {
  const actions = new Map<string, CodeAction>();
  for (const { finding, diagnostics } of askedFor(request)) {
    for (const action of await findingFixes(finding, diagnostics, request)) {
      const key = JSON.stringify([action.title, action.edit, action.command]);
      const same = actions.get(key);
      // One remedy may cure several findings; it is one action then.
      if (same === undefined) actions.set(key, action);
      else same.diagnostics = [...(same.diagnostics ?? []), ...diagnostics];
    }
  }
  return [...actions.values()];
}

async function findingFixes(
  finding: Finding,
  diagnostics: readonly Diagnostic[],
  request: ActionRequest,
): Promise<CodeAction[]> {
  const fixes = await request.fixes(finding);
  const preferred = request.features.preferredCodeActions ? fixes.find(isSafe) : undefined;
  return fixes.flatMap((fix) => {
    const remedy = remedyOf(fix, finding, request);
    if (remedy === undefined) return [];
    return {
      title: fix.title,
      kind: CodeActionKind.QuickFix,
      diagnostics: [...diagnostics],
      ...(fix === preferred ? { isPreferred: true } : {}),
      ...remedy,
    };
  });
}

/** What the action does: an edit, or a command for what the user has to choose from first. */
function remedyOf(
  fix: Fix,
  finding: Finding,
  request: ActionRequest,
): Pick<CodeAction, 'edit'> | Pick<CodeAction, 'command'> | undefined {
  if (fix.lookUp !== undefined && request.features.newestImages) {
    const reference: FindingReference = {
      uri: request.params.textDocument.uri,
      finding: findingKey(finding),
    };
    return { command: { title: fix.title, command: pinToNewestImageCommand, arguments: [reference] } };
  }
  const edit = fix.files.length === 0 ? undefined : request.edit(fix.files);
  return edit && { edit };
}

/** The findings in the wanted range with their diagnostics; only those the client names, if it names any. */
function askedFor(
  request: ActionRequest,
): readonly { readonly finding: Finding; readonly diagnostics: readonly Diagnostic[] }[] {
  const { params, file, snapshot, features } = request;
  const wanted = textRange(params.range, file.lines);
  const named = params.context.diagnostics.filter(({ source }) => source === diagnosticSource);
  const touching = request
    .findings()
    .filter(({ range }) => rangesTouch(range, wanted))
    .map((finding) => ({
      finding,
      diagnostics: named.filter((diagnostic) => isDiagnosticOf(diagnostic, finding, file)),
    }));
  const asked = touching.filter(({ diagnostics }) => diagnostics.length > 0);
  if (asked.length > 0) return asked;
  const spelling = (uri: string): string => request.spelling(uri);
  return touching.map(({ finding }) => ({
    finding,
    diagnostics: [findingDiagnostic(finding, file, { snapshot, features, spelling })],
  }));
}

/** One safe fix for each finding of the document, as far as they keep out of each other's way. */
async function fixAll(request: ActionRequest): Promise<CodeAction[]> {
  const chosen: FixEdit[] = [];
  for (const finding of request.findings()) {
    const fixes = await request.fixes(finding);
    // The action belongs to this document, and is often run by saving it: other files stay as they are.
    const fix = fixes.find((one) => isSafe(one) && one.files.every(({ uri }) => uri === request.uri));
    const edits = fix?.files.flatMap((file) => file.edits) ?? [];
    const collides = edits.some(({ range }) => chosen.some((other) => rangesTouch(range, other.range)));
    if (!collides) chosen.push(...edits);
  }
  const edit = chosen.length > 0 ? request.edit([{ uri: request.uri, edits: chosen }]) : undefined;
  return edit === undefined ? [] : [{ title: 'Apply all safe Holdfast fixes', kind: fixAllKind, edit }];
}

function isSafe({ applicability }: Fix): boolean {
  return applicability === 'safe';
}

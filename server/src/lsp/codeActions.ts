import { say } from '../base/language';
import {
  CodeActionKind,
  type CancellationToken,
  type CodeAction,
  type CodeActionParams,
  type Diagnostic,
} from 'vscode-languageserver';
import type { Finding, Fix } from '../analysis/finding';
import { rangesTouch } from '../base/textRange';
import { ActionRequest } from './actionRequest';
import type { ClientFeatures } from './clientFeatures';
import type { FixAllSources } from './fixAll';
import { textRange } from './fromProtocol';
import {
  pinToNewestImageCommand,
  showGuidanceCommand,
  type FindingReference,
  type GuidanceParams,
} from './messages';
import { ruleActions, type AskedFinding } from './ruleActions';
import {
  diagnosticSource,
  findingDiagnostic,
  findingKey,
  isDiagnosticOf,
  ruleDocumentation,
} from './toProtocol';

/** The kind of the one action that applies every fix which needs no thought. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.holdfast`;

/** The kind of every action that remedies one finding; the id of the fix follows, so that clients can ask for one. */
const fixKind = `${CodeActionKind.QuickFix}.holdfast`;

/** Answers `textDocument/codeAction` with the engine's fixes. */
export async function codeActions(
  params: CodeActionParams,
  token: CancellationToken,
  sources: FixAllSources,
): Promise<CodeAction[]> {
  const { only } = params.context;
  const wantsFixes = only === undefined || only.some((kind) => concernsFixes(kind));
  // A source action is for those who ask for it; nobody wants it in every light bulb.
  const wantsFixAll = only?.some((kind) => includesKind(kind, fixAllKind)) === true;
  if (!wantsFixes && !wantsFixAll) return [];

  const request = await ActionRequest.prepare(params, token, sources);
  if (request === undefined) return [];
  return [
    ...(wantsFixes ? await quickFixes(request) : []),
    ...(wantsFixAll ? await fixAllInDocument(request) : []),
  ];
}

/** Kinds are dotted paths, and asking for one asks for all below it; the empty kind is above all. */
function includesKind(asked: string, kind: string): boolean {
  return asked === CodeActionKind.Empty || kind === asked || kind.startsWith(`${asked}.`);
}

/** Whether some fix may be of a kind that is asked for. */
function concernsFixes(asked: string): boolean {
  return includesKind(asked, fixKind) || includesKind(fixKind, asked);
}

async function quickFixes(request: ActionRequest): Promise<CodeAction[]> {
  const actions = new Map<string, CodeAction>();
  const asked = askedFor(request);
  for (const { finding, diagnostics } of asked) {
    for (const action of await findingFixes(finding, diagnostics, request)) {
      const key = JSON.stringify([action.title, action.edit, action.command]);
      const same = actions.get(key);
      // One remedy may cure several findings; it is one action then.
      if (same === undefined) actions.set(key, action);
      else same.diagnostics = [...(same.diagnostics ?? []), ...diagnostics];
    }
  }
  return [...actions.values(), ...(await ruleActions(asked, request))];
}

async function findingFixes(
  finding: Finding,
  diagnostics: readonly Diagnostic[],
  request: ActionRequest,
): Promise<CodeAction[]> {
  const { only } = request.params.context;
  const isAsked = (kind: string): boolean => only?.some((asked) => includesKind(asked, kind)) ?? true;
  const fixes = await request.fixes(finding);
  const preferred = request.features.preferredCodeActions ? fixes.find(isSafe) : undefined;
  return fixes.flatMap((fix) => {
    const kind = `${fixKind}.${fix.id}`;
    const remedy = isAsked(kind) ? remedyOf(fix, finding, request) : undefined;
    if (remedy === undefined) return [];
    return {
      title: fix.title,
      kind,
      diagnostics: [...diagnostics],
      ...(fix === preferred ? { isPreferred: true } : {}),
      ...remedy,
    };
  });
}

/** Whether this client is offered the fix as a code action: what has no edit takes a client that knows its command. */
export function isOffered(
  { files, lookUp, guidance }: Fix,
  features: Pick<ClientFeatures, 'newestImages' | 'guidance'>,
): boolean {
  const isCommand =
    (lookUp !== undefined && features.newestImages) || (guidance !== undefined && features.guidance);
  return files.length > 0 || isCommand;
}

/** What the action does: an edit, or a command for what the user has to choose from first or do by hand. */
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
  if (fix.files.length === 0) return guidanceOf(fix, finding, request);
  const edit = request.edit(fix);
  return edit && { edit };
}

/** What can only be done by hand is explained, where the client can show that. */
function guidanceOf(
  { title, guidance }: Fix,
  { rule }: Finding,
  { features }: ActionRequest,
): Pick<CodeAction, 'command'> | undefined {
  if (!features.guidance || guidance === undefined) return undefined;
  const params: GuidanceParams = { title, guidance, documentation: ruleDocumentation(rule) };
  return { command: { title, command: showGuidanceCommand, arguments: [params] } };
}

/** The findings in the wanted range; only those the client names, if it names any. */
function askedFor(request: ActionRequest): readonly AskedFinding[] {
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

/** Every safe fix of the document. It is often run by saving, so that nobody is asked and no other file changes. */
async function fixAllInDocument(request: ActionRequest): Promise<CodeAction[]> {
  const edit = await request.editOfAll();
  return edit === undefined ? [] : [{ title: say`Apply all safe Holdfast fixes`, kind: fixAllKind, edit }];
}

function isSafe({ applicability }: Fix): boolean {
  return applicability === 'safe';
}

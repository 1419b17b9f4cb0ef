import * as vscode from 'vscode';
import type {
  findImagesRequest,
  FindImagesResult,
  FindingReference,
  pinToRequest,
  PinToParams,
  PinToResult,
} from '../../server/src/lsp/messages';
import type { AnalysisServer } from './client';

/** Copies, checked against the originals by the compiler. */
const findImages: typeof findImagesRequest = 'holdfast/findImages';
const pinTo: typeof pinToRequest = 'holdfast/pinTo';

type Candidate = Extract<FindImagesResult, { candidates: unknown }>['candidates'][number];

/** Lets the user choose one of the images that the data source would find now, and pins to it. */
export async function pinToNewestImage(server: AnalysisServer, reference: FindingReference): Promise<void> {
  const answer = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: vscode.l10n.t('Holdfast: looking images up…'),
      cancellable: true,
    },
    (_, token) => server.tryAsk<FindImagesResult>(findImages, reference, token),
  );
  if (answer === undefined) return;
  if ('error' in answer) {
    void vscode.window.showErrorMessage(answer.error);
    return;
  }
  const chosen = await vscode.window.showQuickPick(answer.candidates.map(itemOf), {
    title: vscode.l10n.t('Pin to an image'),
    placeHolder: vscode.l10n.t('The newest first; type to filter'),
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  const params: PinToParams = { ...reference, value: chosen.id };
  const edit = await server.tryAsk<PinToResult>(pinTo, params);
  if (edit === undefined) return;
  if (edit === null || !(await server.applyEdit(edit))) {
    void vscode.window.showErrorMessage(vscode.l10n.t('The code has changed since; nothing was pinned.'));
  }
}

function itemOf({
  id,
  name,
  creationDate,
  architecture,
  ownerAlias,
  ownerId,
  deprecationTime,
}: Candidate): vscode.QuickPickItem & { readonly id: string } {
  const date = (time: string) => time.slice(0, 'YYYY-MM-DD'.length);
  const deprecated =
    deprecationTime === undefined ? [] : [vscode.l10n.t('deprecated from {0}', date(deprecationTime))];
  return {
    id,
    label: name === '' ? id : name,
    description: id,
    detail: [date(creationDate), architecture, ownerAlias ?? ownerId, ...deprecated].join(' · '),
  };
}

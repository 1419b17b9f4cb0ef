import * as vscode from 'vscode';
import type {
  pullStateRequest,
  PullStateParams,
  RootModule,
  rootsRequest,
  StateAnswer,
  useStateRequest,
  UseStateParams,
} from '../../server/src/lsp/messages';
import type { AnalysisServer } from './client';

/** Copies, checked against the originals by the compiler. */
const roots: typeof rootsRequest = 'holdfast/roots';
const useStateOf: typeof useStateRequest = 'holdfast/useState';
const pullStateOf: typeof pullStateRequest = 'holdfast/pullState';

const programs: readonly PullStateParams['program'][] = ['terraform', 'tofu'];

/** Lets the user point to the file that says what is deployed of a root module. */
export async function useState(server: AnalysisServer): Promise<void> {
  const root = await chooseRoot(server);
  if (root === undefined) return;
  const ways = [
    {
      label: vscode.l10n.t('Choose a file…'),
      description: vscode.l10n.t('a state, or the JSON of terraform show -json'),
      isFile: true,
    },
    {
      label: vscode.l10n.t('Go by the local state file again'),
      description: vscode.l10n.t('terraform.tfstate beside the code'),
      isFile: false,
    },
  ];
  const way = await vscode.window.showQuickPick(ways, {
    title: vscode.l10n.t('What is deployed of {0}', shown(root)),
  });
  if (way === undefined) return;
  const [file] = way.isFile
    ? ((await vscode.window.showOpenDialog({
        title: vscode.l10n.t('A state, or the JSON of a state or plan'),
        openLabel: vscode.l10n.t('Use'),
      })) ?? [])
    : [];
  if (way.isFile && file === undefined) return;
  const params: UseStateParams = { root: root.uri, file: file?.toString() ?? null };
  report(await server.tryAsk<StateAnswer>(useStateOf, params), root);
}

/** Has `state pull` run in the directory of a root module, after saying so. Offered in trusted workspaces only. */
export async function pullState(server: AnalysisServer): Promise<void> {
  if (!vscode.workspace.isTrusted) {
    void vscode.window.showErrorMessage(
      vscode.l10n.t('Holdfast: A program is run in trusted workspaces only.'),
    );
    return;
  }
  const root = await chooseRoot(server);
  const program =
    root &&
    (await vscode.window.showQuickPick(programs, { title: vscode.l10n.t('Which program pulls the state?') }));
  if (root === undefined || program === undefined) return;
  const run = vscode.l10n.t('Run');
  const detail = vscode.l10n.t(
    'It reads the state with your credentials; Holdfast keeps it in memory and logs nothing of it.',
  );
  const message = vscode.l10n.t('This runs “{0} state pull” in {1}.', program, shown(root));
  const chosen = await vscode.window.showInformationMessage(message, { modal: true, detail }, run);
  if (chosen !== run) return;
  const location = vscode.ProgressLocation.Notification;
  const title = vscode.l10n.t('Holdfast: {0} state pull…', program);
  const params: PullStateParams = { root: root.uri, program: program as PullStateParams['program'] };
  const answer = await vscode.window.withProgress({ location, title, cancellable: true }, (_, token) =>
    server.tryAsk<StateAnswer>(pullStateOf, params, token),
  );
  report(answer, root);
}

async function chooseRoot(server: AnalysisServer): Promise<RootModule | undefined> {
  const known = await server.tryAsk<readonly RootModule[]>(roots, {});
  if (known === undefined) return undefined;
  if (known.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t('Holdfast: There is no root module in the opened folders.'),
    );
    return undefined;
  }
  const items = known.map((root) => ({
    label: shown(root),
    description: root.hasLocalState ? vscode.l10n.t('has a local state file') : '',
    root,
  }));
  return (await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Of which root module?') }))?.root;
}

function shown({ uri: text }: RootModule): string {
  const uri = vscode.Uri.parse(text, true);
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  return folder?.uri.toString() === uri.toString() ? folder.name : vscode.workspace.asRelativePath(uri);
}

function report(answer: StateAnswer | undefined, root: RootModule): void {
  if (answer === undefined) return;
  if ('error' in answer) void vscode.window.showErrorMessage(`Holdfast: ${answer.error}`);
  else {
    const message =
      answer.resources === 1
        ? vscode.l10n.t('Holdfast: {0}: 1 resource in the state that counts now.', shown(root))
        : vscode.l10n.t(
            'Holdfast: {0}: {1} resources in the state that counts now.',
            shown(root),
            answer.resources,
          );
    void vscode.window.showInformationMessage(message);
  }
}

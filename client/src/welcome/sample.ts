import * as vscode from 'vscode';

/** The configuration that ships with the extension: a folder of one file. */
const shipped = ['examples', 'nothing-changed', 'main.tf'];

/** Where the user's copy of it is. */
interface SampleCopy {
  readonly folder: vscode.Uri;
  readonly file: vscode.Uri;
}

/**
 * The copy lies in the extension's own storage, which is wherever the extension runs: on disk, at the other end of a
 * remote connection, or in the browser.
 */
function sampleCopy({ globalStorageUri }: vscode.ExtensionContext): SampleCopy {
  const folder = vscode.Uri.joinPath(globalStorageUri, 'sample');
  return { folder, file: vscode.Uri.joinPath(folder, 'main.tf') };
}

/**
 * Opens a copy of the sample that the user may edit: in this window, or in one of its own where folders are open, since
 * nothing but those is analysed then.
 */
export async function openSample(context: vscode.ExtensionContext): Promise<void> {
  const { folder, file } = sampleCopy(context);
  if (!(await isReady(file, vscode.Uri.joinPath(context.extensionUri, ...shipped)))) return;
  if (vscode.workspace.workspaceFolders === undefined || isOpen(folder)) await show(file);
  else await vscode.commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}

/** Shows the sample's file in the window that `openSample` made for it: an editor cannot be told so beforehand. */
export async function showSampleInItsWindow(context: vscode.ExtensionContext): Promise<void> {
  const { folder, file } = sampleCopy(context);
  const isEmpty = vscode.window.tabGroups.all.every(({ tabs }) => tabs.length === 0);
  if (isOpen(folder) && isEmpty) await show(file);
}

function isOpen(folder: vscode.Uri): boolean {
  return vscode.workspace.workspaceFolders?.some(({ uri }) => uri.toString() === folder.toString()) === true;
}

/** Makes the copy; leaves an edited one alone unless the user says otherwise. False where the user does not say. */
async function isReady(file: vscode.Uri, original: vscode.Uri): Promise<boolean> {
  const text = await vscode.workspace.fs.readFile(original);
  const present = await readIfThere(file);
  if (present !== undefined && textOf(present) !== textOf(text)) {
    const startAnew = vscode.l10n.t('Start Anew');
    const keep = vscode.l10n.t('Keep My Changes');
    const question = vscode.l10n.t('You have edited the sample.');
    const chosen = await vscode.window.showInformationMessage(question, startAnew, keep);
    if (chosen !== startAnew) return chosen === keep;
  }
  await vscode.workspace.fs.writeFile(file, text);
  return true;
}

async function readIfThere(file: vscode.Uri): Promise<Uint8Array | undefined> {
  try {
    return await vscode.workspace.fs.readFile(file);
  } catch {
    return undefined;
  }
}

function textOf(content: Uint8Array): string {
  return new TextDecoder().decode(content);
}

/** Shows the file, beside the walkthrough where that is in front. */
async function show(file: vscode.Uri): Promise<void> {
  const isTextInFront = vscode.window.activeTextEditor !== undefined;
  const isEmpty = vscode.window.tabGroups.activeTabGroup.activeTab === undefined;
  await vscode.window.showTextDocument(file, {
    viewColumn: isTextInFront || isEmpty ? vscode.ViewColumn.Active : vscode.ViewColumn.Beside,
    preview: false,
  });
}

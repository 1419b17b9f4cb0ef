import * as vscode from 'vscode';

/** The languages whose files Terraform reads, whoever registered them. */
const languages = ['terraform', 'terraform-vars', 'opentofu', 'opentofu-vars'];

/** The same files by name: JSON, and everything that another extension gives a language of its own; project files. */
const namePatterns = ['**/*.{tf,tofu,tfvars}', '**/*.{tf,tofu,tfvars}.json', '**/holdfast.{yaml,yml,json}'];

/** A document by its language or by its path, in the form that the editor and the protocol share. */
export type AnalysedDocument =
  | { readonly scheme: string; readonly language: string }
  | { readonly scheme: string; readonly pattern: string };

/** Where an editor without a disk keeps what belongs to extensions: there the sample is. */
const storage = 'vscode-userdata';

/**
 * Where the documents that go to the server are: on disk, on the file systems of the workspace folders, and in the
 * extension's storage. Not the two sides of a comparison, or what a source control provider shows: those are other
 * states of a file that is analysed.
 */
function analysedSchemes(): readonly string[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return [...new Set(['file', storage, ...folders.map(({ uri }) => uri.scheme)])].sort();
}

/** The documents that go to the server: files, and new ones that were not saved yet. */
export function analysedDocuments(): readonly AnalysedDocument[] {
  const schemes = analysedSchemes();
  return [
    ...[...schemes, 'untitled'].flatMap((scheme) => languages.map((language) => ({ scheme, language }))),
    ...schemes.flatMap((scheme) => namePatterns.map((pattern) => ({ scheme, pattern }))),
  ];
}

/** Calls `changed` when a workspace folder on another file system came, or the last one of a file system went. */
export function whenSchemesChange(changed: () => unknown): vscode.Disposable {
  let known = analysedSchemes().join(' ');
  return vscode.workspace.onDidChangeWorkspaceFolders(() => {
    const schemes = analysedSchemes().join(' ');
    if (schemes === known) return;
    known = schemes;
    changed();
  });
}

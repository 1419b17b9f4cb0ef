import * as vscode from 'vscode';
import type { RiskPlace } from '../../server/src/lsp/messages';

/** A place of the protocol in the editor's own types. */
export function locationOf({ uri, range: { start, end } }: RiskPlace): vscode.Location {
  const range = new vscode.Range(start.line, start.character, end.line, end.character);
  return new vscode.Location(vscode.Uri.parse(uri), range);
}

/** How a place is named for people, short and yet rarely the same for two: `live/main.tf:12`. */
export function placeName({ uri, range }: RiskPlace): string {
  const path = vscode.workspace.asRelativePath(vscode.Uri.parse(uri), false);
  const name = path.split('/').slice(-2).join('/');
  return `${name}:${String(range.start.line + 1)}`;
}

/** Shows a place in an editor and selects it. */
export async function reveal(
  place: RiskPlace,
  options: vscode.TextDocumentShowOptions = {},
): Promise<vscode.TextEditor> {
  const { uri, range } = locationOf(place);
  return vscode.window.showTextDocument(uri, { ...options, selection: range });
}

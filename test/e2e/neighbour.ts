import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { writeFiles } from './session';

/** The program that packs extensions. */
const vsce = require.resolve('@vscode/vsce/vsce');

/** What the neighbour's hover says. */
const neighbourHover = 'The neighbour explains this.';

/**
 * Packs an extension that behaves towards the editor as HashiCorp's does: the same id and language,
 * a hover and a diagnostic of its own. Gives the path of the packed extension, below `folder`.
 */
export function neighbourVsix(folder: string): string {
  const source = path.join(folder, 'neighbour');
  const packagePath = path.join(folder, 'neighbour.vsix');
  writeFiles(source, {
    'package.json': JSON.stringify(manifest),
    'extension.js': extension,
    LICENSE: 'None.\n',
    'README.md': 'Stands in for an extension.\n',
  });
  const options = ['--no-dependencies', '--allow-missing-repository', '--out', packagePath];
  execFileSync(process.execPath, [vsce, 'package', ...options], { cwd: source, stdio: 'ignore' });
  return packagePath;
}

const manifest = {
  name: 'terraform',
  publisher: 'hashicorp',
  version: '2.99.0',
  engines: { vscode: '^1.91.0' },
  main: './extension.js',
  capabilities: { untrustedWorkspaces: { supported: true } },
  activationEvents: ['onLanguage:terraform'],
  contributes: {
    languages: [{ id: 'terraform', extensions: ['.tf'] }],
  },
};

const extension = `
const vscode = require('vscode');
exports.activate = ({ subscriptions }) => {
  const diagnostics = vscode.languages.createDiagnosticCollection('neighbour');
  const report = ({ uri, languageId }) => {
    if (languageId !== 'terraform' || !uri.path.includes('/neighbour/')) return;
    const range = new vscode.Range(0, 0, 0, 1);
    diagnostics.set(uri, [new vscode.Diagnostic(range, 'The neighbour has seen this.', 3)]);
  };
  vscode.workspace.textDocuments.forEach(report);
  subscriptions.push(
    diagnostics,
    vscode.workspace.onDidOpenTextDocument(report),
    vscode.languages.registerHoverProvider('terraform', {
      provideHover: () => new vscode.Hover(${JSON.stringify(neighbourHover)}),
    }),
  );
};
`;

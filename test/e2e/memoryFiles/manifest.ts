import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkspaceFiles } from '../session';

/** Where the compiled extension is. */
export const memoryFiles = __dirname;

/** The description of the extension beside this file, with the files that it has. */
export function memoryFilesManifest(files: WorkspaceFiles): object {
  return {
    name: 'memory-files',
    publisher: 'test',
    version: '0.0.1',
    engines: { vscode: '^1.91.0' },
    main: './extension.js',
    browser: './extension.js',
    capabilities: { virtualWorkspaces: true },
    activationEvents: ['onFileSystem:memfs', 'onFileSystem:memro'],
    contributes: {
      commands: [
        { command: 'memoryFiles.listCodeActions', title: 'List Code Actions', category: 'Test' },
        { command: 'memoryFiles.emptyModule', title: 'Empty the Module', category: 'Test' },
      ],
    },
    files,
  };
}

/** The unpacked extension: the contents of its files, in a folder of its own. */
export function memoryFilesExtension(files: WorkspaceFiles): WorkspaceFiles {
  return {
    'test.memory-files-0.0.1/package.json': JSON.stringify(memoryFilesManifest(files)),
    'test.memory-files-0.0.1/extension.js': readFileSync(path.join(memoryFiles, 'extension.js'), 'utf8'),
  };
}

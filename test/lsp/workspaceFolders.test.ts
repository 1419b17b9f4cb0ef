// The deprecated ways to name a folder are what is tested here.
/* eslint-disable @typescript-eslint/no-deprecated */
import assert from 'node:assert/strict';
import type { InitializeParams } from 'vscode-languageserver';
import { WorkspaceFolders } from '../../server/src/lsp/workspaceFolders';

function foldersOf(params: Partial<InitializeParams>): WorkspaceFolders {
  return new WorkspaceFolders({ processId: null, rootUri: null, capabilities: {}, ...params });
}

describe('Workspace folders', () => {
  const workspaceFolders = [{ uri: 'file:///w/', name: 'w' }];
  const sources: readonly (readonly [Partial<InitializeParams>, readonly string[]])[] = [
    [{ workspaceFolders, rootUri: 'file:///r' }, ['file:///w']],
    [{ workspaceFolders: [], rootUri: 'file:///r', rootPath: '/p' }, ['file:///r']],
    [{ workspaceFolders: null, rootPath: '/home/me/my app' }, ['file:///home/me/my%20app']],
    [{ rootPath: 'C:\\app' }, ['file:///c%3A/app']],
    [{ rootPath: '\\\\server\\share\\app' }, ['file://server/share/app']],
    [{}, []],
  ];
  for (const [params, expected] of sources) {
    it(`of ${JSON.stringify(params)} are ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(foldersOf(params).opened(), expected);
    });
  }

  it('come and go', () => {
    const folders = foldersOf({ workspaceFolders });
    folders.change({ added: [{ uri: 'file:///x', name: 'x' }], removed: [{ uri: 'file:///w', name: 'w' }] });
    assert.deepEqual(folders.opened(), ['file:///x']);
    assert.equal(folders.limits(['file:///x/a/main.tf']), undefined);
  });

  it('are stood in for by the directories of open documents, and by nothing around those', () => {
    const folders = foldersOf({});
    const documents = ['file:///a/main.tf', 'file:///a/other.tf', 'file:///b/main.tf'];
    assert.deepEqual(folders.analysed(documents), ['file:///a', 'file:///b']);
    assert.deepEqual(folders.limits(documents), ['file:///a', 'file:///b']);
    assert.deepEqual(folders.opened(), []);
  });
});

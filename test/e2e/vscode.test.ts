import { describeExtensionHost } from './extensionHost';
import { findEditor } from './editor';
import { describeLanguageWindow } from './languageWindow';
import { describeOverviewWindow } from './overviewWindow';
import { describeStateWindow } from './stateWindow';
import { describeVirtualWorkspace } from './virtualWorkspace';
import { describeWebWindow } from './webWindow';
import { describeWindow } from './window';

/** Where the tests must run, and a missing editor is a failure: `HOLDFAST_E2E=required`. */
const required = process.env['HOLDFAST_E2E'] === 'required';

describe('the packed extension in a real VS Code', () => {
  const editor = findEditor();
  if (typeof editor === 'string') {
    it(`is tested where there is one: ${editor}`, function () {
      if (required) throw new Error(editor);
      this.skip();
    });
    return;
  }
  describeExtensionHost(editor);
  describeWindow(editor);
  describeOverviewWindow(editor);
  describeStateWindow(editor);
  describeLanguageWindow(editor);
  describeVirtualWorkspace(editor);
  describeWebWindow(editor);
});

import { EditorSession, type WorkspaceFiles } from '../session';
import type { Editor } from '../editor';
import { Workbench } from '../workbench';
import { Camera } from './camera';

/** Big type, and nothing that is not about the finding. */
const settings = {
  'breadcrumbs.enabled': false,
  'editor.cursorBlinking': 'solid',
  'editor.foldingHighlight': false,
  'editor.fontSize': 14,
  'editor.hover.above': false,
  'editor.lightbulb.enabled': 'off',
  'editor.matchBrackets': 'never',
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.overviewRulerBorder': false,
  'editor.parameterHints.enabled': false,
  'editor.quickSuggestions': { other: 'off', comments: 'off', strings: 'off' },
  'editor.renderLineHighlight': 'none',
  'editor.scrollbar.horizontal': 'hidden',
  'editor.scrollbar.vertical': 'hidden',
  'editor.stickyScroll.enabled': false,
  'editor.suggestOnTriggerCharacters': false,
  'remote.autoForwardPorts': false,
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

/** A window that poses, and who takes its picture. */
export interface Studio {
  readonly session: EditorSession;
  readonly workbench: Workbench;
  readonly camera: Camera;
}

/** Opens a workspace to take pictures of, which go below `folder`; `session.stop` must follow. */
export async function openStudio(
  editor: Editor,
  folder: string,
  files: WorkspaceFiles,
  more: Readonly<Record<string, unknown>> = {},
): Promise<Studio> {
  const session = await EditorSession.start(editor, {
    files,
    settings: { ...settings, ...more },
    pixelRatio: 2,
  });
  await session.open();
  return {
    session,
    workbench: new Workbench(session.page),
    camera: new Camera(session.page, folder),
  };
}

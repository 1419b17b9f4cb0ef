import { findEditor } from './editor';
import { picturesFolder } from './pictures/camera';
import { poseExample } from './pictures/exampleScenes';
import { shootFilm } from './pictures/film';
import { poseWorkspace } from './pictures/workspaceScenes';

/** Takes the pictures of the documentation anew: `npm run docs:pictures`. */
if (picturesFolder !== undefined) {
  const folder = picturesFolder;
  describe('pictures', function () {
    this.timeout(120_000);
    const editor = findEditor();
    if (typeof editor === 'string') throw new Error(editor);
    poseExample(editor, folder);
    poseWorkspace(editor, folder);
    shootFilm(editor, folder);
  });
}

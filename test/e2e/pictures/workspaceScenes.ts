import type { Editor } from '../editor';
import { overviewFiles } from '../overviewExample';
import { openStudio, type Studio } from './studio';

/** The pictures of a workspace with two root modules and a module that both call. */
export function poseWorkspace(editor: Editor, folder: string): void {
  describe('of a workspace', () => {
    let studio: Studio;

    before(async () => {
      studio = await openStudio(editor, folder, overviewFiles, { 'editor.codeLens': true });
      const { workbench } = studio;
      await workbench.openView('Holdfast');
      await workbench.sideBarRow('ami ← data.aws_ami.linux.id').first().click();
      await workbench.text.waitFor();
      await workbench.codeLens('Can replace 2 resources').waitFor();
    });

    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await studio.camera.take('.e2e/failed-picture.png');
    });

    after(async () => {
      await studio.session.stop();
    });

    it('the tree, and the lines above blocks', async () => {
      await studio.camera.take('docs/images/tree.png');
    });

    it('the places that a line above a block leads to', async () => {
      const { session, workbench, camera } = studio;
      await workbench.codeLens('Can replace 2 resources').click();
      await session.page.locator('.peekview-widget .monaco-list-row').first().waitFor();
      await workbench.hideSideBar();
      await camera.take('docs/images/code-lens.png');
      await session.page.keyboard.press('Escape');
    });

    it('the Problems panel, with the places that a value comes through', async () => {
      const { workbench, camera } = studio;
      await workbench.showProblems();
      await workbench.resizePanel(460);
      await workbench.problemRow('main.tf[Ln 9, Col 11]').first().waitFor();
      await camera.take('docs/images/problems.png');
    });

    it('fixes before they are applied', async () => {
      const { session, workbench, camera } = studio;
      await workbench.run('Holdfast: Apply Safe Fixes in Workspace');
      await workbench.resizePanel(240);
      const preview = session.page.locator('.bulk-edit-panel .monaco-list-row');
      await preview.nth(1).dblclick();
      // Only what is ticked is in the comparison.
      await preview.nth(1).getByRole('checkbox').click();
      await session.page
        .locator('.monaco-diff-editor .view-line', { hasText: 'ignore_changes' })
        .first()
        .waitFor();
      await camera.take('docs/images/fix-preview.png');
    });

    it('the picture of the paths', async () => {
      const { session, workbench, camera } = studio;
      await session.page.setViewportSize({ width: 1280, height: 480 });
      await workbench.button('Discard').click();
      await workbench.closePanel();
      await workbench.run('View: Close All Editors');
      await workbench.run('Holdfast: Show Replacement Paths');
      const page = workbench.webview();
      await page.locator('#choice').selectOption({ label: 'Whole workspace' });
      await page.locator('g.node.source').nth(3).waitFor();
      await page.locator('#fit').click();
      await camera.take('docs/images/paths.png');
      await session.page.setViewportSize({ width: 1280, height: 800 });
    });

    it('the state of the analysis', async () => {
      const { session, workbench, camera } = studio;
      await workbench.openView('Holdfast');
      await workbench.sideBarRow('ami ← data.aws_ami.linux.id').first().click();
      await workbench.showLanguageStatus();
      const { width, height } = session.page.viewportSize() ?? { width: 0, height: 0 };
      await camera.take('docs/images/status.png', {
        x: width - 560,
        y: height - 100,
        width: 560,
        height: 100,
      });
    });

    it('the settings', async () => {
      const { session, workbench, camera } = studio;
      await workbench.run('View: Close All Editors');
      await workbench.run('Preferences: Open Settings (UI)');
      await session.page.locator('.settings-editor .search-container .monaco-editor').first().click();
      await session.page.keyboard.type('@ext:holdfast.holdfast');
      await session.page.locator('.setting-item-contents', { hasText: 'Code Lens' }).waitFor();
      await session.page.locator('.settings-toc-wrapper').click();
      const box = await session.page.locator('.settings-editor').boundingBox();
      await camera.take('docs/images/settings.png', box ?? undefined);
    });

    it('the walkthrough', async () => {
      const { session, workbench, camera } = studio;
      await session.openEmptyWindow();
      await workbench.run('Holdfast: Get Started');
      await workbench.walkthroughSteps.nth(1).click();
      await workbench.walkthroughSteps.nth(1).getByRole('button', { name: 'Show Problems' }).waitFor();
      await camera.take('docs/images/walkthrough.png');
    });
  });
}

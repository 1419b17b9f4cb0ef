import type { Editor } from '../editor';
import { example, exampleState } from '../example';
import { openStudio, type Studio } from './studio';

/** The rows of the Problems panel for the finding, and for the data source under it: by place, not by words. */
const finding = '[Ln 42, Col 19]';
const source = 'main.tf[Ln 11, Col 1]';

const steps = 'client/media/welcome';

/** The pictures of one finding: the sample, alone in its window. */
export function poseExample(editor: Editor, folder: string): void {
  describe('of the example', () => {
    let studio: Studio;

    before(async () => {
      const more = { 'editor.codeLens': false, 'workbench.activityBar.location': 'hidden' };
      studio = await openStudio(
        editor,
        folder,
        { 'main.tf': example, 'terraform.tfstate': exampleState },
        more,
      );
      const { workbench } = studio;
      await studio.session.page.setViewportSize({ width: 1280, height: 860 });
      await workbench.openFile('main.tf');
      await workbench.hideSideBar();
      await workbench.showProblems();
      await workbench.resizePanel(165);
      await workbench.goToProblem(finding);
      await workbench.foldInnerBlocks();
      await workbench.expandProblem(finding, source);
      await workbench.goToLine(42, 19);
      await workbench.scrollUpTo('data "aws_ami"');
    });

    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await studio.camera.take('.e2e/failed-picture.png');
    });

    after(async () => {
      await studio.session.stop();
    });

    it('the whole story: the source, the argument, the message, and the way in between', async () => {
      const { workbench, camera } = studio;
      await workbench.showHover();
      await camera.take('docs/images/warning.png');
      await workbench.closeHover();
    });

    it('the menu of quick fixes', async () => {
      const { workbench, camera } = studio;
      await workbench.goToProblem(finding);
      await workbench.openQuickFixes();
      await camera.take('docs/images/quick-fixes.png');
      await workbench.closeMenu();
    });

    it('what hovering shows on an argument and on a data source', async () => {
      const { session, workbench, camera } = studio;
      await workbench.closePanel();
      await session.page.setViewportSize({ width: 960, height: 640 });
      await workbench.goToLine(42, 4);
      await workbench.showHover();
      await camera.take('docs/images/hover-argument.png');
      await workbench.closeHover();
      await workbench.goToLine(11, 8);
      await workbench.showHover();
      await camera.take('docs/images/hover-data-source.png');
      await workbench.closeHover();
    });

    it('the steps of the walkthrough', async () => {
      const { session, workbench, camera } = studio;
      await session.page.setViewportSize({ width: 680, height: 640 });
      await workbench.goToLine(42, 19);
      await workbench.scrollUpTo('data "aws_ami"');
      await camera.take(`${steps}/sample.png`);
      await workbench.showHover();
      await camera.take(`${steps}/warning.png`);
      await workbench.closeHover();
      await workbench.openQuickFixes();
      await camera.take(`${steps}/fix.png`);
      await workbench.closeMenu();
      await workbench.run('Holdfast: Show Replacement Paths');
      await workbench.webview().locator('g.node', { hasText: 'rds_access_ec2' }).waitFor();
      await workbench.run('View: Toggle Maximize Editor Group');
      await workbench.webview().locator('#fit').click();
      await camera.take(`${steps}/paths.png`);
    });
  });
}

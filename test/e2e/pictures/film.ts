import type { Editor } from '../editor';
import { deployedImage, exampleState } from '../example';
import { openStudio, type Studio } from './studio';

const pinned = `"${deployedImage}"`;
/** The reference in pieces, after each of which what is typed is valid. */
const reference = ['data', '.aws', '_ami', '.ba', 'se', '.id'];

const code = `data "aws_ami" "base" {
  most_recent = true
  owners      = ["amazon"]
}

resource "aws_instance" "web" {
  ami           = ${pinned}
  instance_type = "t3.micro"
}
`;

const state = exampleState.replaceAll('amazon_linux', 'base').replaceAll('rds_access_ec2', 'web');

/** The row of the Problems panel for the finding: by place, not by words. */
const finding = '[Ln 7, Col 19]';

/** From a pinned image to a reference, the warning, and the fix that pins it again: a film without a beginning. */
export function shootFilm(editor: Editor, folder: string): void {
  describe('of a warning and its fix', () => {
    let studio: Studio;

    before(async () => {
      const more = { 'editor.codeLens': false, 'workbench.activityBar.location': 'hidden' };
      studio = await openStudio(editor, folder, { 'main.tf': code, 'terraform.tfstate': state }, more);
      await studio.session.page.setViewportSize({ width: 800, height: 500 });
    });

    afterEach(async function () {
      if (this.currentTest?.state === 'failed') await studio.camera.take('.e2e/failed-picture.png');
    });

    after(async () => {
      await studio.session.stop();
    });

    it('moves', async () => {
      const { session, workbench, camera } = studio;
      const { keyboard } = session.page;
      await workbench.openFile('main.tf');
      await workbench.hideSideBar();
      await workbench.showProblems();
      await workbench.resizePanel(110);
      await workbench.goToLine(7, 19);
      await workbench.pointAway();
      await camera.film(1200);
      await keyboard.press('Shift+End');
      await camera.film(500);
      for (const letters of reference) {
        await keyboard.type(letters);
        await camera.film(110);
      }
      await workbench.problemRow(finding).waitFor();
      await camera.film(1500);
      await workbench.goToLine(7, 20);
      await workbench.showHover();
      await camera.film(4000);
      await workbench.closeHover();
      await workbench.openQuickFixes();
      await camera.film(2500);
      await workbench.chooseQuickFix(/^Pin ami to \S+ \(deployed now\)$/);
      await workbench.problems.getByText('No problems have been detected').waitFor();
      await camera.film(2500);
      await camera.develop('docs/images/fix.gif');
    });
  });
}

import type { FrameLocator, Locator, Page } from 'playwright-core';
import { until, when } from './waiting';

/** The workbench as a person uses it: by keys, and by what is on the screen. */
export class Workbench {
  constructor(private readonly page: Page) {}

  /** The text of the active editor as it is on the screen. */
  get text(): Locator {
    return this.page.locator('.editor-instance .view-lines');
  }

  /** The wavy lines under warnings. */
  get warningSquiggles(): Locator {
    return this.page.locator('.editor-instance .squiggly-warning');
  }

  /** The Problems panel, once `showProblems` opened it. */
  get problems(): Locator {
    return this.page.locator('.markers-panel');
  }

  /** The messages that popped up. */
  get notifications(): Locator {
    return this.page.locator('.notifications-toasts .notification-toast');
  }

  /** What the item behind the `{}` in the status bar says, once `showLanguageStatus` opened it. */
  get languageStatus(): Locator {
    return this.page.locator('.hover-language-status');
  }

  /** The steps of the open walkthrough. */
  get walkthroughSteps(): Locator {
    return this.page.locator('.getting-started-step');
  }

  /** Those of them that are ticked off. */
  get doneSteps(): Locator {
    return this.walkthroughSteps.filter({ has: this.page.locator('.codicon.complete') });
  }

  /** The address of the open step's picture, once it is on the screen and not one of `others`. */
  async loadedWalkthroughPicture(others: ReadonlySet<string>): Promise<string | undefined> {
    const pictures = await this.page.locator('.getting-started-media img').evaluateAll((images) =>
      (images as unknown as { currentSrc: string; naturalWidth: number }[]).map(
        ({ currentSrc: src, naturalWidth }) => ({
          src,
          naturalWidth,
        }),
      ),
    );
    return pictures.find(({ src, naturalWidth }) => naturalWidth > 0 && !others.has(src))?.src;
  }

  /** A button with exactly this name. */
  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Opens a file of the workspace's root from the Explorer. */
  async openFile(name: string): Promise<void> {
    // A double click: a single one opens a preview.
    await this.page.locator(`.explorer-folders-view .monaco-list-row[aria-label^="${name}"]`).dblclick();
    await this.text.waitFor();
  }

  /** Shows the Problems panel. */
  async showProblems(): Promise<void> {
    await this.press('Control+Shift+M');
    await this.problems.waitFor();
  }

  /** A row of the Problems panel: a file, a problem, or a place that belongs to a problem. */
  problemRow(text: string | RegExp): Locator {
    return this.problems.locator('.monaco-list-row', { hasText: text });
  }

  /** Puts the caret on the problem of a row of the Problems panel. */
  async goToProblem(text: string | RegExp): Promise<void> {
    await this.problemRow(text).first().dblclick();
    await this.focusEditor();
  }

  /** Shows the places that belong to a problem, in the Problems panel; `related` is text in one of them. */
  async expandProblem(problem: string, related: string): Promise<void> {
    if (await this.problemRow(related).isVisible()) return;
    await this.problemRow(problem).locator('.monaco-tl-twistie').click();
    await this.problemRow(related).waitFor();
    await this.pointAway();
  }

  /** Shows what a person sees when pointing at the caret's place, and gives its text. */
  async showHover(): Promise<string> {
    await this.press('Control+K', 'Control+I');
    await this.hoverContents.first().waitFor();
    return (await this.hoverContents.allInnerTexts()).join('\n');
  }

  /** Closes what `showHover` opened. */
  async closeHover(): Promise<void> {
    await this.press('Escape');
    await this.hoverContents.first().waitFor({ state: 'hidden' });
  }

  /** Folds the blocks within blocks of the active editor, so that all of the file is on the screen. */
  async foldInnerBlocks(): Promise<void> {
    await this.focusEditor();
    await this.press('Control+K', 'Control+2');
  }

  /** Scrolls up until a line above is the first on the screen; the caret stays. */
  async scrollUpTo(text: string): Promise<void> {
    await this.focusEditor();
    const line = this.text.locator('.view-line', { hasText: text });
    await until(`the line "${text}" to be on the screen`, async () => {
      const visible = await line.isVisible();
      await this.press('Control+ArrowUp');
      return when(visible);
    });
  }

  /** Gives the panel at the bottom a height, in pixels of the page. */
  async resizePanel(height: number): Promise<void> {
    const panel = await this.page.locator('.part.panel').boundingBox();
    const edges = await this.page.locator('.monaco-sash.horizontal').all();
    const boxes = await Promise.all(edges.map((edge) => edge.boundingBox()));
    const edge = boxes.find((box) => box !== null && panel !== null && Math.abs(box.y - panel.y) < 10);
    if (panel === null || edge === null || edge === undefined) throw new Error('The panel is not open.');
    const [x, y] = [edge.x + edge.width / 2, edge.y + edge.height / 2];
    await this.page.mouse.move(x, y);
    await this.page.mouse.down();
    await this.page.mouse.move(x, y + panel.height - height, { steps: 10 });
    await this.page.mouse.up();
    await this.pointAway();
  }

  /** Closes the panel at the bottom. */
  async closePanel(): Promise<void> {
    await this.press('Control+J');
    await this.page.locator('.part.panel').waitFor({ state: 'hidden' });
  }

  /** Puts the caret somewhere in the active editor; both count from 1. */
  async goToLine(line: number, column: number): Promise<void> {
    await this.focusEditor();
    await this.press('Control+G');
    await this.page.locator('.quick-input-widget input').fill(`:${String(line)}:${String(column)}`);
    await this.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await this.focusEditor();
  }

  /** Moves the mouse where it shows nothing: beside the tabs. */
  async pointAway(): Promise<void> {
    await this.page.mouse.move(300, 20);
  }

  /** Closes the menu that `openQuickFixes` opened. */
  async closeMenu(): Promise<void> {
    await this.press('Escape');
    await this.quickFixRows.first().waitFor({ state: 'hidden' });
  }

  /** Hides the Explorer. */
  async hideSideBar(): Promise<void> {
    await this.press('Control+B');
    await this.page.locator('.part.sidebar').waitFor({ state: 'hidden' });
  }

  /** Opens the menu of quick fixes at the caret, and gives the titles in it. */
  async openQuickFixes(): Promise<readonly string[]> {
    // On a busy machine the first press can come before the editor knows of the problem at its caret.
    await until('the menu of quick fixes', async () => {
      await this.focusEditor();
      await this.press('Control+.');
      const opened = this.quickFixRows.first().waitFor({ timeout: 3000 });
      return opened.then(
        () => true,
        () => undefined,
      );
    });
    return this.quickFixRows.allInnerTexts();
  }

  /** Takes an entry of the open menu of quick fixes. */
  async chooseQuickFix(title: string | RegExp): Promise<void> {
    // By keys: some versions lay an invisible shield over the menu, which a click would hit.
    const row = this.quickFixRows.filter({ hasText: title });
    await until(`the entry ${String(title)} to be focused`, async () => {
      // News of problems closes the menu, or a menu of before the news was open.
      if ((await row.count()) === 0) {
        await this.press('Escape');
        await this.openQuickFixes();
        return undefined;
      }
      if (/\bfocused\b/.test((await row.getAttribute('class')) ?? '')) return true;
      await this.press('ArrowDown');
      return undefined;
    });
    await this.press('Enter');
  }

  /** Takes the entry of a list that popped up; `text` is in its row. */
  async chooseFromList(text: string): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: text });
    await row.first().waitFor();
    await this.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Takes the last change back. */
  async undo(): Promise<void> {
    await this.focusEditor();
    await this.press('Control+Z');
  }

  /** Saves the active editor. */
  async save(): Promise<void> {
    await this.focusEditor();
    await this.press('Control+S');
    await this.page.locator('.tab.active.dirty').waitFor({ state: 'detached' });
  }

  /** Types at the end of the active editor's text. */
  async typeAtEnd(text: string): Promise<void> {
    await this.focusEditor();
    await this.press('Control+End');
    await this.page.keyboard.type(text);
  }

  /** Opens the list behind the `{}` in the status bar. */
  async showLanguageStatus(): Promise<void> {
    await this.page.locator('[id="status.languageStatus"]').click();
    await this.languageStatus.first().waitFor();
  }

  /** The side bar, once `openView` opened it. */
  get sideBar(): Locator {
    return this.page.locator('.part.sidebar');
  }

  /** Opens the view container of this name from the activity bar. */
  async openView(name: string): Promise<void> {
    // A number may lie on it, which takes the click as well.
    await this.activity(name).click({ force: true });
    await this.sideBar.waitFor();
  }

  /** The number at the icon of a view container. */
  badge(name: string): Locator {
    return this.activity(name).locator('..').locator('.badge-content');
  }

  /** A row of a tree in the side bar. */
  sideBarRow(text: string): Locator {
    return this.sideBar.locator('.monaco-list-row', { hasText: text });
  }

  /** A line between the lines of the active editor that can be clicked. */
  codeLens(text: string): Locator {
    return this.page.locator('.codelens-decoration a', { hasText: text });
  }

  /** The name of the tab in front. */
  async activeTab(): Promise<string> {
    return (await this.page.locator('.editor-group-container.active .tab.active').textContent()) ?? '';
  }

  /** Ticks or unticks an entry of the open list with check boxes. */
  async togglePick(label: string): Promise<void> {
    await this.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).click();
  }

  /** The page in the open panel. */
  webview(): FrameLocator {
    return this.page.frameLocator('iframe.webview').frameLocator('#active-frame');
  }

  /** What the open hover says; empty where none is open. */
  async hoverText(): Promise<string> {
    return (await this.hoverContents.allInnerTexts()).join('\n');
  }

  /** Waits until a message has popped up that contains `text`, and gives it. */
  async untilNotified(text: string | RegExp): Promise<Locator> {
    const notification = this.notifications.filter({ hasText: text });
    await notification.waitFor();
    return notification;
  }

  /** Runs a command by its title. */
  async run(command: string): Promise<void> {
    await this.choose(command);
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Types the path of a file into the open dialog that asks for one, and takes it. */
  async chooseFile(file: string): Promise<void> {
    const listed = (name: string) =>
      this.page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
    // Until it has read the folder that it begins with, the dialog writes into its field itself.
    await listed('..');
    await this.page.locator('.quick-input-widget input[type="text"]').fill(file);
    await listed(file.slice(file.lastIndexOf('/') + 1));
    await this.press('Enter');
  }

  /** Presses a button of the dialog in the middle of the window. */
  async pressInDialog(button: string): Promise<void> {
    await this.page.locator('.monaco-dialog-box .monaco-button', { hasText: button }).click();
  }

  /** Runs a command that asks something, and waits for the question, which has this title. */
  async runToQuestion(command: string, title: string): Promise<void> {
    await this.choose(command);
    await this.page.locator('.quick-input-title', { hasText: title }).waitFor();
  }

  /** The commands that the palette lists for this title. */
  async listedCommands(title: string): Promise<readonly string[]> {
    await this.press('F1');
    await this.page.locator('.quick-input-widget input').fill(`>${title}`);
    const rows = this.page.locator('.quick-input-list .monaco-list-row');
    // It says so in a row where it has none.
    await rows.first().waitFor();
    const titles = await rows.allInnerTexts();
    await this.press('Escape');
    return titles.filter((row) => row.includes(title));
  }

  private async choose(command: string): Promise<void> {
    const row = this.page.locator('.quick-input-list .monaco-list-row', { hasText: command });
    // A window that was just opened may not take keys yet, and its list may lack what extensions bring.
    await until(`the command "${command}"`, async () => {
      await this.press('F1');
      const input = this.page.locator('.quick-input-widget input');
      const listed = input
        .fill(`>${command}`, { timeout: 3000 })
        .then(() => row.first().waitFor({ timeout: 3000 }))
        .then(
          () => true,
          () => undefined,
        );
      if (!(await listed)) await this.press('Escape');
      return listed;
    });
    await this.press('Enter');
  }

  /** The number of differently coloured kinds of text in the lines on the screen. */
  async colours(): Promise<number> {
    return new Set((await this.text.innerHTML()).match(/\bmtk\d+\b/g)).size;
  }

  private activity(name: string): Locator {
    return this.page.locator(`.activitybar .action-label[aria-label^="${name}"]`);
  }

  private get hoverContents(): Locator {
    return this.page.locator('.monaco-hover:not(.hidden) .hover-contents');
  }

  private async focusEditor(): Promise<void> {
    await this.press('Control+1');
    await this.page.locator('.editor-instance .monaco-editor.focused').waitFor();
  }

  private get quickFixRows(): Locator {
    return this.page.locator('.action-widget .monaco-list-row.action');
  }

  private async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }
}

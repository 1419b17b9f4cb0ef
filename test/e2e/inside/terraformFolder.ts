import { strict as assert } from 'node:assert';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type * as vscode from 'vscode';
import { until, when } from '../waiting';

/** The editor's programming interface, as the extension host hands it out. */
export type VSCode = typeof vscode;

/** One folder with a configuration, seen through the editor: what a user could do there, and see. */
export class TerraformFolder {
  /** `directory` is its path on disk, within the workspace. */
  constructor(
    readonly api: VSCode,
    private readonly directory: string,
  ) {}

  /** The file `name` in the form the editor names it. */
  uri(name: string): vscode.Uri {
    return this.api.Uri.file(path.join(this.directory, name));
  }

  /** Writes a file as another program would. */
  write(name: string, text: string): void {
    writeFileSync(path.join(this.directory, name), text);
  }

  /** Deletes a file as another program would. */
  delete(name: string): void {
    rmSync(path.join(this.directory, name));
  }

  /** What is on disk; fails where there is no such file. */
  read(name: string): string {
    assert.ok(existsSync(path.join(this.directory, name)), `${name} is not there`);
    return readFileSync(path.join(this.directory, name), 'utf8');
  }

  /** Shows a file in an editor. */
  async open(name: string): Promise<vscode.TextEditor> {
    return this.api.window.showTextDocument(await this.api.workspace.openTextDocument(this.uri(name)));
  }

  /** What is selected in the active editor; empty where there is none. */
  selectedText(): string {
    const editor = this.api.window.activeTextEditor;
    return editor?.document.getText(editor.selection) ?? '';
  }

  /** What the editor shows for a file at this moment. */
  problems(name: string): readonly vscode.Diagnostic[] {
    return this.api.languages.getDiagnostics(this.uri(name));
  }

  /** Waits until the editor shows exactly `count` problems in a file, and gives them. */
  async untilProblems(name: string, count: number): Promise<readonly vscode.Diagnostic[]> {
    return until(
      `${String(count)} problems in ${name}`,
      () => {
        const problems = this.problems(name);
        return problems.length === count ? problems : undefined;
      },
      () => `It has ${JSON.stringify(this.problems(name))}`,
    );
  }

  /** Waits for the only problem in a file, and gives it. */
  async theProblem(name: string): Promise<vscode.Diagnostic> {
    const [problem] = await this.untilProblems(name, 1);
    assert.ok(problem !== undefined);
    return problem;
  }

  /** What the editor shows when the mouse rests on the first `needle` of a file, from all extensions. */
  async hover(name: string, needle: string): Promise<string> {
    const document = await this.api.workspace.openTextDocument(this.uri(name));
    const at = document.getText().indexOf(needle);
    assert.ok(at >= 0, `${needle} is not in ${name}`);
    const hovers = await this.api.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      this.uri(name),
      document.positionAt(at),
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) =>
        content instanceof this.api.MarkdownString ? content.value : JSON.stringify(content),
      )
      .join('\n');
  }

  /** The lines that the editor shows between those of a file, by their words. */
  async codeLenses(name: string): Promise<ReadonlyMap<string, vscode.Command>> {
    const lenses = await this.api.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      this.uri(name),
    );
    return new Map(
      lenses.flatMap(({ command }) => (command === undefined ? [] : [[command.title, command]])),
    );
  }

  /** Runs a command of ours as the palette does. */
  async run(command: string, ...parameters: readonly unknown[]): Promise<void> {
    await this.api.commands.executeCommand(`holdfast.${command}`, ...parameters);
  }

  /** The quick fixes that the editor offers at a problem. */
  async quickFixes(name: string, problem: vscode.Diagnostic): Promise<readonly vscode.CodeAction[]> {
    return this.api.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      this.uri(name),
      problem.range,
      this.api.CodeActionKind.QuickFix.value,
    );
  }

  /**
   * Opens a file, applies the one quick fix whose title matches to its only problem, waits until the problem is
   * gone, saves, and gives what is on disk then.
   */
  async fix(name: string, title: RegExp): Promise<string> {
    const { document } = await this.open(name);
    const actions = await this.quickFixes(name, await this.theProblem(name));
    const matching = actions.filter((action) => title.test(action.title));
    const offered = actions.map((action) => action.title).join(', ');
    assert.equal(matching.length, 1, `One quick fix should match ${String(title)}, of: ${offered}`);
    const edit = matching[0]?.edit;
    assert.ok(edit !== undefined, 'The quick fix carries no edit.');
    assert.ok(await this.api.workspace.applyEdit(edit), 'The editor refused the edit.');
    await this.untilProblems(name, 0);
    assert.ok(await document.save(), 'The editor did not save.');
    await until('the saved file to be on disk', () => when(this.read(name) === document.getText()));
    return this.read(name);
  }
}

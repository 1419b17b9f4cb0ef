import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Editor } from './editor';
import { resultsVariable, type ScenarioResult } from './inside/scenario';
import { scenarios } from './inside/scenarios';
import { EditorSession, type WorkspaceFiles } from './session';

/** The compiled code that runs inside, which the editor loads as an extension under development. */
const inside = path.join(__dirname, 'inside');

/** How long all scenarios together may take, in milliseconds. */
const runLimit = 240_000;

/**
 * The tests that use the editor's programming interface: they run in its extension host, beside the installed
 * extension, and report here.
 */
export function describeExtensionHost(editor: Editor): void {
  describe('its extension host', () => {
    let results: ReadonlyMap<string, ScenarioResult> = new Map();

    before(async function () {
      this.timeout(runLimit + 60_000);
      results = await runScenarios(editor);
    });

    for (const { title } of scenarios) {
      it(title, () => {
        const result = results.get(title);
        if (result === undefined) throw new Error('The editor never came to this test.');
        if (result.error !== undefined) throw new Error(result.error);
      });
    }
  });
}

async function runScenarios(editor: Editor): Promise<ReadonlyMap<string, ScenarioResult>> {
  writeFileSync(
    path.join(inside, 'package.json'),
    JSON.stringify({ name: 'tests', publisher: 'holdfast', version: '0.0.0', engines: { vscode: '*' } }),
  );
  const folder = await mkdtemp(path.join(tmpdir(), 'hf-results-'));
  const results = path.join(folder, 'results');
  try {
    const session = await EditorSession.start(editor, {
      files: scenarioFiles(),
      environment: { [resultsVariable]: results },
      runsTests: true,
    });
    try {
      await runInside(session);
    } finally {
      await session.stop();
    }
    return readResults(results);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function scenarioFiles(): WorkspaceFiles {
  const files = scenarios.flatMap((scenario) =>
    Object.entries(scenario.files).map(([name, text]) => [`${scenario.folder}/${name}`, text] as const),
  );
  return Object.fromEntries(files);
}

/** Resolves when the window says that the run has ended, or when it should have. */
async function runInside(session: EditorSession): Promise<void> {
  let exit = (): void => undefined;
  const ended = new Promise<void>((resolve) => {
    exit = resolve;
  });
  // The workbench calls these two in its page, if they are there.
  await session.page.exposeFunction('codeAutomationExit', () => {
    exit();
  });
  await session.page.exposeFunction('codeAutomationLog', () => undefined);
  await session.open([
    ['extensionDevelopmentPath', session.remoteUri(inside)],
    ['extensionTestsPath', session.remoteUri(path.join(inside, 'run.js'))],
  ]);
  const limit = setTimeout(exit, runLimit);
  await ended;
  clearTimeout(limit);
}

function readResults(file: string): ReadonlyMap<string, ScenarioResult> {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const results = lines.map((line) => JSON.parse(line) as ScenarioResult);
  return new Map(results.map((result) => [result.title, result]));
}

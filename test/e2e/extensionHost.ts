import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Editor } from './editor';
import { resultsVariable, setVariable, type ScenarioResult } from './inside/scenario';
import { scenarioSets, type ScenarioSet } from './inside/scenarios';
import { neighbourVsix } from './neighbour';
import { EditorSession, type SessionOptions, type WorkspaceFiles } from './session';

/** The compiled code that runs inside, which the editor loads as an extension under development. */
const inside = path.join(__dirname, 'inside');

/** How long all scenarios together may take, in milliseconds. */
const runLimit = 240_000;

/** How the editor is started for each set of scenarios. */
const sessions: Readonly<Record<ScenarioSet, (folder: string) => Omit<SessionOptions, 'files'>>> = {
  'one folder': () => ({}),
  'several folders, not trusted': (folder) => ({
    workspaceFile: 'all.code-workspace',
    neighbours: [neighbourVsix(folder)],
    asksForTrust: true,
    settings: {
      'security.workspace.trust.enabled': true,
      'security.workspace.trust.startupPrompt': 'never',
      'security.workspace.trust.untrustedFiles': 'open',
      'files.readonlyInclude': { '**/readonly/**': true },
    },
  }),
};

/**
 * The tests that use the editor's programming interface: they run in its extension host, beside the installed
 * extension, and report here.
 */
export function describeExtensionHost(editor: Editor): void {
  for (const set of Object.keys(sessions) as ScenarioSet[]) {
    describe(`its extension host (${set})`, () => {
      let results: ReadonlyMap<string, ScenarioResult> = new Map();

      before(async function () {
        this.timeout(runLimit + 60_000);
        results = await runScenarios(editor, set);
      });

      for (const { title } of scenarioSets[set]) {
        it(title, () => {
          const result = results.get(title);
          if (result === undefined) throw new Error('The editor never came to this test.');
          if (result.error !== undefined) throw new Error(result.error);
        });
      }
    });
  }
}

async function runScenarios(editor: Editor, set: ScenarioSet): Promise<ReadonlyMap<string, ScenarioResult>> {
  writeFileSync(
    path.join(inside, 'package.json'),
    JSON.stringify({
      name: 'tests',
      publisher: 'holdfast',
      version: '0.0.0',
      engines: { vscode: '*' },
      capabilities: { untrustedWorkspaces: { supported: true } },
    }),
  );
  const folder = await mkdtemp(path.join(tmpdir(), 'hf-results-'));
  const results = path.join(folder, 'results');
  try {
    const session = await EditorSession.start(editor, {
      ...sessions[set](folder),
      files: scenarioFiles(set),
      environment: { [resultsVariable]: results, [setVariable]: set },
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

function scenarioFiles(set: ScenarioSet): WorkspaceFiles {
  const files = scenarioSets[set].flatMap((scenario) =>
    Object.entries(scenario.files).map(([name, text]) => [`${scenario.folder}/${name}`, text] as const),
  );
  const folders = scenarioSets[set].map(({ folder }) => ({ path: folder }));
  return { ...Object.fromEntries(files), 'all.code-workspace': JSON.stringify({ folders }) };
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

import type { Finding, Fix, Note } from '../../server/src/analysis/finding';
import type { RehearsalHost } from '../../server/src/analysis/fixRehearsal';
import type { AnalysedFile, AnalysisRequest, Snapshot } from '../../server/src/analysis/host';
import { LineIndex } from '../../server/src/base/lineIndex';
import type { Logger } from '../../server/src/base/logger';
import type { ClientFeatures } from '../../server/src/lsp/clientFeatures';
import type { Timer } from '../../server/src/lsp/environment';

/** A clock that stands still until it is told to go on. */
export class FakeTimer implements Timer {
  private time = 0;
  private readonly alarms = new Set<{ readonly at: number; readonly callback: () => void }>();

  now(): number {
    return this.time;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const alarm = { at: this.time + milliseconds, callback };
    this.alarms.add(alarm);
    return () => this.alarms.delete(alarm);
  }

  /** Lets time pass, and whatever follows from the alarms that go off. */
  async advance(milliseconds: number): Promise<void> {
    this.time += milliseconds;
    for (const alarm of [...this.alarms]) {
      if (alarm.at > this.time) continue;
      this.alarms.delete(alarm);
      alarm.callback();
    }
    await eventLoopTurn();
  }
}

/** Resolves when everything that was ready to run has run. */
export function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Keeps what is logged. */
export class MemoryLogger implements Logger {
  readonly infos: string[] = [];
  readonly warnings: string[] = [];
  readonly errors: string[] = [];

  info(message: string): void {
    this.infos.push(message);
  }

  warn(message: string): void {
    this.warnings.push(message);
  }

  error(message: string): void {
    this.errors.push(message);
  }
}

/** An analysis that began and ends when the test says so. */
export interface RunningAnalysis {
  readonly request: AnalysisRequest;
  finish(snapshot: Snapshot): Promise<void>;
  fail(error: Error): Promise<void>;
}

/** An engine whose analyses wait for the test. */
export class ManualHost {
  readonly runs: RunningAnalysis[] = [];

  analyse(request: AnalysisRequest): Promise<Snapshot> {
    return new Promise((resolve, reject) => {
      this.runs.push({
        request,
        finish: (snapshot) => {
          resolve(snapshot);
          return eventLoopTurn();
        },
        fail: (error) => {
          reject(error);
          return eventLoopTurn();
        },
      });
    });
  }

  /** The newest analysis; fails where there is none. */
  last(): RunningAnalysis {
    const run = this.runs.at(-1);
    if (run === undefined) throw new Error('No analysis has begun');
    return run;
  }
}

/** A client that understands everything. */
export const allFeatures: ClientFeatures = {
  configurationPull: true,
  configurationRegistration: true,
  watchedFilesRegistration: true,
  workspaceFolders: true,
  fileOperations: true,
  relatedInformation: true,
  diagnosticVersion: true,
  codeDescription: true,
  diagnosticData: true,
  codeActions: true,
  preferredCodeActions: true,
  versionedEdits: true,
  snippetEdits: true,
  changeAnnotations: false,
  applyEdit: true,
  hoverMarkdown: true,
  codeLens: true,
  codeLensRefresh: true,
  statusNotifications: true,
  newestImages: true,
  trusted: true,
  guidance: true,
  files: false,
};

/** A file as the analysis saw it. */
export function analysedFile(uri: string, text: string, version?: number): AnalysedFile {
  return { uri, text, lines: new LineIndex(text), version };
}

/** What a test snapshot holds; everything may be left out. */
export interface SnapshotParts {
  readonly files?: readonly AnalysedFile[];
  readonly findings?: readonly Finding[];
  readonly notes?: readonly Note[];
  readonly fixes?: (finding: Finding) => readonly Fix[];
}

/** A snapshot of these parts. */
export function snapshotOf({ files = [], findings = [], notes = [], fixes }: SnapshotParts): Snapshot {
  return {
    findings,
    notes,
    broken: new Set(notes.filter(({ kind }) => kind === 'syntax-error').map(({ uri }) => uri)),
    files: files.length,
    modules: 1,
    file: (uri) => files.find((file) => file.uri === uri),
    fixesFor: (finding) => Promise.resolve(fixes?.(finding) ?? []),
    pinnedTo: () => Promise.resolve(undefined),
    obstacleIn: () => undefined,
    factsAt: () => Promise.resolve(undefined),
    hclJson: () => Promise.resolve(undefined),
  };
}

/** A host for trying out fixes: it finds what `snapshot` does, and nothing once it is told of another text. */
export function forkOf(snapshot: Snapshot): RehearsalHost {
  let isChanged = false;
  return {
    setDocument: () => {
      isChanged = true;
    },
    analyse: () => Promise.resolve(isChanged ? { ...snapshot, findings: [] } : snapshot),
  };
}

/** The finding that the text `needle` in `file` gives rise to. */
export function findingAt(file: AnalysedFile, needle: string, parts: Partial<Finding> = {}): Finding {
  const range = rangeOf(file, needle);
  const root = file.uri.slice(0, file.uri.lastIndexOf('/'));
  const path = [{ uri: file.uri, range, label: 'data.aws_ami.latest', message: 'Here it starts.' }];
  return {
    rule: 'drifting-replacement',
    severity: 'warning',
    certainty: 'certain',
    address: 'aws_instance.web',
    module: root,
    attribute: 'ami',
    source: 'data.aws_ami.latest',
    sourceAttribute: 'id',
    volatility: 'latest',
    consequence: 'rebuild',
    uri: file.uri,
    range,
    summary: 'It will be replaced.',
    effect: 'Here it ends.',
    details: ['Nothing is kept.'],
    message: 'It will be replaced. Here it ends. Nothing is kept.',
    callers: [],
    alsoReplaces: [],
    roots: [root],
    declaration: { uri: file.uri, range },
    path,
    ways: [{ root, caller: '', path }],
    fixes: ['ignore-changes'],
    ...parts,
  };
}

/** A safe fix that replaces `needle` in `file`. */
export function fixAt(file: AnalysedFile, needle: string, newText: string, parts: Partial<Fix> = {}): Fix {
  return {
    id: 'ignore-changes',
    title: `Replace ${needle}`,
    applicability: 'safe',
    cost: 'Nothing.',
    files: [{ uri: file.uri, edits: [{ range: rangeOf(file, needle), newText }] }],
    ...parts,
  };
}

function rangeOf(file: AnalysedFile, needle: string): { readonly start: number; readonly end: number } {
  const start = file.text.indexOf(needle);
  if (start < 0) throw new Error(`"${needle}" is not in ${file.uri}`);
  return { start, end: start + needle.length };
}

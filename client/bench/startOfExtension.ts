/**
 * How long the editor waits for the extension when it starts it: loading the bundle, and `activate` until it returns, in
 * a new process each time, as in the editor. The editor itself is a stand-in that answers at once, so that what the
 * editor does in between is not in the figure; *Developer: Show Running Extensions* has it with that.
 */
import { execFileSync } from 'node:child_process';
import Module from 'node:module';
import path from 'node:path';

const starts = 15;
/** What we promise, in milliseconds. */
const target = 50;

const bundle = path.resolve('dist/client/extension.js');
/** Loaded after `activate` has returned, when the server is started. */
const library = path.resolve('dist/client/languageClient.js');

interface Extension {
  activate(context: unknown): void;
}

/** Has every property, and can be called and constructed; gives another one of its kind each time. */
function standIn(): unknown {
  const answer: object = new Proxy(Object, {
    // The bundle reads the editor's interface through an object that inherits from the same as this one.
    getPrototypeOf: () => answer,
    get: (target, name) => {
      if (name === 'prototype') return target.prototype;
      // As a list it is an empty one.
      if (name === Symbol.iterator) return Array.prototype[Symbol.iterator].bind([]);
      return name === 'then' ? undefined : answer;
    },
    set: () => true,
    apply: () => answer,
    construct: () => answer,
  });
  return answer;
}

/** Prints how long one start takes, and loading the library after it, in milliseconds. */
function startOnce(): void {
  const vscode = standIn();
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = loader._load.bind(Module);
  loader._load = (request, ...rest) => (request === 'vscode' ? vscode : load(request, ...rest));
  const began = performance.now();
  const extension = load(bundle) as Extension;
  extension.activate(vscode);
  const activated = performance.now();
  load(library);
  console.log(JSON.stringify([activated - began, performance.now() - activated]));
  process.exit();
}

function median(times: readonly number[]): string {
  return ([...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? NaN).toFixed(1);
}

if (process.argv[2] === 'once') startOnce();
const times = Array.from({ length: starts }, () => {
  const output = execFileSync(process.execPath, [__filename, 'once'], { encoding: 'utf8' });
  return JSON.parse(output) as [number, number];
});
console.log(
  `start of the extension, ${String(starts)} starts: median ${median(times.map(([start]) => start))} ms` +
    ` (target: below ${String(target)} ms); its language client after that: ${median(times.map(([, rest]) => rest))} ms`,
);

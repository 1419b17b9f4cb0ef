/**
 * How long after a keystroke the editor shows its consequence: from `textDocument/didChange` sent to
 * `textDocument/publishDiagnostics` received, by a real server over stdio on the example.
 */
import { join } from 'node:path';
import { LspClient, uriOf } from '../../test/support/lspClient';

const edits = 50;
/** Edits that only warm up the process, as the first seconds of a working day do. */
const warmUp = 5;
/** The median that we promise, in milliseconds. */
const target = 100;

const folder = join(__dirname, '../../../examples/nothing-changed');
const values = ['most_recent = true', 'most_recent = false'] as const;

async function main(): Promise<void> {
  const client = await LspClient.start({ folders: [folder] });
  const uri = uriOf(join(folder, 'main.tf'));
  await client.open(uri);
  await client.settled();

  const times: number[] = [];
  for (let edit = 0; edit < warmUp + edits; edit++) {
    // Every edit turns the finding off or on, so that every edit has something to publish.
    const [from, to] = edit % 2 === 0 ? values : [values[1], values[0]];
    client.forget();
    const began = performance.now();
    await client.type(uri, from, to);
    await client.until('diagnostics', () => client.published.length > 0);
    if (edit >= warmUp) times.push(performance.now() - began);
  }
  await client.stop();

  times.sort((one, other) => one - other);
  const at = (part: number): string => (times[Math.ceil(times.length * part) - 1] ?? NaN).toFixed(1);
  console.log(
    `edit to diagnostic, ${String(edits)} edits: median ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${at(1)} ms` +
      ` (target: median below ${String(target)} ms)`,
  );
}

void main();

/** `npm run facts:force-new`: a provider's source → its table, and the figures about it. Not shipped. */
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { readVerdicts } from './check/verdicts';
import type { ForceNewFile } from '../src/models/forceNewTable';
import { loadGoParser } from './go/grammar';
import { type Options, readOptions } from './options';
import { readProvider } from './read/provider';
import { providerSources } from './register/providers';
import { documentOf } from './report/document';
import { type ProviderReport, reportOf } from './report/report';
import { readSample } from './report/sample';
import { extending, fileText, tableOf } from './table/file';

const reports = 'server/facts/report/figures';
const verdicts = 'server/facts/check/verdicts.json';
const sample = 'server/facts/check/sample.json';
const notes = 'server/facts/report/notes.md';
const page = 'docs/facts.md';

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Writes the page about all providers from the figures that were kept. */
function writeDocument(): void {
  const order = providerSources.map((source) => source.id);
  const all = readdirSync(reports)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(path.join(reports, name), 'utf8')) as ProviderReport)
    .sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
  write(page, documentOf(all, readSample(sample), existsSync(notes) ? readFileSync(notes, 'utf8') : ''));
}

async function generate(options: Options): Promise<number> {
  const source = providerSources.find((one) => one.id === options.provider);
  if (!source)
    throw new Error(`${options.provider} is none of ${providerSources.map((one) => one.id).join(', ')}`);
  const parser = await loadGoParser();
  const readings = options.trees.map((tree) => readProvider(parser, source, tree));
  const failed = readings.flatMap((reading) =>
    reading.failed.map((one) => ({ ...one, version: reading.version })),
  );
  if (failed.length > 0) {
    for (const { type, why, version } of failed) process.stderr.write(`${version} ${type}: ${why}\n`);
    process.stderr.write(`${String(failed.length)} registered types have no row; nothing was written.\n`);
    return 1;
  }
  const whole = tableOf(source.address, readings);
  const base = options.extends;
  const table =
    base === undefined
      ? whole
      : extending(
          whole,
          JSON.parse(readFileSync(path.join(options.out, `${base}.json`), 'utf8')) as ForceNewFile,
          base,
        );
  const text = fileText(table);
  write(path.join(options.out, `${source.id}.json`), text);
  const report = reportOf(
    source,
    readings,
    options.trees,
    Buffer.byteLength(text),
    readVerdicts(verdicts, source.id),
  );
  write(path.join(reports, `${source.id}.json`), `${JSON.stringify(report, undefined, 1)}\n`);
  writeDocument();
  const last = report.versions.at(-1);
  process.stdout.write(
    `${source.id}: ${String(last?.types)} types, ${String(last?.forceNew)} entries, ${String(report.bytes)} bytes\n`,
  );
  return 0;
}

async function main(): Promise<void> {
  try {
    process.exitCode = await generate(readOptions(process.argv.slice(2)));
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}

void main();

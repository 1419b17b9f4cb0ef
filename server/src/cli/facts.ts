import { pathToFileURL } from 'node:url';
import { allFacts, type AllFacts } from '../analysis/allFacts';
import { describeType } from '../analysis/describedFacts';
import { KnownFacts, type KnownFactsEnvironment } from '../analysis/knownFacts';
import { typeText } from '../analysis/typeText';
import { baseName, canonicalUri } from '../base/uri';
import { exitCodes, type ExitCode } from './exitCode';
import type { FactsOptions } from './options';
import { UsageError } from './usageError';

/** What a question for facts needs. */
export interface FactsRequest extends KnownFactsEnvironment {
  /** The directory whose project file counts. */
  readonly directory: string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/**
 * Prints what is known of a type, or everything. Throws `UsageError` for a type that is not known. A project file
 * that is wrong is said so, and makes the exit code that of a wrong configuration.
 */
export async function printFacts(options: FactsOptions, request: FactsRequest): Promise<ExitCode> {
  const directory = canonicalUri(pathToFileURL(request.directory).href) ?? '';
  const known = await KnownFacts.for(directory, request);
  const { type, format } = options;
  if (type === undefined) {
    const facts = await allFacts(known);
    request.write(format === 'json' ? toJson(facts) : countsText(facts));
  } else {
    const found = await known.of(type);
    if (found === undefined) throw new UsageError(unknownType(type, await known.near(type)));
    const described = describeType(found);
    request.write(format === 'json' ? toJson({ type, ...described }) : typeText(type, described));
  }
  return reportProject(known, request);
}

function reportProject({ project }: KnownFacts, { writeError }: FactsRequest): ExitCode {
  for (const { uri, range, message } of project?.notes ?? []) {
    const { line, character } = project?.lines.positionAt(range.start) ?? { line: 0, character: 0 };
    writeError(`holdfast: ${baseName(uri)}:${String(line + 1)}:${String(character + 1)}: ${message}\n`);
  }
  return (project?.notes.length ?? 0) > 0 ? exitCodes.usage : exitCodes.clean;
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function unknownType(type: string, near: readonly string[]): string {
  const hint = near.length > 0 ? ` Near it: ${near.join(', ')}.` : '';
  return `Nothing is known of a type “${type}”.${hint}`;
}

/** How much is known, provider by provider. */
function countsText({ forceNew, sources, neutral }: AllFacts): string {
  const header = ['provider', 'version', 'resource types', 'force-new arguments', 'conditional'];
  const rows = Object.entries(forceNew).map(([provider, { version, resources }]) => {
    const types = Object.values(resources);
    const count = (of: (row: (typeof types)[number]) => readonly string[]) =>
      String(types.reduce((sum, row) => sum + of(row).length, 0));
    return [
      provider,
      version,
      String(types.length),
      count((row) => row.forceNew),
      count((row) => row.conditional),
    ];
  });
  const table = [header, ...rows];
  const widths = header.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)));
  const lines = table.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const drifting = Object.keys(sources).length;
  const dataSources = `${String(drifting)} data source types can drift, ${String(neutral.length)} do not.`;
  return `${lines.join('\n')}\n\n${dataSources}\nEach fact: --format json. One type: holdfast facts TYPE.\n`;
}

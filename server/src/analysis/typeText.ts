import { say, sentences } from '../base/language';
import type {
  DescribedArgument,
  DescribedDataSource,
  DescribedResource,
  DescribedSource,
  DescribedType,
} from './describedFacts';

/** What is known of a type name, for people. */
export function typeText(type: string, { resources, dataSource }: DescribedType): string {
  const parts = [
    ...resources.map((resource) => resourceLines(type, resource)),
    ...(dataSource === undefined ? [] : [dataSourceLines(type, dataSource)]),
  ];
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function resourceLines(type: string, resource: DescribedResource): readonly string[] {
  const { provider, versionsRead, arguments: all, updatable, consequence, costs, readIn } = resource;
  const width = Math.max(0, ...all.map(({ attribute }) => attribute.length));
  return [
    `${header('resource', type, provider)}${versionsWords(versionsRead)}`,
    `  ${sentences([say`Consequence of a replacement: ${consequence}.`, ...costs])}`,
    all.length > 0
      ? `  ${say`It is replaced when one of these changes:`}`
      : `  ${say`No argument is known to force replacement.`}`,
    ...all.map((argument) => `    ${`${argument.attribute.padEnd(width)}  ${remarks(argument)}`.trimEnd()}`),
    ...updatable.map((path) => `  ${say`Not, as holdfast.yaml says, when this does: ${path}`}`),
    `  ${say`Read in: ${readIn}`}`,
  ];
}

function versionsWords(versions: readonly string[]): string {
  return versions.length > 0 ? say`, as read in ${versions.join(', ')}` : '';
}

function header(kind: string, type: string, provider: string): string {
  return say`${`${kind} "${type}"`} of ${provider}`;
}

function remarks({ covers, condition, since, until, isProject }: DescribedArgument): string {
  return [
    ...(covers === 'count' ? [say`the number of blocks`] : []),
    ...(covers === 'children' ? [say`the blocks and all in them`] : []),
    ...(condition === undefined ? [] : [condition]),
    ...(since === undefined ? [] : [say`since ${since} at the latest`]),
    ...(until === undefined ? [] : [say`up to ${until} at least`]),
    ...(isProject ? [say`says the project file`] : []),
  ].join(say`; `);
}

function dataSourceLines(type: string, source: DescribedDataSource): readonly string[] {
  const { provider, readIn, rows } = source;
  return [
    header('data', type, provider),
    ...(rows.length > 0 ? rows.flatMap(sourceLines) : [`  ${say`Looked at: it does not drift.`}`]),
    `  ${say`Read in: ${readIn}`}`,
  ];
}

function sourceLines(row: DescribedSource): readonly string[] {
  const { volatility, because, when, unless, drifting, stable, echoes, pin } = row;
  const lines: readonly (readonly [string, string | undefined])[] = [
    [say`drifts where`, when],
    [say`pinned where`, unless],
    [say`drifting attributes`, drifting.join(', ').replace('*', say`all that it computes`)],
    [say`stable attributes`, stable.join(', ')],
    [say`attributes that repeat arguments`, echoes.join(', ')],
    [say`to pin it`, pin],
  ];
  const said = lines.filter(([, words]) => words !== undefined && words !== '');
  return [`  ${volatility}: ${because}`, ...said.map(([name, words = '']) => `    ${name}: ${words}`)];
}

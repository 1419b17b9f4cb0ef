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
    `resource "${type}" of ${provider}${versionsWords(versionsRead)}`,
    `  Consequence of a replacement: ${consequence}. ${costs.join(' ')}`,
    all.length > 0
      ? '  It is replaced when one of these changes:'
      : '  No argument is known to force replacement.',
    ...all.map((argument) => `    ${`${argument.attribute.padEnd(width)}  ${remarks(argument)}`.trimEnd()}`),
    ...updatable.map((path) => `  Not, as holdfast.yaml says, when this does: ${path}`),
    `  Read in: ${readIn}`,
  ];
}

function versionsWords(versions: readonly string[]): string {
  return versions.length > 0 ? `, as read in ${versions.join(', ')}` : '';
}

const covered: Readonly<Record<DescribedArgument['covers'], readonly string[]>> = {
  value: [],
  count: ['the number of blocks'],
  children: ['the blocks and all in them'],
};

function remarks({ covers, condition, since, until, isProject }: DescribedArgument): string {
  return [
    ...covered[covers],
    ...(condition === undefined ? [] : [condition]),
    ...(since === undefined ? [] : [`since ${since} at the latest`]),
    ...(until === undefined ? [] : [`up to ${until} at least`]),
    ...(isProject ? ['says the project file'] : []),
  ].join('; ');
}

function dataSourceLines(type: string, source: DescribedDataSource): readonly string[] {
  const { provider, readIn, rows } = source;
  return [
    `data "${type}" of ${provider}`,
    ...(rows.length > 0 ? rows.flatMap(sourceLines) : ['  Looked at: it does not drift.']),
    `  Read in: ${readIn}`,
  ];
}

function sourceLines(row: DescribedSource): readonly string[] {
  const { volatility, because, when, unless, drifting, stable, echoes, pin } = row;
  const lines: readonly (readonly [string, string | undefined])[] = [
    ['drifts where', when],
    ['pinned where', unless],
    ['drifting attributes', drifting.join(', ').replace('*', 'all that it computes')],
    ['stable attributes', stable.join(', ')],
    ['attributes that repeat arguments', echoes.join(', ')],
    ['to pin it', pin],
  ];
  const said = lines.filter(([, words]) => words !== undefined && words !== '');
  return [`  ${volatility}: ${because}`, ...said.map(([name, words = '']) => `    ${name}: ${words}`)];
}

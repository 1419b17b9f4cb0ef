import { parseArgs } from 'node:util';
import { fixIds, severities, type Severity } from '../analysis/finding';
import { fixOptions, type FixOptions } from './fixOptions';
import { reportFormats, type ReportFormat } from './report/index';
import { oneOf, UsageError } from './usageError';

/** What the user asked for. */
export type Command =
  | { readonly name: 'check'; readonly options: CheckOptions }
  | { readonly name: 'fix'; readonly options: FixOptions }
  | { readonly name: 'facts'; readonly options: FactsOptions }
  | { readonly name: 'rules'; readonly format: FactsFormat }
  | { readonly name: 'whatif'; readonly options: WhatIfOptions }
  | { readonly name: 'lsp' }
  | { readonly name: 'help' }
  | { readonly name: 'version' };

export interface CheckOptions {
  /** As typed; `.` where none was given. */
  readonly paths: readonly string[];
  readonly format: ReportFormat;
  readonly minSeverity: Severity;
  readonly failOn: Severity | 'never';
  /** Variable files as typed: they count for every root module that is checked. */
  readonly variableFiles: readonly string[];
}

const factsFormats = ['text', 'json'] as const;
/** How everything but findings is printed. */
export type FactsFormat = (typeof factsFormats)[number];

export interface FactsOptions {
  /** A resource type or data source type; undefined for all. */
  readonly type: string | undefined;
  readonly format: FactsFormat;
}

export interface WhatIfOptions {
  /** Addresses of data sources from the root module, with or without an attribute; undefined for all there are. */
  readonly addresses: readonly string[] | undefined;
  /** The root module's directory, as typed. */
  readonly path: string;
  /** Variable files as typed. */
  readonly variableFiles: readonly string[];
  readonly format: FactsFormat;
}

const formatNames = reportFormats.map((format) => format.name).join('|');

export const usage = `Usage: holdfast <command> [options]

Commands:
  check [PATH…]   report values that drift into arguments that force replacement (default: .)
  fix [PATH…]     apply fixes to the files, safe ones unless --fix names others (default: .)
  facts TYPE      print what is known of a resource type or data source
  facts --all     print how much is known; with --format json, everything
  rules           list the rules
  whatif ADDRESS[.ATTRIBUTE]…
                  list what Terraform would replace if these data sources answered differently
  whatif --all    the same for every data source
  lsp --stdio     run the language server on standard input and output

Options of check:
  --format ${formatNames}                         how to report (default: text)
  --min-severity ${severities.join('|')}   what to report (default: information)
  --fail-on ${severities.join('|')}|never  what makes the exit code 1 (default: warning)
  --var-file FILE                          values of input variables, as for terraform plan; may be repeated

Options of fix:
  --rule RULE     fix only findings of this rule; may be repeated
  --fix ID        apply this kind of fix, also where it needs a look; may be repeated. One of
                  ${fixIds.join(', ')}
  --reason TEXT   for --fix accept: why the findings are accepted
  --until DATE    for --fix accept: the last day on which they are (YYYY-MM-DD)
  --state FILE    what is deployed: a state, or what terraform show -json prints of a state or plan
                  (default: the terraform.tfstate beside the code)
  --dry-run       print a diff for git apply, and change nothing
  --format ${factsFormats.join('|')}                         how to report (default: text)
  --min-severity, --fail-on: what to fix, and which of it must not be left, as in check

Options of whatif:
  --path PATH     the directory of the root module (default: .)
  --var-file FILE values of input variables, as for terraform plan; may be repeated

Options of facts, rules and whatif:
  --format ${factsFormats.join('|')}                         how to print (default: text)

Other options:
  -h, --help      show this text
  -v, --version   show the version

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage or configuration, 3 internal error or
a file that cannot be written.
`;

/** Reads the arguments after the program's name. Throws `UsageError`. */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parse(args);
  if (values.help === true) return { name: 'help' };
  if (values.version === true) return { name: 'version' };
  const [name, ...paths] = positionals;
  switch (name) {
    case undefined:
      throw new UsageError('A command is missing.');
    case 'help':
      return { name: 'help' };
    case 'lsp':
      if (paths.length > 0) throw new UsageError(`“lsp” takes no paths: ${paths.join(' ')}`);
      if (values.stdio !== true) throw new UsageError('“lsp” needs --stdio: there is no other transport.');
      return { name: 'lsp' };
    case 'check':
      return {
        name: 'check',
        options: {
          paths: paths.length === 0 ? ['.'] : paths,
          format: formatNamed(values.format ?? 'text'),
          minSeverity: oneOf('--min-severity', values['min-severity'] ?? 'information', severities),
          variableFiles: values['var-file'] ?? [],
          failOn: oneOf('--fail-on', values['fail-on'] ?? 'warning', [...severities, 'never'] as const),
        },
      };
    case 'fix':
      return { name: 'fix', options: fixOptions(paths, values) };
    case 'facts':
      return { name: 'facts', options: factsOptions(paths, values.all === true, values.format) };
    case 'whatif':
      return {
        name: 'whatif',
        options: {
          ...whatIfOptions(paths, values.all === true, values.path, values.format),
          variableFiles: values['var-file'] ?? [],
        },
      };
    case 'rules':
      if (paths.length > 0) throw new UsageError(`“rules” takes no arguments: ${paths.join(' ')}`);
      return { name: 'rules', format: oneOf('--format', values.format ?? 'text', factsFormats) };
    default:
      throw new UsageError(`There is no command “${name}”.`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
        stdio: { type: 'boolean' },
        format: { type: 'string' },
        all: { type: 'boolean' },
        path: { type: 'string' },
        'min-severity': { type: 'string' },
        'fail-on': { type: 'string' },
        'var-file': { type: 'string', multiple: true },
        rule: { type: 'string', multiple: true },
        fix: { type: 'string', multiple: true },
        reason: { type: 'string' },
        until: { type: 'string' },
        state: { type: 'string' },
        'dry-run': { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function factsOptions(types: readonly string[], isAll: boolean, format: string | undefined): FactsOptions {
  const [type, ...others] = types;
  if (others.length > 0) throw new UsageError(`“facts” takes one type: ${types.join(' ')}`);
  if ((type === undefined) !== isAll) throw new UsageError('“facts” needs a TYPE, or --all.');
  return { type, format: oneOf('--format', format ?? 'text', factsFormats) };
}

function whatIfOptions(
  addresses: readonly string[],
  isAll: boolean,
  path: string | undefined,
  format: string | undefined,
): Omit<WhatIfOptions, 'variableFiles'> {
  if ((addresses.length === 0) !== isAll) throw new UsageError('“whatif” needs an ADDRESS, or --all.');
  return {
    addresses: isAll ? undefined : addresses,
    path: path ?? '.',
    format: oneOf('--format', format ?? 'text', factsFormats),
  };
}

function formatNamed(name: string): ReportFormat {
  const format = reportFormats.find((candidate) => candidate.name === name);
  if (format === undefined) throw new UsageError(`--format must be one of ${formatNames}, not “${name}”.`);
  return format;
}

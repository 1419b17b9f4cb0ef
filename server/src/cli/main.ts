import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { cwd } from 'node:process';
import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';
import { isReadByTerraform, type AnalysisHost } from '../analysis/host';
import type { KnownFactsEnvironment } from '../analysis/knownFacts';
import { baseName, canonicalUri } from '../base/uri';
import { check, policyOf } from './check';
import { exitCodes, type ExitCode } from './exitCode';
import { printFacts } from './facts';
import { fix } from './fix';
import type { FixOptions } from './fixOptions';
import { fixJson } from './fixReport/json';
import { fixText } from './fixReport/text';
import { parseCommand, usage, type CheckOptions, type WhatIfOptions } from './options';
import { whatIfJson, whatIfText } from './whatIfReport';
import { rulesText } from './rulesText';
import type { Target } from './target';
import { UsageError } from './usageError';

/** What the command line needs from the process it runs in. */
export interface CommandLineEnvironment {
  readonly version: string;
  readonly write: (text: string) => void;
  readonly writeError: (text: string) => void;
  /** Loads the engine; called only by commands that need it. */
  readonly loadEngine: () => Promise<() => AnalysisHost>;
  /** What questions about facts are answered from. */
  readonly knownFacts: KnownFactsEnvironment;
  /** Serves the language server protocol until the client is gone. */
  readonly serve: () => Promise<void>;
}

/** Runs one command and says how the process ends. Never rejects. */
export async function runCommandLine(
  args: readonly string[],
  environment: CommandLineEnvironment,
): Promise<ExitCode> {
  try {
    const command = parseCommand(args);
    switch (command.name) {
      case 'help':
        environment.write(usage);
        return exitCodes.clean;
      case 'version':
        environment.write(`${environment.version}\n`);
        return exitCodes.clean;
      case 'lsp':
        await environment.serve();
        return exitCodes.clean;
      case 'facts':
        return await printFacts(command.options, {
          ...environment,
          ...environment.knownFacts,
          directory: cwd(),
        });
      case 'rules':
        environment.write(rulesText(command.format));
        return exitCodes.clean;
      case 'whatif':
        return await runWhatIf(command.options, environment);
      case 'fix':
        return await runFix(command.options, environment);
      case 'check':
        return await runCheck(command.options, environment);
    }
  } catch (error) {
    if (error instanceof UsageError) {
      environment.writeError(`holdfast: ${error.message}\nTry holdfast --help.\n`);
      return exitCodes.usage;
    }
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    environment.writeError(`holdfast: internal error: ${reason}\n`);
    return exitCodes.internal;
  }
}

async function runCheck(options: CheckOptions, environment: CommandLineEnvironment): Promise<ExitCode> {
  const targets = await Promise.all(options.paths.map(toTarget));
  const createHost = await environment.loadEngine();
  const variableFiles = await Promise.all(options.variableFiles.map(toVariableFile));
  const outcome = await check(targets, { ...options, variableFiles }, createHost);
  environment.write(outcome.output);
  return outcome.exitCode;
}

/** In a dry run the diff alone goes to standard output, so that it can be piped on. */
async function runFix(options: FixOptions, environment: CommandLineEnvironment): Promise<ExitCode> {
  if (options.state !== undefined && options.paths.length > 1) {
    throw new UsageError('--state is of one root module: it takes a single PATH.');
  }
  const targets = await Promise.all(options.paths.map(toTarget));
  const createHost = await environment.loadEngine();
  const { report, exitCode } = await fix(targets, options, createHost, await realpath(cwd()));
  const { write, writeError } = environment;
  if (options.format === 'json') write(fixJson(report));
  else if (options.isDryRun) {
    write(report.files.map(({ diff }) => diff).join(''));
    writeError(fixText(report));
  } else write(fixText(report));
  return exitCode;
}

async function runWhatIf(options: WhatIfOptions, environment: CommandLineEnvironment): Promise<ExitCode> {
  const target = await toTarget(options.path);
  if (target.kind === 'file') throw new UsageError(`“${options.path}” is no directory.`);
  const createHost = await environment.loadEngine();
  const host = createHost();
  host.setFolders([target.uri]);
  const files = await Promise.all(options.variableFiles.map(toVariableFile));
  host.setPolicies([policyOf(target.uri, files)]);
  const answer = await host.whatIf(target.uri, options.addresses ? { addresses: options.addresses } : 'all');
  if (answer === undefined) throw new UsageError(`There is no configuration in “${options.path}”.`);
  if (answer.missing.length > 0) {
    throw new UsageError(`There is no data source ${answer.missing.join(', ')} in this configuration.`);
  }
  environment.write(options.format === 'json' ? whatIfJson(answer) : whatIfText(answer));
  return exitCodes.clean;
}

/** The URI of a variable file; throws `UsageError` where there is none. */
async function toVariableFile(typed: string): Promise<string> {
  const path = resolve(typed);
  const isReadable = await access(path, constants.R_OK).then(
    () => true,
    () => false,
  );
  const uri = canonicalUri(pathToFileURL(path).href);
  if (!isReadable || uri === undefined) throw new UsageError(`The variable file “${typed}” cannot be read.`);
  return uri;
}

/** What PATH names; throws `UsageError` where that cannot be checked. */
async function toTarget(typed: string): Promise<Target> {
  const path = resolve(typed);
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) throw new UsageError(`There is no file or directory “${typed}”.`);
  const kind = found.isDirectory() ? 'directory' : 'file';
  const uri = canonicalUri(pathToFileURL(path).href);
  if (uri === undefined || (kind === 'file' && !isReadByTerraform(baseName(uri)))) {
    throw new UsageError(`“${typed}” is no Terraform file.`);
  }
  const canRead = await access(path, kind === 'file' ? constants.R_OK : constants.R_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  if (!canRead) throw new UsageError(`“${typed}” cannot be read.`);
  return { typed: typed.replaceAll('\\', '/'), uri, kind };
}

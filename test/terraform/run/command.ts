import { execFile, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Whether `terraform` can be run here. */
export function hasTerraform(): boolean {
  return spawnSync('terraform', ['version'], { env: environment({}) }).status === 0;
}

/** What a command printed, and whether it succeeded. */
export interface CommandResult {
  readonly isSuccess: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

/** Terraform in one directory, with nothing of the user's own settings. */
export class Terraform {
  private readonly variables: Readonly<Record<string, string>>;

  /** `directory` holds the root module; `scratch` is for Terraform's own files. */
  constructor(
    private readonly directory: string,
    private readonly scratch: string,
    reattach: string,
  ) {
    const configuration = join(scratch, 'terraform.rc');
    writeFileSync(configuration, '');
    this.variables = {
      TF_CLI_CONFIG_FILE: configuration,
      TF_DATA_DIR: join(scratch, 'data'),
      TF_REATTACH_PROVIDERS: reattach,
    };
  }

  /** Downloads nothing: the modules are local and the providers run already. */
  init(): Promise<CommandResult> {
    return this.run(['init', '-input=false', '-no-color', '-backend=false']);
  }

  /** Creates everything. */
  apply(): Promise<CommandResult> {
    return this.run(['apply', '-auto-approve', '-input=false', '-no-color']);
  }

  /** Plans, and gives the plan as JSON; the error where it fails. */
  async plan(name: string): Promise<CommandResult> {
    const file = join(this.scratch, `${name}.plan`);
    const options = ['-input=false', '-no-color', '-lock=false', `-out=${file}`];
    const planned = await this.run(['plan', ...options]);
    return planned.isSuccess ? this.run(['show', '-json', file]) : planned;
  }

  /** The present state: the state file as `state pull` prints it, and as JSON for programs. */
  pull(): Promise<CommandResult> {
    return this.run(['state', 'pull']);
  }

  show(): Promise<CommandResult> {
    return this.run(['show', '-json']);
  }

  /** Marks an instance as damaged. */
  taint(address: string): Promise<CommandResult> {
    return this.run(['taint', address]);
  }

  private run(command: readonly string[]): Promise<CommandResult> {
    const options = { cwd: this.directory, env: environment(this.variables), maxBuffer: 1 << 28 };
    return new Promise((resolve) => {
      execFile('terraform', command, options, (error, stdout, stderr) => {
        resolve({ isSuccess: error === null, stdout, stderr });
      });
    });
  }
}

/** The process's environment without what would change Terraform's behaviour. */
function environment(variables: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('TF_'));
  return {
    ...Object.fromEntries(inherited),
    CHECKPOINT_DISABLE: '1',
    TF_IN_AUTOMATION: '1',
    ...variables,
  };
}

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The AWS settings of this process, and of those that it starts: nothing of the user's own. */
export class AwsEnvironment {
  private readonly home = mkdtempSync(join(tmpdir(), 'holdfast-aws-'));
  private readonly before = process.env;

  /** Every variable that is not named here is absent; there is no metadata service. */
  constructor() {
    const others = Object.entries(this.before).filter(([name]) => !name.startsWith('AWS_'));
    process.env = Object.fromEntries(others);
    this.set({ HOME: this.home, USERPROFILE: this.home, AWS_EC2_METADATA_DISABLED: 'true' });
  }

  /** Sets variables. */
  set(variables: Readonly<Record<string, string>>): void {
    Object.assign(process.env, variables);
  }

  /** Writes a file in `~/.aws`: `credentials`, `config`. */
  writeFile(name: string, text: string): void {
    const path = join(this.home, '.aws', name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  /** Brings everything back as it was. */
  restore(): void {
    process.env = this.before;
    rmSync(this.home, { recursive: true });
  }
}

/** Credentials in variables, for `AwsEnvironment.set`. */
export const someCredentials = { AWS_ACCESS_KEY_ID: 'AKIDVARIABLES', AWS_SECRET_ACCESS_KEY: 'secret' };

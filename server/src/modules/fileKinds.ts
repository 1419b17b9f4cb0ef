/** What a file's name says about it. Terraform looks at the name alone, not at the content. */
export interface FileKind {
  readonly role: 'configuration' | 'variable-values';
  readonly syntax: 'hcl' | 'json';
}

/**
 * The kind of the file named `name`, or undefined where Terraform would not read it by itself. Editors'
 * backup and hidden files are not read either, as in Terraform.
 */
export function fileKind(name: string): FileKind | undefined {
  if (name.startsWith('.') || name.endsWith('~') || (name.startsWith('#') && name.endsWith('#'))) {
    return undefined;
  }
  if (/\.(?:tf|tofu)$/.test(name)) return { role: 'configuration', syntax: 'hcl' };
  if (/\.(?:tf|tofu)\.json$/.test(name)) return { role: 'configuration', syntax: 'json' };
  if (/^terraform\.tfvars$|\.auto\.tfvars$/.test(name)) return { role: 'variable-values', syntax: 'hcl' };
  if (/^terraform\.tfvars\.json$|\.auto\.tfvars\.json$/.test(name)) {
    return { role: 'variable-values', syntax: 'json' };
  }
  return undefined;
}

/**
 * Whether the blocks of a configuration file change those of the other files instead of standing beside
 * them. Source: the Terraform language documentation, "Override Files".
 */
export function isOverrideFile(name: string): boolean {
  return /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(name);
}

/**
 * The configuration files of a directory that count, of those with these names. OpenTofu leaves out `x.tf`
 * where there is `x.tofu`, and Terraform does not see `.tofu` at all: a directory that has such files is taken
 * to be OpenTofu's. Source: the OpenTofu documentation, "Files and Directories".
 */
export function filesThatCount(names: readonly string[]): readonly string[] {
  const present = new Set(names);
  return names.filter((name) => {
    const counterpart = name.replace(/\.tf(\.json)?$/, '.tofu$1');
    return counterpart === name || !present.has(counterpart);
  });
}

/**
 * The names of variable files in the order Terraform applies them; later files override earlier ones.
 * Source: the Terraform language documentation, "Variable Definition Precedence".
 */
export function inPrecedenceOrder(names: readonly string[]): readonly string[] {
  const rank = (name: string) => (name === 'terraform.tfvars' ? 0 : name === 'terraform.tfvars.json' ? 1 : 2);
  return [...names].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** How many labels the top-level blocks of the Terraform language have. */
export const labelCounts: Readonly<Record<string, number>> = {
  check: 1,
  data: 2,
  ephemeral: 2,
  import: 0,
  locals: 0,
  module: 1,
  moved: 0,
  output: 1,
  provider: 1,
  removed: 0,
  resource: 2,
  terraform: 0,
  variable: 1,
};

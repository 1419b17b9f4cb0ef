/** Go packages on disk, read when first asked for. Knows no Terraform. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import * as path from 'node:path';
import type { GoDeclaration } from './ast';
import { type DeclarationSite, type GoFile, lowerDeclaration, readGoFile } from './declarations';
import type { GoParser } from './grammar';

/** A Go module whose packages may be read: its path, and the directories that hold it, best first. */
export interface GoModule {
  readonly path: string;
  readonly roots: readonly string[];
}

/** A declaration with the file that gives its imports. */
export interface FoundDeclaration {
  readonly package: GoPackage;
  readonly file: GoFile;
  readonly site: DeclarationSite;
  /** Its content, lowered at first use. */
  content(): GoDeclaration;
}

/** One package: its declarations by name, from every directory that holds a part of it. */
export interface GoPackage {
  readonly importPath: string;
  readonly name: string;
  readonly files: readonly GoFile[];
  find(name: string): FoundDeclaration | undefined;
  method(receiver: string, name: string): FoundDeclaration | undefined;
  /** Every declaration that satisfies a condition, in file order. */
  all(condition: (site: DeclarationSite) => boolean): FoundDeclaration[];
}

/** Reads packages of the given modules. */
export interface Repository {
  /** Gives the package at an import path, or undefined where no module given holds it. */
  package(importPath: string): GoPackage | undefined;
  /** Import paths of every package below a path, sorted. */
  packagesBelow(importPath: string): string[];
}

const sourceFile = /\.(go|goindex)$/;
const otherSystem = /_(windows|darwin|freebsd|plan9|js|wasm)\.go$/;

/** A file's text. An index of symbols holds one member of a `const ( … )` group without the keyword. */
function sourceText(file: string): string {
  const text = readFileSync(file, 'utf8');
  if (!file.endsWith('.goindex')) return text;
  const header = /^package \S+\n(?:import \([^)]*\)\n|import [^\n(]+\n)*/.exec(text)?.[0] ?? '';
  const rest = text.slice(header.length);
  return /^\s*\w+(?:\s*,\s*\w+)*(?:\s+[\w.*[\]]+)?\s*=/.test(rest) ? `${header}const ${rest}` : text;
}

function isDirectory(directory: string): boolean {
  return existsSync(directory) && statSync(directory).isDirectory();
}

class LoadedPackage implements GoPackage {
  readonly name: string;
  private readonly byName = new Map<string, FoundDeclaration>();
  private readonly byMethod = new Map<string, FoundDeclaration>();

  constructor(
    readonly importPath: string,
    readonly files: readonly GoFile[],
    private readonly parser: GoParser,
  ) {
    this.name = files[0]?.packageName ?? '';
    for (const file of files) {
      for (const site of file.declarations) {
        const found = this.found(file, site);
        for (const name of site.names) {
          // Directories are given best first, so what is there already wins.
          const key = site.kind === 'method' ? `${site.receiver ?? ''}.${name}` : name;
          const table = site.kind === 'method' ? this.byMethod : this.byName;
          if (!table.has(key)) table.set(key, found);
        }
      }
    }
  }

  private found(file: GoFile, site: DeclarationSite): FoundDeclaration {
    let content: GoDeclaration | undefined;
    return {
      package: this,
      file,
      site,
      content: () => (content ??= lowerDeclaration(this.parser, file, site)),
    };
  }

  find(name: string): FoundDeclaration | undefined {
    return this.byName.get(name);
  }

  method(receiver: string, name: string): FoundDeclaration | undefined {
    return this.byMethod.get(`${receiver}.${name}`);
  }

  all(condition: (site: DeclarationSite) => boolean): FoundDeclaration[] {
    return this.files.flatMap((file) =>
      file.declarations.filter(condition).map((site) => this.found(file, site)),
    );
  }
}

function directoriesOf(modules: readonly GoModule[], importPath: string): string[] {
  const directories: string[] = [];
  for (const module of modules) {
    if (importPath === module.path || importPath.startsWith(`${module.path}/`)) {
      const below = importPath.slice(module.path.length + 1);
      directories.push(...module.roots.map((root) => path.join(root, below)));
    } else {
      directories.push(...module.roots.map((root) => path.join(root, 'vendor', importPath)));
    }
  }
  return directories.filter(isDirectory);
}

/** Opens a repository over some modules; nothing is read before a package is asked for. */
export function openRepository(parser: GoParser, modules: readonly GoModule[]): Repository {
  const packages = new Map<string, GoPackage | undefined>();

  function load(importPath: string): GoPackage | undefined {
    const files = directoriesOf(modules, importPath).flatMap((directory) =>
      readdirSync(directory)
        .filter((name) => sourceFile.test(name) && !name.endsWith('_test.go') && !otherSystem.test(name))
        .sort()
        .map((name) => path.join(directory, name))
        .map((file) => readGoFile(parser, file, sourceText(file))),
    );
    return files.length > 0 ? new LoadedPackage(importPath, files, parser) : undefined;
  }

  return {
    package(importPath) {
      if (!packages.has(importPath)) packages.set(importPath, load(importPath));
      return packages.get(importPath);
    },
    packagesBelow(importPath) {
      const found = new Set<string>();
      const walk = (directory: string, at: string): void => {
        const entries = readdirSync(directory, { withFileTypes: true });
        if (entries.some((entry) => sourceFile.test(entry.name) && !entry.name.endsWith('_test.go')))
          found.add(at);
        for (const entry of entries) {
          if (entry.isDirectory() && !/^(vendor|testdata|\..*)$/.test(entry.name))
            walk(path.join(directory, entry.name), `${at}/${entry.name}`);
        }
      };
      for (const directory of directoriesOf(modules, importPath)) walk(directory, importPath);
      return [...found].sort();
    },
  };
}

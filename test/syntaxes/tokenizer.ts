import { readFileSync } from 'node:fs';
import path from 'node:path';
import { loadWASM, OnigScanner, OnigString } from 'vscode-oniguruma';
import { INITIAL, parseRawGrammar, Registry, type IGrammar, type IRawGrammar } from 'vscode-textmate';

const root = path.join(__dirname, '..', '..', '..');

/** One grammar as an extension contributes it: only what decides who colours what. */
export interface GrammarContribution {
  readonly language?: string;
  readonly scopeName: string;
  readonly path: string;
  readonly injectTo?: readonly string[];
}

/** The parts of the extension's manifest that these tests read. */
export interface Manifest {
  readonly contributes: {
    readonly languages: readonly { readonly id: string; readonly extensions: readonly string[] }[];
    readonly grammars: readonly GrammarContribution[];
  };
}

/** The extension's manifest; throws where `package.json` is unreadable. */
export function readManifest(): Manifest {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
}

/** A piece of text and the scopes it got, the outermost first. */
export interface Token {
  readonly text: string;
  readonly scopes: readonly string[];
}

/** Colours texts as VS Code would with our grammars and, where given, those of another extension. */
export class Tokenizer {
  private constructor(private readonly grammar: IGrammar) {}

  /**
   * Loads the grammar of `scopeName`. `foreign` are raw grammars of other extensions by scope name; they come
   * on top of the ones in our manifest. Throws where the grammar does not exist or is not valid.
   */
  static async load(
    scopeName: string,
    foreign: Readonly<Record<string, IRawGrammar>> = {},
  ): Promise<Tokenizer> {
    const contributed = readManifest().contributes.grammars;
    const registry = new Registry({
      onigLib: oniguruma(),
      loadGrammar: (wanted) => {
        const ours = contributed.find((grammar) => grammar.scopeName === wanted);
        return Promise.resolve(foreign[wanted] ?? (ours === undefined ? null : readGrammar(ours.path)));
      },
      // The way VS Code does it: an injection into `a.b` also counts for the root scope `a.b.c`.
      getInjections: (wanted) =>
        contributed
          .filter(({ injectTo = [] }) =>
            injectTo.some((target) => wanted === target || wanted.startsWith(`${target}.`)),
          )
          .map((grammar) => grammar.scopeName),
    });
    const grammar = await registry.loadGrammar(scopeName);
    if (grammar === null) throw new Error(`There is no grammar ${scopeName}.`);
    return new Tokenizer(grammar);
  }

  /** The tokens of all lines of `text`, in order, without line ends. */
  tokens(text: string): readonly Token[] {
    const tokens: Token[] = [];
    let state = INITIAL;
    for (const line of text.split('\n')) {
      const result = this.grammar.tokenizeLine(line, state);
      state = result.ruleStack;
      for (const { startIndex, endIndex, scopes } of result.tokens) {
        tokens.push({ text: line.slice(startIndex, endIndex), scopes });
      }
    }
    return tokens;
  }

  /**
   * The scopes of the first token whose text, without surrounding blanks, is `part`, joined by blanks without
   * the root scope. Throws where there is no such token.
   */
  scopesOf(text: string, part: string): string {
    const tokens = this.tokens(text);
    const found = tokens.find((token) => token.text.trim() === part);
    if (found === undefined) {
      throw new Error(`No token ${part} in ${tokens.map((token) => `[${token.text}]`).join('')}`);
    }
    return found.scopes.slice(1).join(' ');
  }
}

function readGrammar(relative: string): IRawGrammar {
  const file = path.join(root, relative);
  return parseRawGrammar(readFileSync(file, 'utf8'), file);
}

let loading: Promise<void> | undefined;

async function oniguruma(): Promise<{
  createOnigScanner(patterns: string[]): OnigScanner;
  createOnigString(text: string): OnigString;
}> {
  loading ??= loadWASM(readFileSync(require.resolve('vscode-oniguruma/release/onig.wasm')));
  await loading;
  return {
    createOnigScanner: (patterns) => new OnigScanner(patterns),
    createOnigString: (text) => new OnigString(text),
  };
}

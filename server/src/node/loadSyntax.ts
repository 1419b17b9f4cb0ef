import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSyntaxReader, type SyntaxReader } from '../analysis/host';

/** The compiled code beside the bundle, and the packages it comes from when nothing is bundled. */
const assetNames = {
  'web-tree-sitter.wasm': 'web-tree-sitter/web-tree-sitter.wasm',
  'tree-sitter-terraform.wasm': '@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-terraform.wasm',
} as const;

/** Loads the parsers from the files of this installation; rejects where one is missing. */
export async function loadSyntax(): Promise<SyntaxReader> {
  const [runtime, grammar] = await Promise.all([
    readAsset('web-tree-sitter.wasm'),
    readAsset('tree-sitter-terraform.wasm'),
  ]);
  return createSyntaxReader({ runtime, grammar, hclToJson });
}

/** Starts the HCL converter's runtime on first use: it takes longer to load than everything else together. */
async function hclToJson(fileName: string, text: string): Promise<unknown> {
  const { parse } = await import('@cdktf/hcl2json');
  return parse(fileName, text);
}

async function readAsset(name: keyof typeof assetNames): Promise<Uint8Array> {
  try {
    return await readFile(join(__dirname, name));
  } catch {
    return await readFile(require.resolve(assetNames[name]));
  }
}

import { createSyntaxReader, type SyntaxReader } from '../analysis/host';
import type { Assets } from './assets';
import { startHclProgram } from './hclProgram';

/** Loads the parsers; rejects where one cannot be fetched. The HCL converter, which is large, on its first use. */
export async function loadSyntax(assets: Assets): Promise<SyntaxReader> {
  const [runtime, grammar] = await Promise.all([
    assets.bytes('server/web-tree-sitter.wasm'),
    assets.bytes('server/tree-sitter-terraform.wasm'),
  ]);
  let program: ReturnType<typeof startHclProgram> | undefined;
  // The network may be back at the next time.
  const forget = (error: unknown): never => {
    program = undefined;
    throw error;
  };
  const hclToJson = async (fileName: string, text: string): Promise<unknown> => {
    program ??= assets.bytes('main.wasm.gz').then(startHclProgram).catch(forget);
    return (await program)(fileName, text);
  };
  return createSyntaxReader({ runtime, grammar, hclToJson });
}

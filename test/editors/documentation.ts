import { readFileSync } from 'node:fs';
import path from 'node:path';

const page = path.join(__dirname, '../../../docs/editors.md');

/** The code that docs/editors.md gives after the comment `<!-- tested: NAME -->`. Throws where there is none. */
export function documented(name: string): string {
  const [, rest] = readFileSync(page, 'utf8').split(`<!-- tested: ${name} -->\n`);
  const code = /^\s*```\w+\n(.*?)^```$/ms.exec(rest ?? '')?.[1];
  if (code === undefined) throw new Error(`docs/editors.md has no code for "${name}"`);
  return code;
}

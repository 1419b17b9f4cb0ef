import { isMap as isMapping, isScalar, isSeq, parseAllDocuments, Scalar } from 'yaml';
import { failure, parseNumber, text, type Known, type Outcome } from './known';

/**
 * What `yamldecode` makes of a text. The library reads the structure; what a plain word means is decided
 * here, because Terraform mixes YAML 1.1 and 1.2 (source: Terraform 1.11.4, `terraform console`).
 */
export function parseYaml(written: string): Outcome {
  const [document, ...further] = parseAllDocuments(written, { schema: 'failsafe', uniqueKeys: false });
  if (document === undefined || further.length > 0) return failure;
  if ('empty' in document || document.errors.length > 0 || document.contents === null) return failure;
  return knownOfNode(document.contents);
}

/** What refers to another part of the text (`*name`) is not followed. */
function knownOfNode(node: unknown): Known | undefined {
  if (isScalar(node)) return knownOfScalar(node);
  if (isSeq(node)) {
    if (node.tag !== undefined) return undefined;
    const elements = node.items.map((item) => knownOfNode(item));
    return elements.every((element) => element !== undefined) ? elements : undefined;
  }
  if (!isMapping(node) || node.tag !== undefined) return undefined;
  const entries = new Map<string, Known>();
  for (const { key, value } of node.items) {
    const name = knownOfNode(key);
    const held = value === null ? null : knownOfNode(value);
    const written = name === undefined || name === null ? undefined : text(name);
    // `<<` takes over the members of another mapping.
    if (written === undefined || held === undefined || name === '<<') return undefined;
    entries.set(written.normalize(), held);
  }
  return entries;
}

function knownOfScalar(node: Scalar): Known | undefined {
  const written = typeof node.value === 'string' ? node.value : (node.source ?? '');
  if (node.tag === '!!str' || node.tag === 'tag:yaml.org,2002:str') return written.normalize();
  if (node.tag !== undefined) return undefined;
  return node.type === Scalar.PLAIN ? knownOfWord(written) : written.normalize();
}

function knownOfWord(word: string): Known | undefined {
  if (/^(?:|~|null|Null|NULL)$/.test(word)) return null;
  if (/^(?:y|Y|yes|Yes|YES|on|On|ON|true|True|TRUE)$/.test(word)) return true;
  if (/^(?:n|N|no|No|NO|off|Off|OFF|false|False|FALSE)$/.test(word)) return false;
  // Times are rewritten, and not-a-number and the infinities refused.
  if (/^\d{4}-\d\d?-\d\d?|^[-+]?\.(?:inf|nan)$/i.test(word)) return undefined;
  const radix = /^([-+]?)(0[xo][0-9a-fA-F]+)$/.exec(word);
  if (radix !== null) return radix[1] === '' ? safeInteger(Number(radix[2])) : undefined;
  const value = parseNumber(word);
  return value === undefined ? word.normalize() : Number.isNaN(value) ? undefined : value;
}

function safeInteger(value: number): number | undefined {
  return Number.isSafeInteger(value) ? value : undefined;
}

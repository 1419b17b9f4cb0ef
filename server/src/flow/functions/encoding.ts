import { composedOf, type Value } from '../value';
import type { FunctionSummary } from './index';
import { jsonText, parseJson } from './json';
import { computed, failure, knownOf, text, valueOf, type Known, type Outcome } from './known';
import { parseYaml } from './yaml';

/** Functions between values and the texts that stand for them. */
export const encodingFunctions: Readonly<Record<string, FunctionSummary>> = {
  base64encode: computed([text], toBase64),
  base64decode: computed([text], fromBase64),
  urlencode: computed([text], (plain) =>
    /\p{Surrogate}/u.test(plain)
      ? undefined
      : encodeURIComponent(plain)
          .replace(/[!'()*]/g, percentEncoded)
          .replaceAll('%20', '+'),
  ),
  jsonencode: ([value]) => value && encoded(value, jsonText),
  jsondecode: ([value]) => value && decoded(value, parseJson),
  yamlencode: ([value]) => value && encoded(value, undefined),
  yamldecode: ([value]) => value && decoded(value, parseYaml),
};

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

function toBase64(plain: string): Outcome {
  return btoa(String.fromCharCode(...new TextEncoder().encode(plain)));
}

function fromBase64(coded: string): Outcome {
  const compact = coded.replace(/[\r\n]/g, '');
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact)) return failure;
  const bytes = Uint8Array.from(atob(compact), (byte) => byte.charCodeAt(0));
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return failure;
  }
}

/** An encoded value that is not known keeps what it was made of, so that decoding it gives that back. */
function encoded(value: Value, write: ((known: Known) => string) | undefined): Value {
  const known = write && knownOf(value);
  if (write !== undefined && known !== undefined) return valueOf(write(known));
  return { kind: 'unknown', drifts: composedOf([value]).drifts, decoded: value };
}

function decoded(value: Value, parse: (written: string) => Outcome): Value | undefined {
  if (value.kind === 'unknown' && value.decoded !== undefined) return value.decoded;
  return computed([text], parse)([value]);
}

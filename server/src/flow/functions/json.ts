import { byCharacters, failure, isList, isMap, numberText, type Known, type Outcome } from './known';

/** What Terraform's JSON encoder escapes besides what JSON asks for. */
const escaped = /[<>&\u2028\u2029]/g;

/** A known value as `jsonencode` writes it. */
export function jsonText(known: Known): string {
  if (typeof known === 'number') return numberText(known);
  if (typeof known === 'string') return jsonString(known);
  if (isList(known)) return `[${known.map(jsonText).join(',')}]`;
  if (!isMap(known)) return String(known);
  const names = [...known.keys()].sort(byCharacters);
  const members = names.map((name) => `${jsonString(name)}:${jsonText(known.get(name) ?? null)}`);
  return `{${members.join(',')}}`;
}

function jsonString(written: string): string {
  return JSON.stringify(written).replace(
    escaped,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What `jsondecode` makes of a text; undefined where a number in it has more digits than are kept here. */
export function parseJson(written: string): Outcome {
  let json: unknown;
  try {
    json = JSON.parse(written);
  } catch {
    return failure;
  }
  return knownOfJson(json);
}

/** Plain data as a known value; undefined where a number in it may have lost digits. */
function knownOfJson(json: unknown): Known | undefined {
  if (typeof json === 'number') return isShort(json) ? json : undefined;
  if (typeof json === 'string') return json.normalize();
  if (typeof json === 'boolean' || json === null) return json;
  if (Array.isArray(json)) {
    const elements = json.map(knownOfJson);
    return elements.every((element) => element !== undefined) ? elements : undefined;
  }
  const entries = new Map<string, Known>();
  for (const [name, value] of Object.entries(json as object)) {
    const known = knownOfJson(value);
    if (known === undefined) return undefined;
    entries.set(name.normalize(), known);
  }
  return entries;
}

function isShort(value: number): boolean {
  return Number.isSafeInteger(value) || value.toExponential().replace(/e.*|\D/g, '').length <= 15;
}

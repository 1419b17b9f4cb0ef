/**
 * The language that people are spoken to. English stands in the code; other languages are tables from the English
 * texts to theirs. One process speaks to one client, so that there is one language at a time.
 */

/** Texts of a language by the English ones, in which `{0}`, `{1}` … stand for what differs from case to case. */
export type Translations = Readonly<Record<string, string>>;

let translations: Translations = {};

/** Speaks this language from now on; an empty table is English. Set before anything is analysed. */
export function speak(table: Translations): void {
  translations = table;
}

/** A text for people, in their language: `` say`There is no ${name}.` `` is looked up as `There is no {0}.`. */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const english = parts.reduce((text, part, index) => `${text}{${String(index - 1)}}${part}`);
  const template = translations[english] ?? english;
  // Every second piece is the number of a value.
  const pieces = template
    .split(/\{(\d+)\}/)
    .map((piece, at) => (at % 2 === 0 ? piece : String(values[Number(piece)] ?? '')));
  // English stands as it is written, whatever the values are; spaces are a matter of the translations.
  return Object.hasOwn(translations, english) ? pieces.reduce(joined) : pieces.join('');
}

const japaneseAtEnd = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}ー] *$/u;
const japaneseAtStart = /^ *[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u;
const latinAtEnd = /[\w`] *$/;
const latinAtStart = /^ *[\w`]/;

/** Where Japanese meets Latin letters there is a space, where it meets Japanese there is none; else all stays. */
function joined(left: string, right: string): string {
  const [fromJapanese, toJapanese] = [japaneseAtEnd.test(left), japaneseAtStart.test(right)];
  const [fromLatin, toLatin] = [latinAtEnd.test(left), latinAtStart.test(right)];
  if (fromJapanese && toJapanese) return left.trimEnd() + right.trimStart();
  const isMixed = (fromJapanese && toLatin) || (fromLatin && toJapanese);
  return isMixed ? `${left.trimEnd()} ${right.trimStart()}` : left + right;
}

/** A fixed text in people's language, such as a phrase of the facts; as it is where it is not known. */
export function translated(text: string): string {
  return translations[text] ?? text;
}

/** Names in one text: `a, b and c`. */
export function listed(names: readonly string[]): string {
  return enumerated(names, (before, last) => say`${before} and ${last}`);
}

/** Whole sentences as one running text. */
export function sentences(each: readonly string[]): string {
  return each.map((sentence, index) => (index === 0 ? sentence : say` ${sentence}`)).join('');
}

/** Names of which one counts, in one text: `a, b or c`. */
export function alternatives(names: readonly string[]): string {
  return enumerated(names, (before, last) => say`${before} or ${last}`);
}

function enumerated(names: readonly string[], ended: (before: string, last: string) => string): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : ended(names.slice(0, -1).join(say`, `), last);
}

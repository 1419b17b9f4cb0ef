import type { FactsLoader } from '../analysis/host';
import type { Translations } from '../base/language';

/** The languages besides English, by the first part of a locale. */
const languages = new Set(['ja']);

/** The texts of the language of `locale` (`ja`, `ja-JP`); none for English and for languages that are not spoken. */
export async function loadTranslations(
  locale: string | undefined,
  files: FactsLoader,
): Promise<Translations> {
  const language = locale?.toLowerCase().split(/[-_]/)[0] ?? '';
  if (!languages.has(language)) return {};
  const tables = await Promise.all(
    [language, `${language}-messages`].map((name) => files.load(`words/${name}`)),
  );
  return Object.assign({}, ...tables) as Translations;
}

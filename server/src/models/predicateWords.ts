import { say } from '../base/language';
import type { Predicate } from './schema';

/** A predicate in words: completes "only where …". */
export function predicateWords(predicate: Predicate): string {
  return words(predicate, '', false);
}

/** `prefix` is the blocks around the predicate. */
function words(predicate: Predicate, prefix: string, isNegated: boolean): string {
  if ('not' in predicate) return words(predicate.not, prefix, !isNegated);
  if ('block' in predicate) return words(predicate.where, `${prefix}${predicate.block}.`, isNegated);
  if ('all' in predicate || 'any' in predicate) {
    const parts = 'all' in predicate ? predicate.all : predicate.any;
    const each = parts.map((part) => {
      const said = words(part, prefix, isNegated);
      return parts.length > 1 && isCompound(part) ? `(${said})` : said;
    });
    return joined(each, 'all' in predicate === isNegated ? say` or ` : say` and `);
  }
  const argument = `\`${prefix}${predicate.argument}\``;
  if ('isSet' in predicate) {
    return predicate.isSet === isNegated ? say`${argument} is not set` : say`${argument} is set`;
  }
  const value = 'equals' in predicate ? String(predicate.equals) : predicate.matches;
  if ('equals' in predicate) {
    return isNegated ? say`${argument} is not \`${value}\`` : say`${argument} is \`${value}\``;
  }
  return isNegated ? say`${argument} is not like \`${value}\`` : say`${argument} is like \`${value}\``;
}

/** Whether several tests are joined in it, so that it needs brackets within others. */
function isCompound(predicate: Predicate): boolean {
  if ('not' in predicate) return isCompound(predicate.not);
  if ('block' in predicate) return isCompound(predicate.where);
  if ('all' in predicate) return predicate.all.length > 1;
  return 'any' in predicate && predicate.any.length > 1;
}

/** `a, b and c`, with another word in place of *and*. */
function joined(each: readonly string[], word: string): string {
  const last = each.at(-1) ?? '';
  return each.length < 2 ? last : `${each.slice(0, -1).join(say`, `)}${word}${last}`;
}

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
    return listWords(each, 'all' in predicate === isNegated ? 'or' : 'and');
  }
  const argument = `\`${prefix}${predicate.argument}\``;
  if ('isSet' in predicate) return `${argument} is ${predicate.isSet === isNegated ? 'not ' : ''}set`;
  const is = isNegated ? 'is not' : 'is';
  if ('equals' in predicate) return `${argument} ${is} \`${String(predicate.equals)}\``;
  return `${argument} ${is} like \`${predicate.matches}\``;
}

/** Whether several tests are joined in it, so that it needs brackets within others. */
function isCompound(predicate: Predicate): boolean {
  if ('not' in predicate) return isCompound(predicate.not);
  if ('block' in predicate) return isCompound(predicate.where);
  if ('all' in predicate) return predicate.all.length > 1;
  return 'any' in predicate && predicate.any.length > 1;
}

/** `a, b and c`. */
export function listWords(each: readonly string[], conjunction: 'and' | 'or'): string {
  const last = each.at(-1) ?? '';
  return each.length < 2 ? last : `${each.slice(0, -1).join(', ')} ${conjunction} ${last}`;
}

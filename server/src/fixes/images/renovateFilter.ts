import { alternatives, say } from '../../base/language';
import type { ImageFilter } from './imageQuery';
import type { ImageSource } from './imageSource';

/** The comment, or why what the data source searches for cannot be carried over: sentences. */
export type RenovateFilter = { readonly comment: string } | { readonly reasons: readonly string[] };

/**
 * `amiFilter=[…]`: the filters of `DescribeImages` as JSON without spaces, then the region, where it is known.
 * Renovate passes nothing else on: the owner has to become a filter. Source: renovatebot/renovate at 05f85bd,
 * lib/modules/datasource/aws-machine-image (readme.md and index.ts).
 */
export function renovateFilter({ address, search, obstacles, provider }: ImageSource): RenovateFilter {
  const cannot = (what: string) => say`Renovate cannot search by ${what}, as ${address} does.`;
  const owners = ownerFilter(search.owners);
  const reasons = [
    ...obstacles,
    ...(owners === undefined
      ? [cannot(say`the owner ${alternatives(search.owners.map((one) => `"${one}"`))}`)]
      : []),
    ...(search.nameRegex === undefined ? [] : [cannot('`name_regex`')]),
    ...(search.executableUsers.length === 0 ? [] : [cannot('`executable_users`')]),
    ...(search.includeDeprecated ? [cannot('`include_deprecated`')] : []),
  ];
  if (reasons.length > 0) return { reasons };
  const filters = [...(owners ?? []), ...search.filters];
  const { region } = provider.access;
  const entries = [
    ...filters.map(({ name, values }) => ({ Name: name, Values: values })),
    ...(region === undefined ? [] : [{ region }]),
  ];
  return { comment: `amiFilter=${JSON.stringify(entries)}` };
}

/**
 * No filter for whoever it is. Undefined where no filter says the same: all filters must match, so account ids and
 * aliases do not go together, and `self` is only known to who asks.
 */
function ownerFilter(owners: readonly string[]): readonly ImageFilter[] | undefined {
  if (owners.length === 0) return [];
  if (owners.includes('self')) return undefined;
  const accounts = owners.filter((owner) => /^\d+$/.test(owner));
  if (accounts.length > 0 && accounts.length < owners.length) return undefined;
  return [{ name: accounts.length > 0 ? 'owner-id' : 'owner-alias', values: owners }];
}

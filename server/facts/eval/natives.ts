/** Functions of foreign packages that schema code leans on, by full name. */
import { diffFunctions } from './planDiff';
import type { Machine } from './machine';
import { type Value, copied, fieldsIn, isKind, unknown } from './value';

/** A foreign function as the evaluator runs it. */
export type Native = (machine: Machine, args: readonly Value[]) => Value;

type Plain = (...args: string[]) => Value;

function strings(name: string, work: Plain): Native {
  return (_, args) => (args.every((arg) => typeof arg === 'string') ? work(...args) : unknown(name, args));
}

function list(items: readonly Value[]): Value {
  return { kind: 'list', items: [...items] };
}

const same: Native = (_, [value]) => value ?? null;

/** Go's Sprintf for the verbs that build argument names; an unknown number is an index, which is dropped later. */
function sprintf(args: readonly Value[]): Value {
  const [format, ...values] = args;
  if (typeof format !== 'string') return unknown('Sprintf', args);
  let next = 0;
  let lost = false as boolean;
  const text = format.replace(/%([-+# 0]*\d*(?:\.\d+)?)([a-zA-Z%])/g, (_, __, verb: string) => {
    if (verb === '%') return '%';
    const value = values[next++];
    if (value === null || value === undefined) return '<nil>';
    if (typeof value !== 'object') return verb === 'q' ? JSON.stringify(String(value)) : String(value);
    if (verb === 'd') return '0';
    lost = true;
    return '?';
  });
  return lost ? unknown('Sprintf', args) : text;
}

function copyMap(_: Machine, [to, from]: readonly Value[]): Value {
  if (isKind(to, 'map') && isKind(from, 'map')) {
    from.entries.forEach((value, key) => to.entries.set(key, copied(value)));
    to.lost.push(...from.lost);
  } else if (isKind(to, 'map') && from !== null && from !== undefined) {
    to.lost.push({ key: unknown('maps.Copy'), value: from });
  }
  return null;
}

function cloneMap(_: Machine, [from]: readonly Value[]): Value {
  if (!isKind(from, 'map')) return from ?? null;
  return { kind: 'map', entries: new Map(from.entries), lost: [...from.lost] };
}

function keys(_: Machine, [map]: readonly Value[]): Value {
  return isKind(map, 'map') ? list([...map.entries.keys()]) : unknown('keys', [map ?? null]);
}

function values(_: Machine, [map]: readonly Value[]): Value {
  return isKind(map, 'map') ? list([...map.entries.values()]) : unknown('values', [map ?? null]);
}

function contains(_: Machine, args: readonly Value[]): Value {
  const [items, wanted] = args;
  if (
    !isKind(items, 'list') ||
    typeof wanted === 'object' ||
    items.items.some((item) => typeof item === 'object')
  )
    return { kind: 'unknown', why: 'contains', fields: args.flatMap((arg) => [...fieldsIn(arg)]) };
  return items.items.includes(wanted ?? null);
}

function concat(_: Machine, args: readonly Value[]): Value {
  return list(args.flatMap((arg) => (isKind(arg, 'list') ? arg.items : [])));
}

function cloneList(_: Machine, [items]: readonly Value[]): Value {
  return isKind(items, 'list') ? list(items.items) : (items ?? null);
}

function sorted(_: Machine, [items]: readonly Value[]): Value {
  return isKind(items, 'list') ? list([...items.items].sort()) : (items ?? null);
}

const join: Native = (_, args) => {
  const [items, separator] = args;
  return isKind(items, 'list') &&
    items.items.every((item) => typeof item === 'string') &&
    typeof separator === 'string'
    ? items.items.join(separator)
    : unknown('Join', args);
};

const table: Readonly<Record<string, Native>> = {
  'strings.EqualFold': strings('EqualFold', (a = '', b = '') => a.toLowerCase() === b.toLowerCase()),
  'strings.ToLower': strings('ToLower', (a = '') => a.toLowerCase()),
  'strings.ToUpper': strings('ToUpper', (a = '') => a.toUpperCase()),
  'strings.TrimSpace': strings('TrimSpace', (a = '') => a.trim()),
  'strings.HasPrefix': strings('HasPrefix', (a = '', b = '') => a.startsWith(b)),
  'strings.HasSuffix': strings('HasSuffix', (a = '', b = '') => a.endsWith(b)),
  'strings.Contains': strings('Contains', (a = '', b = '') => a.includes(b)),
  'strings.TrimPrefix': strings('TrimPrefix', (a = '', b = '') => (a.startsWith(b) ? a.slice(b.length) : a)),
  'strings.TrimSuffix': strings('TrimSuffix', (a = '', b = '') =>
    b !== '' && a.endsWith(b) ? a.slice(0, -b.length) : a,
  ),
  'strings.ReplaceAll': strings('ReplaceAll', (a = '', b = '', c = '') => a.replaceAll(b, c)),
  'strings.Split': strings('Split', (a = '', b = '') => list(a.split(b))),
  'strings.Join': join,
  'fmt.Sprintf': (_, args) => sprintf(args),
  // An unknown number is an index in an argument's path, which is dropped later.
  'strconv.Itoa': (_, [value]) => (typeof value === 'number' ? String(value) : '0'),
  'maps.Copy': copyMap,
  'golang.org/x/exp/maps.Copy': copyMap,
  'maps.Clone': cloneMap,
  'golang.org/x/exp/maps.Clone': cloneMap,
  'maps.Keys': keys,
  'golang.org/x/exp/maps.Keys': keys,
  'maps.Values': values,
  'golang.org/x/exp/maps.Values': values,
  'slices.Collect': same,
  'slices.Values': same,
  'slices.Clone': cloneList,
  'golang.org/x/exp/slices.Clone': cloneList,
  'slices.Sorted': sorted,
  'slices.Contains': contains,
  'golang.org/x/exp/slices.Contains': contains,
  'slices.Concat': concat,
  'os.Getenv': () => '',
  'os.LookupEnv': () => ({ kind: 'tuple', items: ['', false] }),
  'sync.OnceValue': same,
  'sync.OnceFunc': same,
  'unique.Make': same,
  'context.Background': () => null,
  'context.TODO': () => null,
  'github.com/hashicorp/go-azure-helpers/lang/pointer.To': same,
  'github.com/hashicorp/go-azure-helpers/lang/pointer.From': same,
  'github.com/Azure/go-autorest/autorest/to.StringPtr': same,
  'github.com/aws/aws-sdk-go/aws.String': same,
  'github.com/aws/aws-sdk-go-v2/aws.String': same,
  'github.com/hashicorp/terraform-plugin-framework/types.StringValue': same,
  'github.com/hashicorp/terraform-plugin-framework/types.BoolValue': same,
  'github.com/mitchellh/copystructure.Must': same,
};

/** Every foreign function that is known here. */
export const nativeFunctions: ReadonlyMap<string, Native> = new Map([
  ...Object.entries(table),
  ...Object.entries(diffFunctions),
]);

import type { Choices } from './choices';

/** What the grammar tells apart: non-empty texts, non-empty lists of them, objects with the keys `a` and `b`. */
export type Kind = 'string' | 'list' | 'object';

/** A piece of configuration that has a value. */
export interface Expression {
  readonly text: string;
  /** Whether Terraform knows the value in every plan, so that `count` and `for_each` may depend on it. */
  readonly isKnown: boolean;
}

/** Something that expressions may refer to. */
export interface Named extends Expression {
  readonly kind: Kind;
}

/** The literals are few, so that comparisons come true now and then. */
const words = ['"one"', '"two"', '"fixed"'] as const;

/** Makes random expressions over the names of a scope. */
export class Expressions {
  constructor(
    private readonly choices: Choices,
    private readonly names: readonly Named[],
  ) {}

  /** An expression of this kind; with `known` one whose value is known in every plan. */
  of(kind: Kind, depth: number, known: boolean): Expression {
    if (depth <= 0 || this.choices.below(3) === 0) return this.name(kind, known);
    const parts = this.parts(depth - 1, known);
    const forms = { string: stringForms, list: listForms, object: objectForms }[kind];
    const form = forms[this.choices.below(forms.length)];
    if (form === undefined) return this.name(kind, known);
    const text = form(parts.make);
    return { text, isKnown: parts.areKnown() };
  }

  /** Hands out parts for a form, and remembers whether all of them are known. */
  private parts(depth: number, known: boolean): { readonly make: Parts; areKnown(): boolean } {
    let areKnown = true;
    const part = (kind: Kind): string => {
      const { text, isKnown } = this.of(kind, depth, known);
      areKnown &&= isKnown;
      return text;
    };
    const make: Parts = {
      string: () => part('string'),
      list: () => part('list'),
      object: () => part('object'),
      below: (count) => this.choices.below(count),
      key: () => this.choices.oneOf('a', 'b'),
      condition: () => {
        const forms = conditionForms;
        return (forms[this.choices.below(forms.length)] ?? (() => 'true'))(make);
      },
    };
    return { make, areKnown: () => areKnown };
  }

  private name(kind: Kind, known: boolean): Expression {
    const candidates = this.names.filter((name) => name.kind === kind && (!known || name.isKnown));
    // The newest names first: long chains are worth more than many short ones.
    const chosen = candidates.at(-1 - this.choices.below(candidates.length + 1));
    if (chosen !== undefined) return chosen;
    const word = this.choices.oneOf(...words);
    const literals = { string: word, list: `[${word}, "x"]`, object: `{ a = ${word}, b = "x" }` };
    return { text: literals[kind], isKnown: true };
  }
}

/** What a form is made of. */
interface Parts {
  string(): string;
  list(): string;
  object(): string;
  condition(): string;
  below(count: number): number;
  key(): string;
}

type Form = (parts: Parts) => string;

const stringForms: readonly Form[] = [
  (p) => `"x-\${${p.string()}}"`,
  (p) => `(${p.condition()} ? ${p.string()} : ${p.string()})`,
  (p) => `${p.object()}.${p.key()}`,
  (p) => `${p.object()}["${p.key()}"]`,
  (p) => `lookup(${p.object()}, "${p.key()}", ${p.string()})`,
  (p) => `lookup(${p.object()}, "missing", ${p.string()})`,
  (p) => `${p.list()}[0]`,
  (p) => {
    const list = p.list();
    return `${list}[length(${list}) - 1]`;
  },
  (p) => `element(${p.list()}, ${String(p.below(4))})`,
  (p) => `sort(${p.list()})[0]`,
  (p) => `join(",", ${p.list()})`,
  (p) => `coalesce(${p.string()}, ${p.string()})`,
  (p) => `try(${p.string()}, ${p.string()})`,
  (p) => `try(${p.object()}.missing, ${p.string()})`,
  (p) => `jsondecode(jsonencode(${p.object()})).${p.key()}`,
  (p) => `jsonencode(${p.object()})`,
  (p) => `upper(${p.string()})`,
  (p) => `"n\${length(${p.list()})}"`,
  (p) => `{ one = ${p.string()}, two = ${p.string()}, other = "x" }[${p.condition()} ? "one" : "two"]`,
  (p) => `"%{for x in ${p.list()}}\${x}%{endfor}."`,
  (p) => `"%{if ${p.condition()}}y%{else}\${${p.string()}}%{endif}"`,
  (p) => `values(${p.object()})[${String(p.below(2))}]`,
];

const listForms: readonly Form[] = [
  (p) => `[${p.string()}, ${p.string()}]`,
  (p) => `concat(${p.list()}, ${p.list()})`,
  (p) => `[for x in ${p.list()} : upper(x)]`,
  (p) => `[for i, x in ${p.list()} : "i\${i}"]`,
  (p) => `[for k, v in ${p.object()} : v]`,
  (p) => `[for k, v in ${p.object()} : k]`,
  (p) => `sort(${p.list()})`,
  (p) => `reverse(${p.list()})`,
  (p) => `distinct(${p.list()})`,
  (p) => `tolist(toset(${p.list()}))`,
  (p) => `(${p.condition()} ? tolist(${p.list()}) : tolist(${p.list()}))`,
  (p) => `slice(${p.list()}, 0, 1)`,
  (p) => `flatten([[${p.string()}], ${p.list()}])`,
  (p) => `keys(${p.object()})`,
  (p) => `split(",", ${p.string()})`,
];

const objectForms: readonly Form[] = [
  (p) => `{ a = ${p.string()}, b = ${p.string()} }`,
  (p) => `merge(${p.object()}, { ${p.key()} = ${p.string()} })`,
  (p) => `merge(${p.object()}, ${p.object()})`,
  (p) => `{ for k, v in ${p.object()} : k => upper(v) }`,
  (p) => `{ for k, v in ${p.object()} : k => k }`,
  (p) => `zipmap(["a", "b"], [${p.string()}, ${p.string()}])`,
  (p) => `jsondecode(jsonencode(${p.object()}))`,
  (p) => `(${p.condition()} ? tomap(${p.object()}) : tomap(${p.object()}))`,
];

const conditionForms: readonly Form[] = [
  (p) => `${p.string()} == ${p.string()}`,
  (p) => `${p.string()} != "one"`,
  (p) => `length(${p.list()}) > 2`,
  (p) => `contains(${p.list()}, ${p.string()})`,
  (p) => `can(${p.string()})`,
  // No `||`: up to 1.11 it is not known where one side is not known, from 1.12 on the other side may settle it.
  (p) => `contains([${p.string()}, "two"], "one")`,
  (p) => `startswith(${p.string()}, "x-")`,
];

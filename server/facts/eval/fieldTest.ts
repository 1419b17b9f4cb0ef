/** What a condition says of a resource's own arguments, as far as it can be read. Pure values. */

export type FieldTest =
  | { readonly kind: 'true'; readonly field: string }
  | { readonly kind: 'equals'; readonly field: string; readonly value: string | number | boolean }
  | { readonly kind: 'set'; readonly field: string }
  | { readonly kind: 'changed'; readonly field: string }
  | { readonly kind: 'not'; readonly test: FieldTest }
  | { readonly kind: 'all' | 'any'; readonly tests: readonly FieldTest[] }
  | { readonly kind: 'known'; readonly value: boolean }
  /** Not readable; `fields` are the arguments that it looks at. */
  | { readonly kind: 'opaque'; readonly fields: readonly string[] };

export const always: FieldTest = { kind: 'known', value: true };
export const never: FieldTest = { kind: 'known', value: false };

/** Whether two tests are written alike. */
export function sameTest(left: FieldTest, right: FieldTest): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** The opposite of a test. */
export function negate(test: FieldTest): FieldTest {
  if (test.kind === 'known') return { kind: 'known', value: !test.value };
  if (test.kind === 'not') return test.test;
  if (test.kind === 'opaque') return test;
  return { kind: 'not', test };
}

/** All (or any) of some tests, with constants, duplicates and one-element lists resolved. */
export function combine(kind: 'all' | 'any', tests: readonly FieldTest[]): FieldTest {
  const decisive = kind === 'any';
  const kept: FieldTest[] = [];
  for (const test of tests) {
    if (test.kind === 'known') {
      if (test.value === decisive) return test;
      continue;
    }
    for (const part of test.kind === kind ? test.tests : [test])
      if (!kept.some((other) => sameTest(other, part))) kept.push(part);
  }
  const first = kept[0];
  if (!first) return { kind: 'known', value: !decisive };
  if (kept.some((test) => kept.some((other) => sameTest(other, negate(test)) && test.kind !== 'opaque')))
    return { kind: 'known', value: decisive };
  return kept.length === 1 ? first : { kind, tests: kept };
}

/** The arguments that a test looks at, sorted. */
export function fieldsOf(test: FieldTest): string[] {
  const fields = new Set<string>();
  const walk = (part: FieldTest): void => {
    switch (part.kind) {
      case 'known':
        return;
      case 'opaque':
        part.fields.forEach((field) => fields.add(field));
        return;
      case 'not':
        walk(part.test);
        return;
      case 'all':
      case 'any':
        part.tests.forEach(walk);
        return;
      default:
        fields.add(part.field);
    }
  };
  walk(test);
  return [...fields].sort();
}

/** The arguments that must have changed, or one of which must have, for a test to hold; not complete. */
export function changedFields(test: FieldTest): string[] {
  if (test.kind === 'changed') return [test.field];
  return test.kind === 'all' || test.kind === 'any' ? [...new Set(test.tests.flatMap(changedFields))] : [];
}

/** Rewrites the leaves of a test and resolves what becomes constant. */
export function mapTest(test: FieldTest, change: (leaf: FieldTest) => FieldTest): FieldTest {
  if (test.kind === 'not') return negate(mapTest(test.test, change));
  if (test.kind === 'all' || test.kind === 'any')
    return combine(
      test.kind,
      test.tests.map((part) => mapTest(part, change)),
    );
  return change(test);
}

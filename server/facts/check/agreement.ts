/** Compares what was read with what the provider documents. */
import type { ResourceFacts } from '../read/facts';
import type { DocumentedArgument } from './documentation';

/** How the tables and the documentation agree. */
export interface Agreement {
  /** Types that have a page. */
  readonly pages: number;
  /** Arguments documented as force-new that the schema has. */
  readonly documented: number;
  /** Those of them that are in the table. */
  readonly inTable: number;
  /** Documented as force-new, in the schema, but not in the table: `type path`. */
  readonly missing: readonly string[];
  /** As `missing`, but somebody read the source and found the documentation wrong, with what was seen there. */
  readonly documentationWrong: readonly { readonly argument: string; readonly why: string }[];
  /** Documented as force-new, but no argument of that name is in the schema. */
  readonly stale: number;
  /** Rows of types that have a page, and how many of them their page documents as force-new. */
  readonly rows: number;
  readonly rowsDocumented: number;
}

function matches(path: string, argument: DocumentedArgument): boolean {
  const parts = path.split('.');
  if (parts.at(-1) !== argument.name) return false;
  return argument.block === undefined ? parts.length === 1 : parts.at(-2) === argument.block;
}

function candidates(paths: readonly string[], argument: DocumentedArgument): string[] {
  const exact = paths.filter((path) => matches(path, argument));
  if (exact.length > 0) return exact;
  return paths.filter((path) => path.split('.').at(-1) === argument.name);
}

function hasRow(facts: ResourceFacts, path: string): boolean {
  return facts.rows.some(
    (row) => row.path === path || (row.covers === 'children' && path.startsWith(`${row.path}.`)),
  );
}

/** Whether a path has a row, or is a block all of whose content has rows. */
function isRow(facts: ResourceFacts, path: string): boolean {
  if (hasRow(facts, path)) return true;
  const inside = facts.paths.filter((other) => other.startsWith(`${path}.`));
  return inside.length > 0 && inside.every((other) => hasRow(facts, other));
}

/**
 * Compares all types that have a page.
 * @param verdicts say what the source shows where somebody found the documentation wrong, by `type path`.
 */
export function compare(
  resources: readonly ResourceFacts[],
  pages: ReadonlyMap<string, readonly DocumentedArgument[]>,
  verdicts: ReadonlyMap<string, string>,
): Agreement {
  const missing: string[] = [];
  const documentationWrong: { argument: string; why: string }[] = [];
  const sum = { pages: 0, documented: 0, inTable: 0, stale: 0, rows: 0, rowsDocumented: 0 };
  for (const facts of resources) {
    const page = pages.get(facts.type);
    if (!page) continue;
    sum.pages++;
    const saidOf = new Set<string>();
    for (const argument of page.filter((one) => one.forcesReplacement)) {
      const paths = candidates(facts.paths, argument);
      if (paths.length === 0) {
        sum.stale++;
        continue;
      }
      sum.documented++;
      paths.forEach((path) => saidOf.add(path));
      if (paths.some((path) => isRow(facts, path))) {
        sum.inTable++;
        continue;
      }
      const name = `${facts.type} ${paths[0] ?? argument.name}`;
      const why = verdicts.get(name);
      if (why === undefined) missing.push(name);
      else documentationWrong.push({ argument: name, why });
    }
    sum.rows += facts.rows.length;
    sum.rowsDocumented += facts.rows.filter((row) => saidOf.has(row.path)).length;
  }
  return { ...sum, missing, documentationWrong };
}

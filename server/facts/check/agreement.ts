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

function isRow(facts: ResourceFacts, path: string): boolean {
  return facts.rows.some(
    (row) => row.path === path || (row.covers === 'children' && path.startsWith(`${row.path}.`)),
  );
}

/** Compares all types that have a page. */
export function compare(
  resources: readonly ResourceFacts[],
  pages: ReadonlyMap<string, readonly DocumentedArgument[]>,
): Agreement {
  const missing: string[] = [];
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
      if (paths.some((path) => isRow(facts, path))) sum.inTable++;
      else missing.push(`${facts.type} ${paths[0] ?? argument.name}`);
    }
    sum.rows += facts.rows.length;
    sum.rowsDocumented += facts.rows.filter((row) => saidOf.has(row.path)).length;
  }
  return { ...sum, missing };
}

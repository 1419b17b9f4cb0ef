import { describeType } from '../analysis/describedFacts';
import { KnownFacts, type KnownFactsEnvironment } from '../analysis/knownFacts';
import { typeText } from '../analysis/typeText';
import { directoryOf } from '../base/uri';
import { canonicalUri } from './fromProtocol';
import type { FactsParams, FactsResult } from './messages';

/** Where facts about types are looked up. */
export interface TypeFactsSources {
  readonly facts: KnownFactsEnvironment;
  /** The opened folder (URI) that holds this one; undefined outside all of them. */
  readonly folderOf: (uri: string) => string | undefined;
  /** The folders that the user opened. */
  readonly opened: () => readonly string[];
}

/** Answers `holdfast/facts`: what is known of a type in all versions together, the project's own facts included. */
export async function typeFacts({ type, uri }: FactsParams, sources: TypeFactsSources): Promise<FactsResult> {
  const document = uri === undefined ? undefined : canonicalUri(uri);
  const directory = document === undefined ? (sources.opened()[0] ?? '') : directoryOf(document);
  const known = await KnownFacts.for(directory, sources.facts, sources.folderOf(directory));
  const found = await known.of(type);
  return found === undefined
    ? { text: null, near: await known.near(type) }
    : { text: typeText(type, describeType(found)), near: [] };
}

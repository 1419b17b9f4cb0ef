/** What a provider's own documentation says forces replacement. */
import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';

/** An argument that a page documents. */
export interface DocumentedArgument {
  readonly name: string;
  /** The block that it is described under, as far as the page says so. */
  readonly block?: string;
  readonly forcesReplacement: boolean;
}

const folders = ['website/docs/r', 'docs/resources', 'website/docs/resources', 'docs/r'];

const forcing =
  /\([^)]*\bForceNew\b|forces? (?:a |an |the )?(?:new|replacement|re-?creat)|(?:chang|modify|updat|alter|edit)ing (?:this|these|the|it|any|either|`)[^.]{0,80}?(?:forces|will (?:force|create|recreate|re-create|result in|cause|trigger)|creates|requires? (?:a )?(?:new|re-?creat|replac)|recreates|causes)[^.]{0,60}?(?:new|replac|re-?creat|destroy)|requires? (?:resource )?replacement|(?:this )?(?:can(?:not|'t)|can not) be (?:changed|updated|modified) (?:after|once)/i;
const firmly =
  /\([^)]*\bForceNew\b|changing this (?:\w+ )?creates a new|forces? (?:a |an |the )?(?:new|replacement|re-?creat)|new resource (?:to be created|will be created)|recreat/i;
const denying =
  /force a new (?:task )?deployment|enforce|forces? a new (?:interface|disk)\b|the pool to be replaced|new project to be created|(?:does not|doesn't|won't|will not|no longer|without) (?:force|recreat|creating a new)/i;

/** Whether a description says that a change replaces the resource. */
export function saysReplacement(description: string): boolean {
  return forcing.test(description) && firmly.test(description) && !denying.test(description);
}

/** How a provider's pages say that an argument forces replacement. */
export type DocumentationStyle =
  /** In a sentence. */
  | 'sentence'
  /** By not saying `(Updatable)`. Only top-level arguments are read: blocks are told by indentation there. */
  | 'updatable-marked';

function forces(style: DocumentationStyle, description: string): boolean {
  if (style === 'sentence') return saysReplacement(description);
  return /^\s*-?\s*\((?:Required|Optional)/.test(description) && !description.includes('(Updatable)');
}

const bullet = /^\s*(?:[*+-]|\d+\.)\s+(?:<a [^>]*><\/a>)?\s*\**`([a-z0-9_]+)`\**(.*)$/;
const blockIntroductions = [
  /^#+\s+(?:The\s+)?`?([a-z0-9_]+)`?(?:\s+(?:block|configuration block|argument reference|arguments?|configuration))?\s*:?\s*$/i,
  /`([a-z0-9_]+)`\s*(?:\([^)]*\)\s*)?(?:nested\s+|configuration\s+|object\s+|sub-?)?(?:blocks?|objects?|map|list|set|section|argument|configuration)?[^.]{0,60}?(?:supports?|contains?|accepts?|requires?|exports?|includes?|has the following|as follows|takes)\b[^.]*:?\s*$/i,
];
const attributesHeading = /^#+\s+(?:Attributes?|Read-Only|Timeouts|Import|Nested Schema for `?timeouts)/i;
const argumentsHeading = /^#+\s+(?:Arguments?(?: Reference)?|Schema|Required|Optional|Argument)/i;

function introducedBlock(line: string): string | undefined {
  if (/^\s*[*+-]\s/.test(line)) return undefined;
  for (const introduction of blockIntroductions) {
    const name = introduction.exec(line)?.[1];
    if (name !== undefined && !/^(arguments?|timeouts?|import|notes?|schema|optional|required)$/i.test(name))
      return name;
  }
  return /^#+\s+Nested Schema for `([a-z0-9_.]+)`/.exec(line)?.[1]?.split('.').at(-1);
}

/** Reads the arguments that a page in Markdown documents. */
export function readPage(text: string, style: DocumentationStyle = 'sentence'): DocumentedArgument[] {
  const found: DocumentedArgument[] = [];
  let block: string | undefined;
  let inArguments = true;
  let current: { name: string; block: string | undefined; text: string } | undefined;
  const finish = (): void => {
    if (!current) return;
    const { name, block: of, text: description } = current;
    found.push({
      name,
      ...(of === undefined ? {} : { block: of }),
      forcesReplacement: forces(style, description),
    });
    current = undefined;
  };
  for (const line of text.split('\n')) {
    const item = style === 'updatable-marked' && /^\s/.test(line) ? null : bullet.exec(line);
    if (item?.[1] !== undefined && inArguments) {
      finish();
      current = { name: item[1], block, text: item[2] ?? '' };
      continue;
    }
    const introduced = introducedBlock(line);
    if (line.startsWith('#') || introduced !== undefined) {
      finish();
      if (attributesHeading.test(line)) inArguments = false;
      else if (argumentsHeading.test(line)) {
        inArguments = true;
        block = undefined;
      }
      if (introduced !== undefined) block = introduced;
    } else if (current && line.trim() !== '') current.text += ` ${line.trim()}`;
    else if (line.trim() === '') finish();
  }
  finish();
  return found;
}

/**
 * Reads the pages of a checkout, by resource type.
 * @param prefix is what types' names start with, without the underscore.
 */
export function readDocumentation(
  root: string,
  prefix: string,
  style: DocumentationStyle = 'sentence',
): Map<string, DocumentedArgument[]> {
  const pages = new Map<string, DocumentedArgument[]>();
  for (const folder of folders) {
    let names: string[];
    try {
      names = readdirSync(path.join(root, folder));
    } catch {
      continue;
    }
    for (const name of names) {
      const base = /^([a-z0-9_]+)(?:\.html)?\.(?:md|markdown)$/.exec(name)?.[1];
      if (base === undefined) continue;
      const type = base.startsWith(`${prefix}_`) ? base : `${prefix}_${base}`;
      if (!pages.has(type))
        pages.set(type, readPage(readFileSync(path.join(root, folder, name), 'utf8'), style));
    }
  }
  return pages;
}

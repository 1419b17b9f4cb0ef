/** The languages whose files Terraform reads, whoever registered them. */
const languages = ['terraform', 'terraform-vars', 'opentofu', 'opentofu-vars'];

/** The same files by name: JSON, and everything that another extension gives a language of its own; project files. */
const namePatterns = ['**/*.{tf,tofu,tfvars}', '**/*.{tf,tofu,tfvars}.json', '**/holdfast.{yaml,yml,json}'];

/** A document by its language or by its path, in the form that the editor and the protocol share. */
export type AnalysedDocument =
  | { readonly scheme: string; readonly language: string }
  | { readonly scheme: string; readonly pattern: string };

/**
 * The documents that go to the server: files on disk, and new ones that were not saved yet. Not the two sides
 * of a comparison, or what a source control provider shows: those are other states of a file that is analysed.
 */
export const analysedDocuments: readonly AnalysedDocument[] = [
  ...languages.flatMap((language) => [
    { scheme: 'file', language },
    { scheme: 'untitled', language },
  ]),
  ...namePatterns.map((pattern) => ({ scheme: 'file', pattern })),
];

import type { FileSystem } from '../../base/fileSystem';
import { childOf } from '../../base/uri';
import { attributeNamed, nestedBodies } from '../../modules/bodyAccess';
import type { Block, TopLevelBlock } from '../../syntax/ast';
import type { FixableFile } from '../fix';

/** What is looked at to find the state. */
export interface StateSurroundings {
  readonly fileSystem: FileSystem;
  /** The text that was analysed; undefined for a file that was not. */
  readonly texts: (uri: string) => FixableFile | undefined;
}

/**
 * The URI of the state file that `terraform` would use for `directory` as a root module, when it keeps the state
 * in a local file of the selected workspace; undefined where it keeps it elsewhere (a file that lies about
 * then is left over from before) or cannot be told where. Whether the file is there is not looked at.
 */
export async function localStateFile(
  { fileSystem, texts }: StateSurroundings,
  directory: string,
): Promise<string | undefined> {
  if (await keepsStateElsewhere({ fileSystem, texts }, directory)) return undefined;
  const selected = await fileSystem.readFile(childOf(childOf(directory, '.terraform'), 'environment'));
  const workspace = selected?.trim() ?? '';
  const home =
    workspace === '' || workspace === 'default'
      ? directory
      : childOf(childOf(directory, 'terraform.tfstate.d'), workspace);
  return childOf(home, 'terraform.tfstate');
}

async function keepsStateElsewhere(
  { fileSystem, texts }: StateSurroundings,
  directory: string,
): Promise<boolean> {
  const entries = await fileSystem.readDirectory(directory);
  return entries.some(({ name }) =>
    texts(childOf(directory, name))?.syntax.blocks.some(
      (block) => block.type === 'terraform' && namesOtherState(block),
    ),
  );
}

/** A `backend "local"` without a path is the default written out; a block half typed says nothing. */
function namesOtherState(block: TopLevelBlock): boolean {
  const { body } = block;
  const fromJson = nestedBodies(body, 'backend').flatMap((backend) => backend.attributes);
  const isOtherInJson =
    attributeNamed(body, 'backend') !== undefined &&
    fromJson.some(
      ({ name, value }) => name !== 'local' || (value.kind === 'object' && value.items.length > 0),
    );
  return (
    block.broken ||
    isOtherInJson ||
    body.blocks.some(isOtherBackend) ||
    attributeNamed(body, 'cloud') !== undefined
  );
}

function isOtherBackend({ type, labels, body }: Block): boolean {
  return type === 'cloud' || (type === 'backend' && (labels[0] !== 'local' || body.attributes.length > 0));
}

import type { FileSystem } from '../base/fileSystem';
import { childOf } from '../base/uri';
import type { ResourceDeclaration } from '../modules/module';
import type { Literal } from '../syntax/ast';

/** State files beyond this many UTF-16 units are not read for a quick fix. */
const largestState = 64 * 1024 * 1024;

/**
 * The value that all deployed instances of a resource have in common for the argument at the dotted path
 * `attribute`, from `terraform.tfstate` (format 4) in `directory`; undefined where there is no such file,
 * no such resource, no common value, or the file cannot be read. The state must be that of the directory as
 * a root module.
 */
export async function deployedValue(
  fileSystem: FileSystem,
  directory: string,
  resource: ResourceDeclaration,
  attribute: string,
): Promise<Literal | undefined> {
  const text = await fileSystem.readFile(childOf(directory, 'terraform.tfstate'));
  if (text === undefined || text.length > largestState) return undefined;
  const values = instancesIn(parse(text), resource).flatMap((instance) =>
    valuesAt(instance, attribute.split('.')),
  );
  const [first] = values;
  const isCommon = first !== undefined && first !== null && values.every((value) => value === first);
  return isCommon ? first : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The attribute objects of the resource's current instances in the root module. */
function instancesIn(state: unknown, resource: ResourceDeclaration): readonly unknown[] {
  if (!isRecord(state) || state['version'] !== 4) return [];
  return listOf(state['resources']).flatMap((candidate) => {
    const isOurs =
      isRecord(candidate) &&
      candidate['module'] === undefined &&
      candidate['mode'] === resource.mode &&
      candidate['type'] === resource.type &&
      candidate['name'] === resource.name;
    if (!isOurs) return [];
    return listOf(candidate['instances']).flatMap((instance) =>
      isRecord(instance) && instance['deposed'] === undefined ? [instance['attributes']] : [],
    );
  });
}

/** Nested blocks are lists in the state: the values of all of them. */
function valuesAt(value: unknown, path: readonly string[]): readonly Literal[] {
  if (Array.isArray(value)) return value.flatMap((element) => valuesAt(element, path));
  const [name, ...rest] = path;
  if (name === undefined) return isLiteral(value) ? [value] : [];
  return isRecord(value) ? valuesAt(value[name], rest) : [];
}

function isLiteral(value: unknown): value is Literal {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

import { say } from '../../base/language';
import { dynamicBodies, attributeNamed, nestedBodies, writtenBodies } from '../../modules/bodyAccess';
import type { Hazard } from '../../rules/hazard';
import { declaredIn } from '../declaredSource';
import { ArgumentReader } from './argumentReader';
import type { ImageFilter, ImageQuery, ImageSearch } from './imageQuery';
import { readAccess, type ReadAccess, type ReadSource } from './providerAccess';

/** The type of data source that is looked up here. */
const imageType = 'aws_ami';

/** The attributes of such a data source that are the image's id. */
const idAttributes = ['id', 'image_id'];

/**
 * An `aws_ami` data source as it is written: what it searches for, and why something of that cannot be told. What
 * its arguments mean was read in terraform-provider-aws v5.46 and v6.58, `dataSourceAMIRead`. `most_recent` is no part of it:
 * who chooses from a list does not need it.
 */
export interface ImageSource {
  /** `data.aws_ami.linux`. */
  readonly address: string;
  readonly search: ImageSearch;
  /** Why the search cannot be told, in sentences; `search` is not to be used where there are any. */
  readonly obstacles: readonly string[];
  readonly provider: ReadAccess;
}

/** The image data source whose id, unchanged, is what drifts; undefined where it is something else. */
export function imageSource(hazard: Hazard): ImageSource | undefined {
  const { drift } = hazard.arrival;
  const source = declaredIn(hazard.evaluator, drift.source);
  const isId = drift.cause === 'drift' && drift.unchanged && idAttributes.includes(drift.attribute);
  if (source?.declaration.type !== imageType || !isId) return undefined;
  return { address: source.declaration.address, ...readSearch(source), provider: readAccess(source) };
}

/** The question to ask, or why it cannot be told: sentences. */
export function imageQuery({
  address,
  search,
  obstacles,
  provider,
}: ImageSource): ImageQuery | readonly string[] {
  const all = [...obstacles, ...provider.obstacles];
  if (provider.isOtherIdentity && search.owners.includes('self')) {
    all.push(
      say`${address} asks for images of its own account, and its provider has other credentials than yours.`,
    );
  }
  return all.length > 0 ? all : { ...search, ...provider.access };
}

function readSearch({ declaration, evaluator }: ReadSource): Pick<ImageSource, 'search' | 'obstacles'> {
  const { address, block } = declaration;
  const { body } = block;
  const scope = evaluator.scopeOf(declaration);
  const reader = new ArgumentReader(evaluator, address, body, scope);
  const nameRegex = reader.text('name_regex');
  const argument = attributeNamed(body, 'filter')?.value;
  const isComputed = argument !== undefined && writtenBodies(argument) === undefined;
  if (isComputed || dynamicBodies(body, 'filter').length > 0) reader.addObstacle('filter');
  const filters = nestedBodies(body, 'filter').map((filter): ImageFilter => {
    const inFilter = new ArgumentReader(evaluator, say`a filter of ${address}`, filter, scope);
    const read = { name: inFilter.text('name') ?? '', values: inFilter.texts('values') };
    reader.obstacles.push(...inFilter.obstacles);
    return read;
  });
  const search = {
    owners: reader.texts('owners'),
    filters,
    executableUsers: reader.texts('executable_users'),
    includeDeprecated: reader.flag('include_deprecated'),
    ...(nameRegex !== undefined && { nameRegex }),
  };
  return { search, obstacles: reader.obstacles };
}

import { EC2Client, paginateDescribeImages, type Image } from '@aws-sdk/client-ec2';
import { loadSharedConfigFiles } from '@smithy/core/config';
import { RE2JS } from 're2js';
import { say } from '../base/language';
import type { ImageAnswer, ImageCandidate, ImageQuery } from '../analysis/finding';
import { Cancelled } from '../base/cancellation';
import { lookUpError } from './imageLookUpError';

/** How long AWS may take to answer, its credentials and all pages included, in milliseconds. */
const patience = 30_000;

/** More than anybody looks through; the newest are what is asked for. */
const mostCandidates = 200;

/**
 * Asks EC2 for the images that a data source would find, with the credentials and the region that the AWS tools of
 * this machine would use. It is the same question as the provider's, and what the provider does with the answer is
 * done to it: source as in `fixes/images/imageSource.ts`. Nothing of question or answer is logged. Rejects with
 * `Cancelled`, and nothing else, when `signal` says so.
 * @param milliseconds how long to wait for the answer
 */
export async function findImages(
  query: ImageQuery,
  signal: AbortSignal,
  milliseconds = patience,
): Promise<ImageAnswer> {
  const timeout = AbortSignal.timeout(milliseconds);
  const ended = AbortSignal.any([signal, timeout]);
  let region: string | undefined;
  try {
    const nameMatches = nameTest(query);
    // The package reads these files once for the life of the process; the user may have logged in since.
    await orEnd(loadSharedConfigFiles({ ignoreCache: true }), ended);
    const client = clientFor(query);
    region = await orEnd(client.config.region(), ended);
    const images = await orEnd(describeImages(client, query, ended), ended);
    const candidates = images.filter(nameMatches).map(candidateOf).sort(newestFirst).slice(0, mostCandidates);
    return candidates.length > 0 ? { candidates } : { error: say`No image in ${region} matches.` };
  } catch (error) {
    if (signal.aborted) throw new Cancelled();
    if (timeout.aborted) {
      return { error: say`AWS did not answer within ${milliseconds / 1000} seconds.` };
    }
    return { error: lookUpError(error, region) };
  }
}

function clientFor({ region, profile }: ImageQuery): EC2Client {
  // The editor brings the Node: its user can do nothing about a version whose end is coming.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  // Terraform's provider reads the second of these too, the package does not.
  const asked = region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION'];
  return new EC2Client({
    ...(asked !== undefined && { region: asked }),
    ...(profile !== undefined && { profile }),
  });
}

async function describeImages(
  client: EC2Client,
  { owners, filters, executableUsers, includeDeprecated }: ImageQuery,
  abortSignal: AbortSignal,
): Promise<readonly Image[]> {
  const pages = paginateDescribeImages(
    { client },
    {
      IncludeDeprecated: includeDeprecated,
      ...(owners.length > 0 && { Owners: [...owners] }),
      ...(executableUsers.length > 0 && { ExecutableUsers: [...executableUsers] }),
      ...(filters.length > 0 && {
        Filters: filters.map(({ name, values }) => ({ Name: name, Values: [...values] })),
      }),
    },
    { abortSignal },
  );
  const images: Image[] = [];
  try {
    for await (const page of pages) images.push(...(page.Images ?? []));
  } finally {
    client.destroy();
  }
  return images;
}

/** Not everything in the package hears of a signal, such as the search for credentials. */
function orEnd<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = () => {
      reject(new Cancelled());
    };
    if (signal.aborted) end();
    signal.addEventListener('abort', end, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', end);
    });
  });
}

/** The provider applies the pattern to the answer, and leaves out images without a name then. */
function nameTest({ nameRegex }: ImageQuery): (image: Image) => boolean {
  if (nameRegex === undefined) return () => true;
  const pattern = RE2JS.compile(nameRegex);
  return ({ Name: name = '' }) => name !== '' && pattern.matcher(name).find();
}

function candidateOf(image: Image): ImageCandidate {
  const { ImageId, Name, CreationDate, Architecture, OwnerId, ImageOwnerAlias, DeprecationTime } = image;
  return {
    id: ImageId ?? '',
    name: Name ?? '',
    creationDate: CreationDate ?? '',
    architecture: Architecture ?? '',
    ownerId: OwnerId ?? '',
    ...(ImageOwnerAlias !== undefined && { ownerAlias: ImageOwnerAlias }),
    ...(DeprecationTime !== undefined && { deprecationTime: DeprecationTime }),
  };
}

/** A date that cannot be read is older than all others, as it is to the provider. */
function newestFirst(one: ImageCandidate, other: ImageCandidate): number {
  const timeOf = ({ creationDate }: ImageCandidate) => Date.parse(creationDate) || 0;
  return timeOf(other) - timeOf(one);
}

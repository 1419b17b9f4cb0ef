import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { ImageAnswer, ImageQuery } from '../../server/src/analysis/finding';
import { Cancelled } from '../../server/src/base/cancellation';
import { findImages } from '../../server/src/node/imageLookup';
import { AwsEnvironment, someCredentials } from '../support/awsEnvironment';
import { Ec2Endpoint, type EndpointAnswer, type EndpointRequest } from '../support/ec2Endpoint';

const anything: ImageQuery = { owners: [], filters: [], executableUsers: [], includeDeprecated: false };

const image = (imageId: string, creationDate: string, name = imageId) => ({ imageId, creationDate, name });

describe('Looking images up', () => {
  let environment: AwsEnvironment;
  let endpoint: Ec2Endpoint | undefined;

  beforeEach(() => {
    environment = new AwsEnvironment();
    endpoint = undefined;
  });

  afterEach(async () => {
    environment.restore();
    await endpoint?.stop();
  });

  /** Starts an endpoint, and sets what makes the package ask there, with credentials and a region. */
  async function serve(answer: (request: EndpointRequest) => EndpointAnswer): Promise<Ec2Endpoint> {
    endpoint = await Ec2Endpoint.start(answer);
    environment.set({ AWS_ENDPOINT_URL_EC2: endpoint.url, AWS_REGION: 'eu-west-1', ...someCredentials });
    return endpoint;
  }

  async function ask(query: Partial<ImageQuery> = {}): Promise<ImageAnswer> {
    return findImages({ ...anything, ...query }, new AbortController().signal);
  }

  async function idsFor(query: Partial<ImageQuery> = {}): Promise<readonly string[]> {
    const answer = await ask(query);
    assert.ok('candidates' in answer, JSON.stringify(answer));
    return answer.candidates.map(({ id }) => id);
  }

  const errorOf = async (query?: Partial<ImageQuery>) => {
    const answer = await ask(query);
    return 'error' in answer ? answer.error : JSON.stringify(answer);
  };

  it('asks what the data source asks', async () => {
    const { requests } = await serve(() => ({ images: [image('ami-1', '2026-01-01T00:00:00.000Z')] }));
    await ask({
      owners: ['amazon', 'self'],
      filters: [
        { name: 'name', values: ['a*', 'b & c'] },
        { name: 'tag:Team', values: [] },
      ],
      executableUsers: ['self'],
      includeDeprecated: true,
      region: 'ap-south-1',
    });
    assert.deepEqual(requests, [
      {
        accessKey: 'AKIDVARIABLES',
        region: 'ap-south-1',
        parameters: {
          Action: 'DescribeImages',
          Version: '2016-11-15',
          'Owner.1': 'amazon',
          'Owner.2': 'self',
          'Filter.1.Name': 'name',
          'Filter.1.Value.1': 'a*',
          'Filter.1.Value.2': 'b & c',
          'Filter.2.Name': 'tag:Team',
          'ExecutableBy.1': 'self',
          IncludeDeprecated: 'true',
        },
      },
    ]);
  });

  it('tells images apart, the newest first', async () => {
    await serve(() => ({
      images: [
        { ...image('ami-1', '2026-01-01T00:00:00.000Z', 'old'), architecture: 'x86_64', imageOwnerId: '1' },
        {
          ...image('ami-2', '2026-02-01T00:00:00.000Z', 'new'),
          architecture: 'arm64',
          imageOwnerId: '2',
          imageOwnerAlias: 'amazon',
          deprecationTime: '2028-02-01T00:00:00.000Z',
        },
        image('ami-0', 'no date'),
      ],
    }));
    assert.deepEqual(await ask(), {
      candidates: [
        {
          id: 'ami-2',
          name: 'new',
          creationDate: '2026-02-01T00:00:00.000Z',
          architecture: 'arm64',
          ownerId: '2',
          ownerAlias: 'amazon',
          deprecationTime: '2028-02-01T00:00:00.000Z',
        },
        {
          id: 'ami-1',
          name: 'old',
          creationDate: '2026-01-01T00:00:00.000Z',
          architecture: 'x86_64',
          ownerId: '1',
        },
        { id: 'ami-0', name: 'ami-0', creationDate: 'no date', architecture: '', ownerId: '' },
      ],
    });
  });

  it('reads all pages', async () => {
    const { requests } = await serve(({ parameters }) =>
      parameters['NextToken'] === undefined
        ? { images: [image('ami-1', '2026-01-01T00:00:00.000Z')], nextToken: 'more' }
        : { images: [image('ami-2', '2026-02-01T00:00:00.000Z')] },
    );
    assert.deepEqual(await idsFor(), ['ami-2', 'ami-1']);
    assert.deepEqual(
      requests.map(({ parameters }) => parameters['NextToken']),
      [undefined, 'more'],
    );
  });

  it('applies the pattern of names to the answer', async () => {
    await serve(() => ({
      images: [
        image('ami-1', '2026-01-01T00:00:00.000Z', 'web-12'),
        image('ami-2', '2026-02-01T00:00:00.000Z', 'web-x'),
        image('ami-3', '2026-03-01T00:00:00.000Z', 'my-web-3'),
        image('ami-4', '2026-04-01T00:00:00.000Z', ''),
      ],
    }));
    assert.deepEqual(await idsFor({ nameRegex: 'web-\\d' }), ['ami-3', 'ami-1']);
    assert.deepEqual(await idsFor({ nameRegex: '(?i)^WEB' }), ['ami-2', 'ami-1']);
    assert.match(await errorOf({ nameRegex: '(?=x)' }), /^`name_regex` is no pattern: .*\.$/);
  });

  it('gives the newest of very many', async () => {
    const minute = (index: number) => new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString();
    const images = Array.from({ length: 1000 }, (_, index) => image(`ami-${String(index)}`, minute(index)));
    await serve(() => ({ images }));
    const ids = await idsFor();
    assert.equal(ids[0], 'ami-999');
    assert.equal(ids.length, 200);
  });

  it('takes endpoint, credentials, region and profile from the shared files', async () => {
    endpoint = await Ec2Endpoint.start(() => ({ images: [image('ami-1', '2026-01-01T00:00:00.000Z')] }));
    environment.set({ AWS_ENDPOINT_URL: endpoint.url });
    environment.writeFile(
      'credentials',
      '[default]\naws_access_key_id = AKIDDEFAULT\naws_secret_access_key = s\n[work]\naws_access_key_id = AKIDWORK\naws_secret_access_key = s\n',
    );
    environment.writeFile('config', '[default]\nregion = eu-north-1\n[profile work]\nregion = us-west-2\n');
    await ask();
    await ask({ profile: 'work' });
    await ask({ profile: 'work', region: 'eu-west-3' });
    assert.deepEqual(
      endpoint.requests.map(({ accessKey, region }) => [accessKey, region]),
      [
        ['AKIDDEFAULT', 'eu-north-1'],
        ['AKIDWORK', 'us-west-2'],
        ['AKIDWORK', 'eu-west-3'],
      ],
    );
  });

  it('knows the second name of the variable for the region', async () => {
    const { requests } = await serve(() => ({ images: [] }));
    delete process.env['AWS_REGION'];
    environment.set({ AWS_DEFAULT_REGION: 'ca-central-1' });
    await ask();
    assert.deepEqual(
      requests.map(({ region }) => region),
      ['ca-central-1'],
    );
  });

  const refusals: readonly (readonly [status: number, code: string, error: string])[] = [
    [401, 'AuthFailure', 'AWS did not accept the credentials.'],
    [400, 'RequestExpired', 'The AWS credentials have expired; log in again.'],
    [403, 'UnauthorizedOperation', 'The AWS credentials do not allow ec2:DescribeImages in eu-west-1.'],
    [400, 'InvalidAMIID.NotFound', 'No image in eu-west-1 matches.'],
    [
      400,
      'InvalidParameterValue',
      'The images could not be looked up: InvalidParameterValue: The endpoint says InvalidParameterValue.',
    ],
  ];
  for (const [status, code, error] of refusals) {
    it(`says what ${code} means`, async () => {
      await serve(() => ({ status, code }));
      assert.equal(await errorOf(), error);
    });
  }

  it('says that nothing matches', async () => {
    await serve(() => ({ images: [] }));
    assert.equal(await errorOf(), 'No image in eu-west-1 matches.');
  });

  it('says that there is no network', async () => {
    const gone = await serve(() => ({ images: [] }));
    await gone.stop();
    assert.equal(await errorOf(), 'EC2 in eu-west-1 could not be reached over the network (ECONNREFUSED).');
  });

  it('says that there are no credentials', async () => {
    const { requests } = await serve(() => ({ images: [] }));
    delete process.env['AWS_ACCESS_KEY_ID'];
    const expected = 'No AWS credentials were found: neither in the environment nor in the shared files.';
    assert.equal(await errorOf(), expected);
    assert.equal(await errorOf({ profile: 'nobody' }), expected);
    assert.deepEqual(requests, []);
  });

  it('says what a profile lacks', async () => {
    environment.set({ AWS_PROFILE: 'work', AWS_REGION: 'eu-west-1' });
    const start = 'https://sso.invalid/start';
    environment.writeFile(
      'config',
      `[profile work]\nsso_start_url = ${start}\nsso_region = eu-west-1\nsso_account_id = 1\nsso_role_name = r\n`,
    );
    assert.match(await errorOf(), /^AWS credentials could not be loaded: .* run '?aws sso login'? .*\.$/);
    const token = { accessToken: 'x', expiresAt: '2020-01-01T00:00:00Z' };
    // The package looks for it under the hash of the address.
    const name = createHash('sha1').update(start).digest('hex');
    environment.writeFile(`sso/cache/${name}.json`, JSON.stringify(token));
    assert.equal(await errorOf(), 'The AWS credentials have expired; log in again.');
  });

  it('sees that the user has logged in since', async () => {
    endpoint = await Ec2Endpoint.start(() => ({ images: [image('ami-1', '2026-01-01T00:00:00.000Z')] }));
    environment.set({ AWS_ENDPOINT_URL: endpoint.url, AWS_REGION: 'eu-west-1' });
    assert.match(await errorOf(), /^No AWS credentials were found/);
    const keys = (key: string) => `[default]\naws_access_key_id = ${key}\naws_secret_access_key = s\n`;
    environment.writeFile('credentials', keys('AKIDFIRST'));
    await ask();
    environment.writeFile('credentials', keys('AKIDSECOND'));
    await ask();
    assert.deepEqual(
      endpoint.requests.map(({ accessKey }) => accessKey),
      ['AKIDFIRST', 'AKIDSECOND'],
    );
  });

  it('says that there is no region', async () => {
    environment.set(someCredentials);
    assert.match(await errorOf(), /^No AWS region is set: /);
  });

  it('says that the region cannot be one', async () => {
    environment.set(someCredentials);
    assert.match(await errorOf({ region: 'a/b' }), /^No AWS region could be told: .*\.$/);
  });

  it('gives up in the end', async () => {
    await serve(() => 'silence');
    const answer = await findImages(anything, new AbortController().signal, 100);
    assert.deepEqual(answer, { error: 'AWS did not answer within 0.1 seconds.' });
  });

  it('stops when nobody waits any more', async () => {
    const controller = new AbortController();
    await serve(() => {
      controller.abort();
      return 'silence';
    });
    await assert.rejects(findImages(anything, controller.signal), Cancelled);
    await assert.rejects(findImages(anything, controller.signal), Cancelled);
  });
});

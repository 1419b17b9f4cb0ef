import * as assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';
import type { Predicate, SourceCatalogue, SourceModel } from '../../server/src/models/schema';

const folder = path.join(__dirname, '..', '..', '..', 'server', 'src', 'models', 'data', 'sources');

const rows: readonly SourceModel[] = readdirSync(folder)
  .filter((file) => file !== 'impure-functions.json')
  .flatMap((file) => {
    const text = readFileSync(path.join(folder, file), 'utf8');
    return (JSON.parse(text) as SourceCatalogue).sources;
  });

/** The arguments of a data block, all known; a nested block's name holds the arguments of its blocks. */
type Arguments = Readonly<Record<string, unknown>>;

function matches(value: unknown, pattern: string): boolean {
  const texts = Array.isArray(value) ? value : [value];
  return texts.length > 0 && texts.every((text) => new RegExp(pattern, 'u').test(String(text)));
}

/** Whether a predicate holds of arguments that are all known. */
function holds(predicate: Predicate, given: Arguments): boolean {
  if ('all' in predicate) return predicate.all.every((part) => holds(part, given));
  if ('any' in predicate) return predicate.any.some((part) => holds(part, given));
  if ('not' in predicate) return !holds(predicate.not, given);
  if ('block' in predicate) {
    const blocks = (given[predicate.block] ?? []) as readonly Arguments[];
    return blocks.some((block) => holds(predicate.where, block));
  }
  const value = given[predicate.argument];
  if ('isSet' in predicate) return (value !== undefined) === predicate.isSet;
  if (value === undefined) return false;
  return 'equals' in predicate ? value === predicate.equals : matches(value, predicate.matches);
}

/** The row that makes a data block drift, by the rule that the first whose `when` holds decides. */
function deciding(type: string, given: Arguments): SourceModel | undefined {
  const row = rows.find((each) => each.type === type && (each.when === undefined || holds(each.when, given)));
  return row?.unless !== undefined && holds(row.unless, given) ? undefined : row;
}

function filter(name: string, value: string): Arguments {
  return { name, values: [value] };
}

const rds = 'aws_rds_engine_version';
const neptune = 'aws_neptune_engine_version';

const drifting: readonly (readonly [type: string, attribute: string, given: Arguments])[] = [
  [rds, 'version', { engine: 'postgres', version: '16', latest: true }],
  [rds, 'version', { engine: 'postgres', version: '16', default_only: true }],
  [rds, 'version', { engine: 'mysql', version: '8.0', preferred_versions: ['8.0.41', '8.0.40'] }],
  [rds, 'version', { engine: 'aurora-mysql', version: '8.0.mysql_aurora.3', latest: true }],
  [neptune, 'version', { version: '1.3.2', latest: true }],
  ['aws_ami', 'id', { owners: ['amazon'], most_recent: true, name_regex: '^al2023-ami-.*-x86_64$' }],
  ['aws_ami', 'id', { most_recent: true, name_regex: '^al2023-ami-2023\\.6-x86_64$' }],
  ['aws_availability_zones', 'names', { filter: [filter('opt-in-status', 'opt-in-not-required')] }],
  ['aws_db_instance', 'availability_zone', { db_instance_identifier: 'main' }],
  ['aws_ssm_parameter', 'value', { name: '/aws/service/ecs/optimized-ami/amazon-linux-2/recommended' }],
  ['azurerm_client_config', 'id', {}],
  ['azuread_client_config', 'id', {}],
  ['cloudflare_dns_record', 'content', { zone_id: 'z', dns_record_id: 'r' }],
  ['cloudflare_worker_version', 'id', { worker_id: 'w', version_id: 'latest' }],
  ['cloudflare_workers_kv', 'value', { namespace_id: 'n', key_name: 'k' }],
  ['github_user', 'login', { username: '' }],
  ['github_user', 'ssh_keys', { username: 'octocat' }],
  ['google_netblock_ip_ranges', 'cidr_blocks', { range_type: 'google-netblocks' }],
];

const pinned: readonly (readonly [type: string, given: Arguments])[] = [
  [rds, { engine: 'postgres', version: '16.4', latest: true }],
  [rds, { engine: 'mysql', version: '8.0.41', latest: true }],
  [rds, { engine: 'aurora-mysql', version: '8.0.mysql_aurora.3.08.0', latest: true }],
  [neptune, { version: '1.3.2.1', latest: true }],
  ['aws_ami', { owners: ['amazon'], most_recent: true, name_regex: '^al2023-ami-2023\\.6-x86_64$' }],
  ['aws_availability_zones', { filter: [filter('zone-name', 'eu-west-1a')] }],
  ['aws_ebs_snapshot', { most_recent: true, snapshot_ids: ['snap-1'] }],
  ['aws_fsx_openzfs_snapshot', { most_recent: true, snapshot_ids: ['fsvolsnap-1'] }],
  ['aws_ssm_parameter', { name: '/aws/service/global-infrastructure/regions/eu-west-1/longName' }],
  ['azurerm_application_insights', { name: 'a', resource_group_name: 'g' }],
  ['cloudflare_worker_version', { worker_id: 'w', version_id: '0d1c' }],
  ['google_netblock_ip_ranges', { range_type: 'health-checkers' }],
  ['google_netblock_ip_ranges', { range_type: 'private-googleapis-with-directconnectivity' }],
];

/** Values that pins ask for: a number, a name with a version, a digest, a commit, a build. */
const samples = [
  '42',
  'v42',
  'name:42',
  'name:1.2.3',
  'name@sha256:0a1b',
  '0a1b2c3d4e'.repeat(4),
  'arn:aws:imagebuilder:eu-west-1:1:image/web/1.2.3/4',
  '1.2.3',
];

/** The arguments that make a row volatile, as far as its predicate asks for values or for presence. */
function provoking(predicate: Predicate | undefined): Arguments {
  if (predicate === undefined) return {};
  if ('all' in predicate) return Object.assign({}, ...predicate.all.map(provoking)) as Arguments;
  if ('any' in predicate) return provoking(predicate.any[0]);
  if ('argument' in predicate && 'equals' in predicate) {
    return { [predicate.argument]: predicate.equals };
  }
  return 'argument' in predicate && 'isSet' in predicate && predicate.isSet
    ? { [predicate.argument]: 'x' }
    : {};
}

describe('source rows decide as the providers do', () => {
  for (const [type, attribute, given] of drifting) {
    it(`${type}.${attribute} drifts with ${JSON.stringify(given)}`, () => {
      assert.ok(deciding(type, given)?.drifting.includes(attribute));
    });
  }
  for (const [type, given] of pinned) {
    it(`${type} does not drift with ${JSON.stringify(given)}`, () => {
      assert.equal(deciding(type, given), undefined);
    });
  }

  it('has pins that pin: the argument written and the others removed, no row holds any longer', () => {
    const ineffective = rows.filter(({ type, when, pin }) => {
      const { argument, remove = [] } = pin ?? {};
      if (argument === undefined) return false;
      const kept = Object.entries(provoking(when)).filter(([name]) => !remove.includes(name));
      const given = Object.fromEntries(kept);
      return samples.every((sample) => deciding(type, { ...given, [argument]: sample }) !== undefined);
    });
    assert.deepEqual(
      ineffective.map(({ type }) => type),
      [],
    );
  });

  it('keeps retrieve_by, which github_release requires, in its pin', () => {
    const release = rows.find(({ type }) => type === 'github_release');
    assert.ok(release?.pin !== undefined && release.pin.remove === undefined);
  });
});

import * as assert from 'node:assert/strict';
import { createHost, filesInMemory, root } from '../support/engine';

/** How certain the replacement of each resource is, if these data sources answer differently. */
async function certainties(main: string, ...addresses: readonly string[]): Promise<Record<string, string>> {
  const host = await createHost(filesInMemory({ 'main.tf': main }));
  const answer = await host.whatIf(root, { addresses });
  assert.ok(answer);
  return Object.fromEntries(answer.replaced.map(({ address, certainty }) => [address, certainty]));
}

describe('arguments that are sets', () => {
  it('may stay what they are when the members of a list change: they may only change places', async () => {
    const main = `
data "aws_availability_zones" "all" {}
data "aws_ami" "base" { most_recent = true }

resource "aws_docdb_cluster" "set" {
  availability_zones = data.aws_availability_zones.all.names
}
resource "aws_docdb_cluster" "set_of_a_new_list" {
  availability_zones = [for name in data.aws_availability_zones.all.names : upper(name)]
}
resource "random_shuffle" "list" {
  input = data.aws_availability_zones.all.names
}
resource "aws_docdb_cluster" "written_out" {
  availability_zones = ["a", data.aws_ami.base.id]
}
`;
    assert.deepEqual(await certainties(main, 'data.aws_availability_zones.all', 'data.aws_ami.base'), {
      'aws_docdb_cluster.set': 'possible',
      'aws_docdb_cluster.set_of_a_new_list': 'possible',
      'aws_docdb_cluster.written_out': 'certain',
      'random_shuffle.list': 'certain',
    });
  });
});

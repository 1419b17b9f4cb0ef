import * as assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import * as path from 'node:path';

const data = path.join(__dirname, '..', '..', '..', 'server', 'src', 'models', 'data');

function contents(folder: string): unknown[] {
  const files = readdirSync(path.join(data, folder));
  return files.map((file) => JSON.parse(readFileSync(path.join(data, folder, file), 'utf8')) as unknown);
}

/** Types that some argument of theirs replaces. Terraform's own has no provider source to be read. */
function replacedTypes(): Set<string> {
  const tables = [...contents('generated'), ...contents('overrides')] as {
    resources: Record<string, string>;
  }[];
  const types = tables.flatMap(({ resources }) =>
    Object.keys(resources).filter((type) => resources[type] !== ''),
  );
  return new Set([...types, 'terraform_data']);
}

describe('the consequence tables', () => {
  it('name only types that something replaces', () => {
    const replaced = replacedTypes();
    const named = contents('consequences').flatMap((table) =>
      Object.values(table as Record<string, string[]>).flat(),
    );
    assert.deepEqual(
      named.filter((type) => !replaced.has(type)),
      [],
    );
  });
});

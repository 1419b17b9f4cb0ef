import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseConfigurations, type Configuration } from './cases/configuration';
import { brokenPromises, fixedConfigurations, type FixedConfiguration } from './fixedConfigurations';
import { hasTerraform } from './run/command';
import { truthsOf, type Truth } from './run/truth';

const directory = 'test/terraform/cases';
const cases = readdirSync(directory)
  .filter((name) => name.endsWith('.tf.txt'))
  .sort()
  .flatMap((name) => parseConfigurations(readFileSync(join(directory, name), 'utf8')));

describe('probe', function () {
  this.timeout(900_000);
  it('all', async () => {
    const truths = await truthsOf(cases);
    console.log('truths', Date.now());
    const deployed: FixedConfiguration[] = [],
      typed: FixedConfiguration[] = [];
    for (const [i, c] of cases.entries()) {
      const st = truths[i]?.state;
      if (!st) {
        console.log('no state', c.title, truths[i]?.unchanged);
        continue;
      }
      for (const f of await fixedConfigurations(c, st)) {
        (f.fix.applicability === 'safe' ? deployed : typed).push(f);
      }
    }
    console.log('variants', deployed.length, typed.length, Date.now());
    const byC = new Map(cases.map((c, i) => [c, truths[i]]));
    const a = await truthsOf(
      deployed.map((f) => f.configuration),
      deployed.map((f) => byC.get(f.original)?.state ?? []),
    );
    console.log('deployed', Date.now());
    const b = await truthsOf(typed.map((f) => f.configuration));
    console.log('typed', Date.now());
    let n = 0;
    for (const [list, ts] of [
      [deployed, a],
      [typed, b],
    ] as const)
      for (const [i, f] of list.entries()) {
        const p = brokenPromises(f, byC.get(f.original)!, ts[i]!);
        if (p.length) {
          n++;
          console.log(f.fix.applicability, f.title, p);
        }
      }
    console.log('broken', n);
  });
});
void (0 as unknown as Configuration | Truth);
void assert;
void hasTerraform;

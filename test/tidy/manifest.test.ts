import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Command {
  readonly command: string;
  readonly title: string;
}

interface Step {
  readonly media: { readonly image: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly icon: string }[] };
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly markdownDescription: string }>>;
    };
  };
}

const text = readFileSync('package.json', 'utf8');
const { contributes } = JSON.parse(text) as Manifest;
const words = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
const commands = contributes.commands.map(({ command }) => command);

/** All text of the client's own code. */
const client = readdirSync('client/src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(path.join('client/src', name), 'utf8'))
  .join('\n');

describe('the manifest', () => {
  it('says nothing to users but what package.nls.json translates, and all of that', () => {
    const used = [...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(words).sort());
    const titles = [
      ...contributes.commands.map(({ title }) => title),
      ...Object.values(contributes.configuration.properties).map((one) => one.markdownDescription),
    ];
    assert.deepEqual(
      titles.filter((title) => !/^%.+%$/.test(title)),
      [],
    );
  });

  it('declares each command that its menus and texts name, and the client carries out', () => {
    const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
    const inTexts = Object.values(words).flatMap((word) =>
      [...word.matchAll(/\(command:(holdfast\.\w+)\)/g)].map(([, command]) => command ?? ''),
    );
    const inSteps = steps.flatMap(({ completionEvents }) =>
      completionEvents.flatMap((event) => /^onCommand:(holdfast\..*)/.exec(event)?.[1] ?? []),
    );
    for (const command of [...inMenus, ...inTexts, ...inSteps])
      assert.ok(commands.includes(command), command);
    for (const command of commands) assert.ok(client.includes(`'${command}'`), command);
  });

  it('names pictures that are there, and packs those of the walkthrough with its sample', () => {
    const packed = readFileSync('.vscodeignore', 'utf8').split('\n');
    for (const { icon } of contributes.viewsContainers.activitybar) assert.ok(existsSync(icon), icon);
    for (const { media } of steps) {
      assert.ok(existsSync(media.image), media.image);
      assert.ok(packed.includes(`!${path.dirname(media.image)}/*.png`), media.image);
    }
    assert.ok(packed.includes('!examples/nothing-changed/main.tf'));
  });
});

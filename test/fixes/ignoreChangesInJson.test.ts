import * as assert from 'node:assert/strict';
import { applied, offeredFix } from './fixing';

const json = (value: unknown, indentation: string | number = 2) => JSON.stringify(value, null, indentation);

const inJson = (more: object) => ({
  resource: { aws_instance: { web: { ami: '${data.aws_ami.linux.id}', ...more } } },
});

describe('ignore-changes in JSON syntax', () => {
  const lifecycles: readonly { readonly when: string; readonly before: object; readonly after: object }[] = [
    { when: 'missing', before: {}, after: { lifecycle: { ignore_changes: ['ami'] } } },
    {
      when: 'an object',
      before: { lifecycle: { prevent_destroy: false } },
      after: { lifecycle: { prevent_destroy: false, ignore_changes: ['ami'] } },
    },
    {
      when: 'a list of one object',
      before: { lifecycle: [{ ignore_changes: ['tags', 'user_data'] }] },
      after: { lifecycle: [{ ignore_changes: ['tags', 'user_data', 'ami'] }] },
    },
    {
      when: 'an empty object',
      before: { lifecycle: {} },
      after: { lifecycle: { ignore_changes: ['ami'] } },
    },
    {
      when: 'an empty list',
      before: { lifecycle: [] },
      after: { lifecycle: [{ ignore_changes: ['ami'] }] },
    },
    {
      when: 'there with an empty list in it',
      before: { lifecycle: { ignore_changes: [] } },
      after: { lifecycle: { ignore_changes: ['ami'] } },
    },
  ];
  async function checkInAnyIndentation(original: object, after: object): Promise<void> {
    for (const indentation of [2, 4, '\t', 0]) {
      const main = json(original, indentation);
      const { text } = await applied('ignore-changes', { 'main.tf.json': main });
      if (indentation === 0) {
        assert.ok(!text.includes('\n'));
        assert.deepEqual(JSON.parse(text), after);
        continue;
      }
      assert.equal(text, json(after, indentation));
      const withCrlf = main.replaceAll('\n', '\r\n');
      const crlf = await applied('ignore-changes', { 'main.tf.json': `${withCrlf}\r\n` });
      assert.equal(crlf.text, `${text.replaceAll('\n', '\r\n')}\r\n`);
    }
  }

  for (const { when, before: original, after } of lifecycles) {
    it(`is added when lifecycle is ${when}`, async () => {
      await checkInAnyIndentation(inJson(original), inJson(after));
    });
  }

  it('names the position of each block that the source reaches', async () => {
    const inDisks = (more: object) => ({
      resource: {
        google_compute_instance: {
          web: {
            network_interface: [
              { nic_type: '${data.aws_ami.linux.id}' },
              { nic_type: 'GVNIC' },
              { nic_type: '${data.aws_ami.linux.id}' },
            ],
            ...more,
          },
        },
      },
    });
    const names = ['network_interface[0].nic_type', 'network_interface[2].nic_type'];
    await checkInAnyIndentation(inDisks({}), inDisks({ lifecycle: { ignore_changes: names } }));
    await checkInAnyIndentation(
      inDisks({ lifecycle: { ignore_changes: ['labels'], prevent_destroy: false } }),
      inDisks({ lifecycle: { ignore_changes: ['labels', ...names], prevent_destroy: false } }),
    );
  });

  it('leaves the layout of a list of one line alone', async () => {
    const main = `{ "resource": { "aws_instance": { "web": [
  { "ami": "\${data.aws_ami.linux.id}",  "lifecycle": { "ignore_changes": ["tags"] } }
] } } }`;
    const { text } = await applied('ignore-changes', { 'main.tf.json': main });
    assert.deepEqual(JSON.parse(text), JSON.parse(main.replace('["tags"]', '["tags", "ami"]')));
    assert.ok(text.startsWith(main.slice(0, main.indexOf('["tags"') + 7)));
  });

  it('is not offered where the file is no sound JSON', async () => {
    const main = `${json(inJson({}))}\n]`;
    assert.equal(await offeredFix('ignore-changes', { 'main.tf.json': main }), undefined);
  });
});

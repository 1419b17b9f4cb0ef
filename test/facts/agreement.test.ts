import assert from 'node:assert/strict';
import { compare } from '../../server/facts/check/agreement';
import { type DocumentedArgument, readPage } from '../../server/facts/check/documentation';
import { frameworkProvider, read, sdkProvider, sdkResource } from './smallProvider';

function forcing(page: readonly DocumentedArgument[]): string[] {
  return page
    .filter((argument) => argument.forcesReplacement)
    .map(({ name, block }) => (block === undefined ? name : `${block}.${name}`));
}

describe('force-new generator: what a page documents', () => {
  it('tells arguments by the block that they are described under', () => {
    const page = readPage(`
## Argument Reference

* \`name\` - (Required, Forces new resource) The name.
* \`size\` - (Optional) The size.
* \`disk\` - (Optional) One or more \`disk\` blocks as defined below.

A \`disk\` block supports the following:

* \`kind\` - (Required) The kind. Changing this forces a new resource to be created.
* \`size\` - (Optional) The size.

## Attributes Reference

* \`id\` - Changing this forces a new resource to be created.
`);
    assert.deepEqual(forcing(page), ['name', 'disk.kind']);
  });

  it('knows sentences about something else than the resource', () => {
    const page = readPage(`
* \`deploy\` - (Optional) Enable to force a new deployment of the service.
* \`label\` - (Required) A label for the disk. Forces a new disk, if changed.
* \`zone\` - (Optional) Changing this no longer forces a new resource.
* \`region\` - (Optional) If it
  is changed, the resource is recreated: changing this forces a new resource.
* \`image\` - (Required, ForceNew, Available since v1.2.0) The image.
* \`network\` - (Optional) The network. Changing this creates a new port.
`);
    assert.deepEqual(forcing(page), ['region', 'image', 'network']);
  });

  it('reads pages that mark what can be updated', () => {
    const page = readPage(
      `
* \`name\` - (Required) (Updatable) The name.
* \`shape\` - (Required) The shape.
	* \`cores\` - (Required) The cores.
`,
      'updatable-marked',
    );
    assert.deepEqual(forcing(page), ['shape']);
  });
});

describe('force-new generator: agreement with the documentation', () => {
  const documented = (...names: readonly string[]): ReadonlyMap<string, DocumentedArgument[]> =>
    new Map([['small_thing', names.map((name) => ({ name, forcesReplacement: true }))]]);

  it('counts what is in the table, what is missing, and what a look at the source explains', async () => {
    const code = sdkResource(`
      "name": {Type: schema.TypeString, Required: true, ForceNew: true},
      "size": {Type: schema.TypeInt, Optional: true},
      "kind": {Type: schema.TypeInt, Optional: true},`);
    const { resources } = await read(sdkProvider(code));
    const verdicts = new Map([['small_thing kind', 'the source says otherwise']]);
    const found = compare(resources, documented('name', 'size', 'kind', 'gone'), verdicts);
    assert.deepEqual([found.documented, found.inTable, found.stale], [3, 1, 1]);
    assert.deepEqual(found.missing, ['small_thing size']);
    assert.deepEqual(found.documentationWrong, [
      { argument: 'small_thing kind', why: 'the source says otherwise' },
    ]);
  });

  it('takes a block as in the table where all that is in it is', async () => {
    const nested = (forceNew: boolean): string => `
      "disk": {Type: schema.TypeList, Optional: true, Elem: &schema.Resource{Schema: map[string]*schema.Schema{
        "kind": {Type: schema.TypeString, Required: true, ForceNew: true},
        "size": {Type: schema.TypeInt, Optional: true, ForceNew: ${String(forceNew)}},
      }}},`;
    const whole = await read(sdkProvider(sdkResource(nested(true))));
    assert.equal(compare(whole.resources, documented('disk'), new Map()).inTable, 1);
    const partly = await read(sdkProvider(sdkResource(nested(false))));
    assert.equal(compare(partly.resources, documented('disk'), new Map()).inTable, 0);
  });

  it('takes what is inside a framework block that forces replacement as in the table', async () => {
    const files = frameworkProvider(`Blocks: map[string]schema.Block{
      "disk": schema.ListNestedBlock{
        PlanModifiers: []planmodifier.List{listplanmodifier.RequiresReplace()},
        NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
          "size": schema.Int64Attribute{Required: true},
        }},
      },
    },`);
    const { resources } = await read(files);
    assert.equal(compare(resources, documented('size'), new Map()).inTable, 1);
  });
});

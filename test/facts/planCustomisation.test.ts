import assert from 'node:assert/strict';
import { entries, read, sdkProvider, sdkResource, table } from './smallProvider';

const attributes = `
  "user_data": {Type: schema.TypeString, Optional: true},
  "replace_on_change": {Type: schema.TypeBool, Optional: true},
  "engine": {Type: schema.TypeString, Optional: true},
  "size": {Type: schema.TypeInt, Optional: true},
  "nodes": {Type: schema.TypeList, Optional: true, Elem: &schema.Resource{Schema: map[string]*schema.Schema{
    "name": {Type: schema.TypeString, Optional: true},
  }}},`;

async function customised(customizeDiff: string, code = ''): Promise<string[]> {
  const fields = `UpdateContext: update, CustomizeDiff: ${customizeDiff},`;
  return entries(sdkProvider(`${sdkResource(attributes, fields)}${code}`));
}

describe('force-new generator: plan customisation', () => {
  it('reads the arguments that a condition looks at', async () => {
    const found =
      await customised(`customdiff.ForceNewIf("user_data", func(_ context.Context, d *schema.ResourceDiff, meta any) bool {
      return d.Get("replace_on_change").(bool)
    })`);
    assert.deepEqual(found, ['user_data?replace_on_change']);
  });

  it('follows conditions around ForceNew, early returns included', async () => {
    const found = await customised(
      'customdiff.All(resize, customdiff.ForceNewIfChange("size", shrinks))',
      `
func resize(ctx context.Context, d *schema.ResourceDiff, meta any) error {
	if d.Id() == "" {
		return nil
	}
	if d.Get("engine").(string) != "old" || !d.HasChange("engine") {
		return nil
	}
	return d.ForceNew("engine")
}

func shrinks(ctx context.Context, before, after, meta any) bool { return after.(int) < before.(int) }
`,
    );
    assert.deepEqual(found, ['engine?engine=old', 'size?~']);
  });

  it('is unconditional where ForceNew is called whatever happens', async () => {
    const found = await customised(
      'force',
      `
func force(ctx context.Context, d *schema.ResourceDiff, meta any) error {
	if d.HasChange("size") {
		if err := d.ForceNew("size"); err != nil {
			return err
		}
	}
	return nil
}
`,
    );
    assert.deepEqual(found, ['size']);
  });

  it('finds arguments whose path is built by code', async () => {
    const found = await customised(
      'force',
      `
func force(ctx context.Context, d *schema.ResourceDiff, meta any) error {
	for i := range d.Get("nodes").([]any) {
		for _, field := range []string{"name"} {
			key := fmt.Sprintf("nodes.%d.%s", i, field)
			if d.HasChange(key) {
				d.ForceNew(key)
			}
		}
	}
	return nil
}
`,
    );
    assert.equal(found.length, 1);
    assert.match(found[0] ?? '', /^nodes\.name\?/);
  });

  it('lists a replacement of an argument that it cannot name', async () => {
    const fields = 'UpdateContext: update, CustomizeDiff: force,';
    const code = `${sdkResource(attributes, fields)}
func force(ctx context.Context, d *schema.ResourceDiff, meta any) error {
	return d.ForceNew(api.KeyOf(meta))
}
`;
    const { unresolved } = table(await read(sdkProvider(code)));
    assert.equal(unresolved['small_thing']?.length, 1);
    assert.match(unresolved['small_thing'][0] ?? '', /forces replacement of .*api\.KeyOf/);
  });
});

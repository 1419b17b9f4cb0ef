import assert from 'node:assert/strict';
import { entries, frameworkProvider, sdkProvider, sdkResource } from './smallProvider';

const attributes = `
  "engine": {Type: schema.TypeString, Optional: true},
  "target": {Type: schema.TypeString, Optional: true},
  "document": {Type: schema.TypeString, Optional: true},
  "size": {Type: schema.TypeInt, Optional: true},
  "ids": {Type: schema.TypeList, Optional: true, Elem: &schema.Schema{Type: schema.TypeString}},
  "address": {Type: schema.TypeString, Computed: true},
  "clone": {Type: schema.TypeList, Optional: true, Elem: &schema.Resource{Schema: map[string]*schema.Schema{
    "template": {Type: schema.TypeString, Required: true},
    "timeout": {Type: schema.TypeInt, Optional: true},
    "network": {Type: schema.TypeList, Optional: true, Elem: &schema.Resource{Schema: map[string]*schema.Schema{
      "label": {Type: schema.TypeString, Optional: true},
    }}},
    "options": {Type: schema.TypeList, Optional: true, Elem: &schema.Resource{Schema: map[string]*schema.Schema{
      "host": {Type: schema.TypeString, Optional: true},
    }}},
  }}},`;

async function customised(code: string, customizeDiff = 'force'): Promise<string[]> {
  const fields = `UpdateContext: update, CustomizeDiff: ${customizeDiff},`;
  return entries(sdkProvider(`${sdkResource(attributes, fields)}${code}`));
}

/** Fails on links that it does not know, as helpers of real providers do. */
const sameLink = `
func relative(link string) (string, error) {
	parts := strings.SplitAfterN(link, "projects/", 2)
	if len(parts) != 2 {
		return "", fmt.Errorf("not a link: %s", link)
	}
	return "projects/" + parts[1], nil
}

func sameLink(before, after string) bool {
	left, err := relative(before)
	if err != nil {
		return false
	}
	right, err := relative(after)
	if err != nil {
		return false
	}
	return left == right
}
`;

describe('force-new generator: which arguments customisation code asks for', () => {
  it('compares both values of a change, asserted with two results, through code that may fail', async () => {
    const found = await customised(`${sameLink}
func force(ctx context.Context, d *schema.ResourceDiff, meta any) error {
	before, after := d.GetChange("target")
	old, oldOk := before.(string)
	new, newOk := after.(string)
	if oldOk && newOk && !sameLink(old, new) {
		d.ForceNew("target")
	}
	return nil
}
`);
    assert.deepEqual(found, ['target?~']);
  });

  it('reads a condition that a function gives back', async () => {
    const found = await customised(
      `${sameLink}
func unlessNew(key string) customdiff.ResourceConditionFunc {
	return func(ctx context.Context, d *schema.ResourceDiff, meta any) bool {
		before, after := d.GetChange(key)
		if strings.Contains(d.Get("engine").(string), "new") || sameLink(before.(string), after.(string)) {
			return false
		}
		return true
	}
}
`,
      'customdiff.ForceNewIf("target", unlessNew("target"))',
    );
    assert.deepEqual(found, ['target?~engine']);
  });

  it('knows nothing of variables that foreign code writes, and sees the plan through an interface', async () => {
    const found = await customised(`
type differ interface {
	GetChange(string) (any, any)
	ForceNew(string) error
}

func compatible(before, after any) bool {
	if before == nil && after == nil {
		return true
	}
	return api.Compatible(before, after)
}

func compare(d differ) error {
	before, after := d.GetChange("document")
	var old, new any
	if err := json.Unmarshal([]byte(before.(string)), &old); err != nil {
		return err
	}
	if err := json.Unmarshal([]byte(after.(string)), &new); err != nil {
		return err
	}
	if !compatible(old, new) {
		return d.ForceNew("document")
	}
	return nil
}

func force(ctx context.Context, d *schema.ResourceDiff, meta any) error { return compare(d) }
`);
    assert.deepEqual(found, ['document?~']);
  });

  it('takes it that checks hold which fail the plan, and decoded fields for the arguments of their tags', async () => {
    const found = await customised(`
type model struct {
	Engine string \`tfschema:"engine"\`
	Size   int    \`tfschema:"size"\`
}

func force(ctx context.Context, d *schema.ResourceDiff, meta any) error {
	var state model
	if err := meta.(api.Client).Decode(&state); err != nil {
		return err
	}
	if state.Size <= 0 {
		return fmt.Errorf("size must be positive")
	}
	if before, after := d.GetChange("target"); before.(string) != "" && after.(string) == "" {
		d.ForceNew("target")
	}
	if d.HasChange("document") && state.Engine == "old" {
		d.ForceNew("document")
	}
	return nil
}
`);
    assert.deepEqual(found, ['document?~engine', 'target?-']);
  });

  it('goes through a map whose keys are not known', async () => {
    const found = await customised(`
func force(ctx context.Context, d *schema.ResourceDiff, meta any) error {
	before, after := d.GetChange("ids")
	had := make(map[string]struct{})
	has := make(map[string]struct{})
	for _, id := range before.([]any) {
		had[id.(string)] = struct{}{}
	}
	for _, id := range after.([]any) {
		has[id.(string)] = struct{}{}
	}
	for id := range had {
		if _, ok := has[id]; !ok {
			return d.ForceNew("ids")
		}
	}
	return nil
}
`);
    assert.deepEqual(found, ['ids?~']);
  });

  it('names every argument below a prefix of changed keys, but those that the loop leaves out', async () => {
    const found = await customised(`
func force(ctx context.Context, d *schema.ResourceDiff, meta any) error {
	for _, key := range d.GetChangedKeysPrefix("clone.0") {
		key = strings.TrimSuffix(key, ".#")
		if key == "clone.0.timeout" || strings.HasPrefix(key, "clone.0.network") {
			continue
		}
		_ = d.ForceNew(key)
	}
	return nil
}
`);
    assert.deepEqual(found, ['clone.options#', 'clone.options.host', 'clone.template']);
  });

  it('finds the argument whose change recomputes an attribute that is replaced', async () => {
    const found = await customised(`
func force(ctx context.Context, d *schema.ResourceDiff, meta any) error {
	if d.HasChange("size") && d.Get("engine").(string) == "old" {
		d.SetNewComputed("address")
		d.ForceNew("address")
	}
	return nil
}
`);
    assert.deepEqual(found, ['size?engine=old']);
  });

  it('follows ModifyPlan into a method that gives a list of paths', async () => {
    const files = frameworkProvider(
      `Attributes: map[string]schema.Attribute{
        "key": schema.StringAttribute{Optional: true},
      },
      Blocks: map[string]schema.Block{
        "encryption": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{
          Attributes: map[string]schema.Attribute{"type": schema.StringAttribute{Optional: true}},
        }},
      },`,
      `
type model struct {
	Key types.String \`tfsdk:"key"\`
}

func (r *thing) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	r.modifyEncryption(ctx, req, resp)
}

func (r *thing) modifyEncryption(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	var plan model
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	if resp.Diagnostics.HasError() {
		return
	}
	if !plan.Key.IsNull() {
		resp.RequiresReplace = []path.Path{path.Root("encryption")}
	}
}
`,
    );
    assert.deepEqual(await entries(files), ['encryption.*?~key']);
  });
});

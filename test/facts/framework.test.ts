import assert from 'node:assert/strict';
import { entries, frameworkProvider, read } from './smallProvider';

const replaced = 'PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()}';

describe('force-new generator: plugin framework schemas', () => {
  it('reads attributes with RequiresReplace and drops what is only computed', async () => {
    const files = frameworkProvider(`Attributes: map[string]schema.Attribute{
      "image": schema.StringAttribute{Required: true, ${replaced}},
      "label": schema.StringAttribute{Optional: true, PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()}},
      "id": schema.StringAttribute{Computed: true, ${replaced}},
      "zone": schema.StringAttribute{Optional: true, Computed: true, PlanModifiers: []planmodifier.String{
        stringplanmodifier.UseStateForUnknown(), stringplanmodifier.RequiresReplaceIfConfigured(),
      }},
    },`);
    assert.deepEqual(await entries(files), ['image', 'zone']);
  });

  it('lets a block that forces replacement cover all that is in it', async () => {
    const files = frameworkProvider(`Blocks: map[string]schema.Block{
      "disk": schema.ListNestedBlock{
        PlanModifiers: []planmodifier.List{listplanmodifier.RequiresReplace()},
        NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{
          "size": schema.Int64Attribute{Required: true},
        }},
      },
      "net": schema.ListNestedBlock{NestedObject: schema.NestedBlockObject{
        Attributes: map[string]schema.Attribute{
          "name": schema.StringAttribute{Optional: true, ${replaced}},
          "mtu": schema.Int64Attribute{Optional: true},
        },
      }},
    },`);
    assert.deepEqual(await entries(files), ['disk.*', 'net.name']);
  });

  it('marks sets, single objects and maps on the way to what forces replacement', async () => {
    const name = `"name": schema.StringAttribute{Optional: true, ${replaced}},`;
    const object = `NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{${name}}}`;
    const files = frameworkProvider(`
      Attributes: map[string]schema.Attribute{
        "by_key": schema.MapNestedAttribute{Optional: true, ${object}},
        "in_list": schema.ListNestedAttribute{Optional: true, ${object}},
        "in_set": schema.SetNestedAttribute{Optional: true, ${object}},
        "labels": schema.MapAttribute{Optional: true, PlanModifiers: []planmodifier.Map{mapplanmodifier.RequiresReplace()}},
        "names": schema.SetAttribute{Optional: true, PlanModifiers: []planmodifier.Set{setplanmodifier.RequiresReplace()}},
      },
      Blocks: map[string]schema.Block{
        "net": schema.SingleNestedBlock{Attributes: map[string]schema.Attribute{${name}}},
        "port": schema.SetNestedBlock{
          PlanModifiers: []planmodifier.Set{setplanmodifier.RequiresReplace()},
          NestedObject: schema.NestedBlockObject{Attributes: map[string]schema.Attribute{${name}}},
        },
      },`);
    assert.deepEqual(await entries(files), [
      'by_key%.name',
      'in_list.name',
      'in_set$.name',
      'labels',
      'names$',
      'net!.name',
      'port$.*',
    ]);
  });

  it('reads the condition of RequiresReplaceIf where it can, and says what it looks at where it cannot', async () => {
    const files = frameworkProvider(
      `Attributes: map[string]schema.Attribute{
        "data": schema.StringAttribute{Optional: true, PlanModifiers: []planmodifier.String{
          stringplanmodifier.RequiresReplaceIf(shrinks, "", ""),
        }},
        "kind": schema.StringAttribute{Optional: true, PlanModifiers: []planmodifier.String{always()}},
      },`,
      `
func shrinks(ctx context.Context, req planmodifier.StringRequest, resp *stringplanmodifier.RequiresReplaceIfFuncResponse) {
	if api.Smaller(req.PlanValue, req.StateValue) {
		resp.RequiresReplace = true
	}
}

type alwaysModifier struct{}

func always() planmodifier.String { return alwaysModifier{} }

func (m alwaysModifier) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	resp.RequiresReplace = true
}
`,
    );
    assert.deepEqual(await entries(files), ['data?~', 'kind']);
  });

  it('reads a schema that is filled in field by field', async () => {
    const files = frameworkProvider(
      '',
      `
type other struct{}

func (r *other) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "small_other"
}

func (r *other) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema.Description = "Another."
	resp.Schema.Attributes = map[string]schema.Attribute{"name": schema.StringAttribute{Required: true, ${replaced}}}
}
`,
    );
    const text = Object.values(files)[0]?.replace(
      '{newThing}',
      '{func() resource.Resource { return &other{} }}',
    );
    const [facts] = (await read({ 'fw/provider.go': text ?? '' })).resources;
    assert.deepEqual([facts?.type, facts?.rows], ['small_other', [{ path: 'name', covers: 'value' }]]);
  });

  it('follows ModifyPlan', async () => {
    const files = frameworkProvider(
      `Attributes: map[string]schema.Attribute{
        "size": schema.Int64Attribute{Required: true},
        "name": schema.StringAttribute{Required: true},
        "owner": schema.StringAttribute{Required: true},
      },`,
      `
func (r *thing) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if api.Shrinks(req) {
		resp.RequiresReplace = append(resp.RequiresReplace, path.Root("size"))
	}
	resp.RequiresReplace = append(resp.RequiresReplace, path.Root("name"))
}
`,
    );
    assert.deepEqual(await entries(files), ['name', 'size?~']);
  });
});

import assert from 'node:assert/strict';
import { read, sdkProvider, table } from './smallProvider';

const sdkImport = 'import "github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"\n';

describe('force-new generator: registration', () => {
  it('fails a registered type whose definition cannot be read', async () => {
    const reading = await read(
      sdkProvider(
        'import "example.org/foreign"\n\nfunc thing() *schema.Resource { return foreign.Thing() }\n',
      ),
    );
    assert.deepEqual(reading.resources, []);
    assert.deepEqual(reading.failed, [
      { type: 'small_thing', why: 'its definition is example.org/foreign.Thing(…)' },
    ]);
  });

  it('is refused where the registration itself cannot be read', async () => {
    const files = {
      'small/provider.go': `package small\n\n${sdkImport}\nfunc Provider() *schema.Provider { return nil }\n`,
    };
    const places = [{ kind: 'sdk-provider', package: 'small', function: 'Provider' }] as const;
    await assert.rejects(read(files, { places }), /the resource map is nil/);
  });

  it('reads types that init functions put into a registry', async () => {
    const files = {
      'registry/registry.go': `package registry\n\n${sdkImport}
var all map[string]*schema.Resource

func Register(name string, r *schema.Resource) {
	if all == nil {
		all = make(map[string]*schema.Resource)
	}
	all[name] = r
}

func All() map[string]*schema.Resource { return all }
`,
      'services/disk/disk.go': `package disk

import (
	"example.com/small/registry"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
)

func init() {
	registry.Register("small_disk", &schema.Resource{Schema: map[string]*schema.Schema{
		"size": {Type: schema.TypeInt, Required: true, ForceNew: true},
	}})
}
`,
    };
    const reading = await read(files, {
      places: [
        { kind: 'init', below: 'services' },
        { kind: 'sdk-provider', package: 'registry', function: 'All' },
      ],
    });
    assert.deepEqual(table(reading).resources, { small_disk: 'size' });
  });

  it('reads types that a generated init function puts into a list', async () => {
    const framework = 'github.com/hashicorp/terraform-plugin-framework/resource';
    const files = {
      'gen/resources.go': `package gen\n\nimport "${framework}"\n
var resources []func() resource.Resource

func Resources() []func() resource.Resource { return resources }
`,
      'gen/resources_generated.go': `package gen

import (
	"example.com/small/gen/disk"
	"${framework}"
)

func init() {
	resources = []func() resource.Resource{disk.NewResource}
}
`,
      'gen/disk/resource.go': `package disk

import (
	"context"
	"${framework}"
	"${framework}/schema"
	"${framework}/schema/planmodifier"
	"${framework}/schema/stringplanmodifier"
)

type disk struct{}

func NewResource() resource.Resource { return &disk{} }

func (d *disk) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "small_disk"
}

func (d *disk) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"zone": schema.StringAttribute{
			Required:      true,
			PlanModifiers: []planmodifier.String{stringplanmodifier.RequiresReplace()},
		},
	}}
}
`,
      'fw/provider.go': `package fw

import (
	"context"
	"example.com/small/gen"
	"${framework}"
)

type smallProvider struct{}

func (p *smallProvider) Resources(context.Context) []func() resource.Resource {
	return append([]func() resource.Resource{}, gen.Resources()...)
}
`,
    };
    const reading = await read(files, {
      places: [
        { kind: 'init', below: 'gen' },
        { kind: 'framework-provider', package: 'fw', struct: 'smallProvider' },
      ],
    });
    assert.deepEqual(table(reading).resources, { small_disk: 'zone' });
  });

  it('reads typed resources that a wrapper turns into SDK ones', async () => {
    const files = sdkProvider(`
type Resource interface {
	Arguments() map[string]*schema.Schema
	ResourceType() string
}

type ResourceWithUpdate interface {
	Resource
	Update() func() error
}

type disk struct{}

var _ ResourceWithUpdate = disk{}

func (d disk) ResourceType() string { return "small_thing" }
func (d disk) Update() func() error { return nil }
func (d disk) Arguments() map[string]*schema.Schema {
	return map[string]*schema.Schema{
		"name": {Type: schema.TypeString, Required: true, ForceNew: true},
		"size": {Type: schema.TypeInt, Required: true},
	}
}

type wrapper struct{ resource Resource }

func (w wrapper) Resource() (*schema.Resource, error) {
	out := schema.Resource{Schema: map[string]*schema.Schema{}}
	for key, value := range w.resource.Arguments() {
		out.Schema[key] = value
	}
	if v, ok := w.resource.(ResourceWithUpdate); ok {
		out.UpdateContext = func() error { return v.Update()() }
	}
	if out.DeprecationMessage != "" {
		return nil, fmt.Errorf("deprecated twice")
	}
	return &out, nil
}

func thing() *schema.Resource {
	for _, typed := range []Resource{disk{}} {
		made, err := wrapper{typed}.Resource()
		if err != nil {
			panic(err)
		}
		return made
	}
	return nil
}
`);
    const reading = await read(files);
    assert.deepEqual(table(reading).resources, { small_thing: 'name' });
    assert.deepEqual(reading.resources[0]?.suspicious, []);
  });

  it('reads service packages, and gives a region to types that are told to have one', async () => {
    const files = {
      'provider/services.go': `package provider

import (
	"context"
	"example.com/small/disk"
)

func servicePackages(ctx context.Context) []any { return []any{disk.ServicePackage(ctx)} }
`,
      'disk/service_package_gen.go': `package disk

import (
	"context"
	"unique"

	"example.com/small/types"
)

type servicePackage struct{}

func (p *servicePackage) FrameworkResources(ctx context.Context) []*types.Framework {
	return []*types.Framework{}
}

func (p *servicePackage) SDKResources(ctx context.Context) []*types.SDK {
	return []*types.SDK{
		{Factory: resourceDisk, TypeName: "small_disk", Name: "Disk", Region: unique.Make(types.Regional())},
		{Factory: resourceOwner, TypeName: "small_owner", Name: "Owner", Region: unique.Make(types.Global())},
	}
}

func ServicePackage(ctx context.Context) *servicePackage { return &servicePackage{} }
`,
      'disk/disk.go': `package disk\n\n${sdkImport}
// @SDKResource("small_disk", name="Disk")
func resourceDisk() *schema.Resource {
	return &schema.Resource{Schema: map[string]*schema.Schema{"size": {Type: schema.TypeInt, Required: true, ForceNew: true}}}
}

// @SDKResource("small_owner", name="Owner")
func resourceOwner() *schema.Resource {
	return &schema.Resource{Schema: map[string]*schema.Schema{"name": {Type: schema.TypeString, Required: true, ForceNew: true}}}
}
`,
      'types/types.go': `package types

type Region struct{ IsOverrideEnabled bool }
type SDK struct {
	Factory  func() any
	TypeName string
	Name     string
	Region   any
}
type Framework struct{}

func Regional() Region { return Region{IsOverrideEnabled: true} }
func Global() Region { return Region{} }
`,
    };
    const reading = await read(files, {
      places: [{ kind: 'aws-services', package: 'provider', function: 'servicePackages' }],
    });
    assert.deepEqual(reading.failed, []);
    assert.deepEqual(table(reading).resources, { small_disk: 'region size', small_owner: 'name' });
  });
});

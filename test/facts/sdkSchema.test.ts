import assert from 'node:assert/strict';
import { entries, read, sdkProvider, sdkResource, table } from './smallProvider';

describe('force-new generator: plugin SDK schemas', () => {
  it('reads literals and drops what is only computed', async () => {
    const code = sdkResource(`
      "image": {Type: schema.TypeString, Required: true, ForceNew: true},
      "label": {Type: schema.TypeString, Optional: true},
      "address": {Type: schema.TypeString, Computed: true, ForceNew: true},`);
    assert.deepEqual(await entries(sdkProvider(code)), ['image']);
  });

  it('lets only the number of blocks count where the block forces replacement', async () => {
    const code = sdkResource(`
      "disk": {
        Type: schema.TypeList, Optional: true, ForceNew: true,
        Elem: &schema.Resource{Schema: map[string]*schema.Schema{
          "size": {Type: schema.TypeInt, Optional: true},
          "kind": {Type: schema.TypeString, Optional: true, ForceNew: true},
        }},
      },
      "zones": {Type: schema.TypeSet, Optional: true, ForceNew: true, Elem: &schema.Schema{Type: schema.TypeString}},`);
    assert.deepEqual(await entries(sdkProvider(code)), ['disk#', 'disk.kind', 'zones$']);
  });

  it('marks the sets on the way to what forces replacement, and no list or map', async () => {
    const block = (type: string, content: string) => `{
      Type: schema.${type}, Optional: true,
      Elem: &schema.Resource{Schema: map[string]*schema.Schema{${content}}},
    },`;
    const kind = '"kind": {Type: schema.TypeString, Optional: true, ForceNew: true},';
    const code = sdkResource(`
      "disk": ${block('TypeList', `"mount": ${block('TypeSet', kind)}`)}
      "port": ${block('TypeSet', `"rule": ${block('TypeList', kind)} ${kind}`)}
      "labels": {Type: schema.TypeMap, Optional: true, ForceNew: true, Elem: &schema.Schema{Type: schema.TypeString}},
      "names": {Type: schema.TypeSet, Optional: true, Elem: &schema.Schema{Type: schema.TypeString}},`);
    assert.deepEqual(await entries(sdkProvider(code)), [
      'disk.mount$.kind',
      'labels',
      'port$.kind',
      'port$.rule.kind',
    ]);
  });

  it('takes for a set what one of two branches makes one', async () => {
    const code = `${sdkResource('"zones": zones(),')}
func zones() *schema.Schema {
	s := &schema.Schema{Type: schema.TypeList, Optional: true, ForceNew: true, Elem: &schema.Schema{Type: schema.TypeString}}
	if isOrdered() {
		s.Type = schema.TypeSet
	}
	return s
}
`;
    assert.deepEqual(await entries(sdkProvider(code)), ['zones$']);
  });

  it('follows functions within the package and into shared ones, and constants as keys', async () => {
    const shared = `package shared

import "github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"

func ForceNewName(max int) *schema.Schema {
	return &schema.Schema{Type: schema.TypeString, Required: true, ForceNew: true}
}
`;
    const code = `${sdkResource(`
      names.AttrZone: zone(),
      keyPrefix + "_name": shared.ForceNewName(63),`)}
const keyPrefix = "disk"

func zone() *schema.Schema {
	s := &schema.Schema{Type: schema.TypeString, Optional: true}
	s.ForceNew = true
	return s
}
`;
    const names = 'package names\n\nconst (\n\tAttrID = "id"\n\tAttrZone = "availability_zone"\n)\n';
    const files = sdkProvider(code, { 'shared/schema.go': shared, 'names/names.go': names });
    assert.deepEqual(await entries(files), ['availability_zone', 'disk_name']);
  });

  it('follows boolean parameters of schema functions', async () => {
    const code = `${sdkResource('"source": image(true), "target": image(false),')}
func image(isMachine bool) *schema.Schema {
	optional := !isMachine
	return &schema.Schema{Type: schema.TypeString, Required: !optional, Optional: optional, ForceNew: isMachine}
}
`;
    assert.deepEqual(await entries(sdkProvider(code)), ['source']);
  });

  it('sees schemas that are changed after they were made', async () => {
    const code = `
func thing() *schema.Resource {
	attributes := map[string]*schema.Schema{
		"name": {Type: schema.TypeString, Required: true},
		"kind": {Type: schema.TypeString, Required: true},
		"tags": {Type: schema.TypeMap, Optional: true},
	}
	for _, key := range []string{"name", "kind"} {
		attributes[key].ForceNew = true
	}
	maps.Copy(attributes, map[string]*schema.Schema{
		"zone": {Type: schema.TypeString, Optional: true, ForceNew: true},
	})
	for key, more := range extra() {
		attributes[key] = more
	}
	delete(attributes, "kind")
	return &schema.Resource{UpdateContext: update, Schema: attributes}
}

func extra() map[string]*schema.Schema {
	return map[string]*schema.Schema{"network": {Type: schema.TypeString, Optional: true, ForceNew: true}}
}
`;
    assert.deepEqual(await entries(sdkProvider(code)), ['name', 'network', 'zone']);
  });

  it('runs closures and schema functions of a resource', async () => {
    const code = `
func thing() *schema.Resource {
	force := true
	text := func(required bool) *schema.Schema {
		return &schema.Schema{Type: schema.TypeString, Required: required, Optional: !required, ForceNew: force}
	}
	return &schema.Resource{
		UpdateContext: update,
		SchemaFunc: func() map[string]*schema.Schema {
			return map[string]*schema.Schema{"a": text(true), "b": {Type: schema.TypeString, Optional: true}}
		},
	}
}
`;
    assert.deepEqual(await entries(sdkProvider(code)), ['a']);
  });

  it('ends where a schema contains itself', async () => {
    const code = `${sdkResource('"rule": {Type: schema.TypeList, Optional: true, Elem: rule(3)},')}
func rule(level int) *schema.Resource {
	attributes := map[string]*schema.Schema{"name": {Type: schema.TypeString, Required: true, ForceNew: true}}
	if level > 1 {
		attributes["rule"] = &schema.Schema{Type: schema.TypeList, Optional: true, Elem: rule(level - 1)}
	}
	return &schema.Resource{Schema: attributes}
}
`;
    assert.deepEqual(await entries(sdkProvider(code)), [
      'rule.name',
      'rule.rule.name',
      'rule.rule.rule.name',
    ]);
    const endless = `${sdkResource('"rule": {Type: schema.TypeList, Optional: true, Elem: rule()},')}
func rule() *schema.Resource {
	return &schema.Resource{Schema: map[string]*schema.Schema{
		"name": {Type: schema.TypeString, Required: true, ForceNew: true},
		"rule": {Type: schema.TypeList, Optional: true, Elem: rule()},
	}}
}
`;
    const found = await entries(sdkProvider(endless));
    assert.equal(found[0], 'rule.name');
    assert.ok(found.every((path) => /^(rule\.)+name$/.test(path)));
  });

  it('reads a variable that several attributes share', async () => {
    const code = `${sdkResource('"left": side, "right": side, "top": &plain,')}
var side = &schema.Schema{Type: schema.TypeString, Optional: true, ForceNew: true}
var plain = schema.Schema{Type: schema.TypeString, Optional: true}
`;
    assert.deepEqual(await entries(sdkProvider(code)), ['left', 'right']);
  });

  it('copies what Go copies', async () => {
    const code = `${sdkResource('"left": side, "right": loose(),')}
var side = &schema.Schema{Type: schema.TypeString, Optional: true, ForceNew: true}

func loose() *schema.Schema {
	other := *side
	other.ForceNew = false
	return &other
}
`;
    assert.deepEqual(await entries(sdkProvider(code)), ['left']);
  });

  it('takes constants that the source lacks from elsewhere', async () => {
    const code = sdkResource('names.AttrZone: {Type: schema.TypeString, Optional: true, ForceNew: true},');
    const constants = new Map([['example.com/small/names.AttrZone', 'zone']]);
    const { resources } = table(await read(sdkProvider(code), {}, '1.0.0', constants));
    assert.deepEqual(resources, { small_thing: 'zone' });
  });

  it('reads neither schemas in comments nor those of older states', async () => {
    const code = `${sdkResource(
      `
      "name": {Type: schema.TypeString, Required: true},
      // "kind": {Type: schema.TypeString, Required: true, ForceNew: true},
      "size": {
        Type: schema.TypeInt,
        Required: true,
        /* ForceNew: true, */
      },`,
      'UpdateContext: update, StateUpgraders: []schema.StateUpgrader{{Version: 0, Type: thingV0().CoreConfigSchema()}},',
    )}
func thingV0() *schema.Resource {
	return &schema.Resource{Schema: map[string]*schema.Schema{
		"name": {Type: schema.TypeString, Required: true, ForceNew: true},
	}}
}
`;
    assert.deepEqual(await entries(sdkProvider(code)), []);
  });

  it('reports arguments that the SDK would refuse in a type without an update function', async () => {
    const code = sdkResource(
      `
      "name": {Type: schema.TypeString, Required: true, ForceNew: true},
      "size": {Type: schema.TypeInt, Optional: true},
      "address": {Type: schema.TypeString, Optional: true, Computed: true},`,
      'DeleteContext: remove,',
    );
    const [facts] = (await read(sdkProvider(code))).resources;
    assert.deepEqual(facts?.suspicious, ['size']);
  });

  it('lists what it cannot resolve, with the place', async () => {
    const code = `
import foreign "example.org/foreign"
${sdkResource(`
      "image": {Type: schema.TypeString, Required: true, ForceNew: true},
      foreign.Key: {Type: schema.TypeString, Required: true, ForceNew: true},
      "disk": foreign.Disk(),
      "net": {Type: schema.TypeString, Required: true, ForceNew: foreign.Fixed()},`)}`;
    const { resources, unresolved } = table(await read(sdkProvider(code)));
    assert.equal(resources['small_thing'], 'image net?~');
    assert.deepEqual(unresolved['small_thing'], [
      '?: the name is example.org/foreign.Key',
      'disk: the attribute is example.org/foreign.Disk(…)',
      'net: whether it forces replacement depends on a value that is not known',
    ]);
  });
});

/** Writes small Go providers into a temporary folder and reads them as the generator reads real ones. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type GoParser, loadGoParser } from '../../server/facts/go/grammar';
import { type ProviderReading, readProvider } from '../../server/facts/read/provider';
import type { ProviderSource } from '../../server/facts/register/providers';
import { tableOf } from '../../server/facts/table/file';
import type { ForceNewFile } from '../../server/src/models/forceNewTable';

/** Go files by path within the module. */
export type GoFiles = Readonly<Record<string, string>>;

const goModule = 'example.com/small';

const places: ProviderSource['places'] = [
  { kind: 'sdk-provider', package: 'small', function: 'Provider', optional: true },
  { kind: 'framework-provider', package: 'fw', struct: 'smallProvider', optional: true },
];

const sdkHeader = `package small

import (
	"context"
	"fmt"
	"encoding/json"
	"maps"
	"strings"

	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/customdiff"
	"github.com/hashicorp/terraform-plugin-sdk/v2/helper/schema"
	"example.com/small/names"
	"example.com/small/shared"
)
`;

const frameworkHeader = `package fw

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
)
`;

/** An SDK provider with one resource type, `small_thing`; `code` declares `func thing() *schema.Resource`. */
export function sdkProvider(code: string, more: GoFiles = {}): GoFiles {
  const provider = `
func Provider() *schema.Provider {
	return &schema.Provider{ResourcesMap: map[string]*schema.Resource{"small_thing": thing()}}
}
`;
  return { ...more, 'small/provider.go': `${sdkHeader}${provider}`, 'small/thing.go': `${sdkHeader}${code}` };
}

/** An SDK resource with an update function and the given attributes, as Go code. */
export function sdkResource(attributes: string, fields = 'UpdateContext: update,'): string {
  return `
func thing() *schema.Resource {
	return &schema.Resource{
		CreateContext: create,
		${fields}
		Schema: map[string]*schema.Schema{
			${attributes}
		},
	}
}
`;
}

/** A framework provider with one resource type, `small_thing`, whose schema has the given fields. */
export function frameworkProvider(schema: string, code = ''): GoFiles {
  const text = `
type smallProvider struct{}

func (p *smallProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{newThing}
}

func newThing() resource.Resource { return &thing{} }

type thing struct{}

func (r *thing) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_thing"
}

func (r *thing) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		${schema}
	}
}
`;
  return { 'fw/provider.go': `${frameworkHeader}${text}${code}` };
}

let loading: Promise<GoParser> | undefined;

/** Reads a provider made of some files. */
export async function read(
  files: GoFiles,
  source: Partial<ProviderSource> = {},
  version = '1.0.0',
  constants: ReadonlyMap<string, string> = new Map<string, string>(),
): Promise<ProviderReading> {
  const parser = await (loading ??= loadGoParser());
  const root = mkdtempSync(path.join(tmpdir(), 'small-provider-'));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    return readProvider(
      parser,
      { id: 'small', address: 'example/small', module: goModule, prefix: 'small', places, ...source },
      { version, commit: 'none', roots: [root], also: [], constants },
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** The table of one or more readings, oldest first. */
export function table(...readings: readonly ProviderReading[]): ForceNewFile {
  return tableOf('example/small', readings);
}

/** The entries of `small_thing` in the table's compact form. */
export async function entries(files: GoFiles): Promise<string[]> {
  const text = table(await read(files)).resources['small_thing'];
  return text === undefined || text === '' ? [] : text.split(' ');
}

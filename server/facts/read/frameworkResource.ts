/** Plugin framework resources: schema, plan modifiers and `ModifyPlan`. */
import type { Nesting } from '../../src/models/forceNewTable';
import { asTest } from '../eval/conditions';
import type { Machine, ReplacementRequest } from '../eval/machine';
import { member } from '../eval/names';
import { mentionsReplacement } from '../eval/mentions';
import { newPathList, newPlanResponse, plannedReplacements } from '../eval/planDiff';
import { type StructValue, type Value, describe, isKind, unknown } from '../eval/value';
import type { ForceNewRow, ResourceFacts, Unresolved } from './facts';
import { replacementTest } from './planModifiers';
import { tidied } from './rows';
import { requestedRows } from './sdkResource';

const maximumDepth = 24;
/** Foreign helpers whose attributes never force replacement. */
const harmless = /timeouts\.|\/timeouts?\b/;

const schemaType = 'github.com/hashicorp/terraform-plugin-framework/resource/schema.Schema';

/** What an attribute or block holds, by the name of its type in the framework. */
function nestingOf(type: string): Nesting | undefined {
  if (/\.Set(Nested)?(Attribute|Block)$/.test(type)) return 'set';
  if (/\.SingleNested(Attribute|Block)$/.test(type)) return 'single';
  return type.endsWith('.MapNestedAttribute') ? 'map' : undefined;
}

class FrameworkReader {
  readonly rows: ForceNewRow[] = [];
  readonly unresolved: Unresolved[] = [];
  readonly paths: string[] = [];
  readonly nesting = new Map<string, Nesting>();

  constructor(private readonly machine: Machine) {}

  private lose(path: string, why: string): void {
    this.unresolved.push({ path, why });
  }

  private field(target: StructValue, name: string): Value {
    return member(this.machine, target, name) ?? null;
  }

  /** Reads the attributes and blocks of a schema or of a nested object. */
  readObject(target: StructValue, prefix: string, depth: number): void {
    if (depth > maximumDepth) return;
    this.readMap(this.field(target, 'Attributes'), prefix, depth, false);
    this.readMap(this.field(target, 'Blocks'), prefix, depth, true);
  }

  private readMap(value: Value, prefix: string, depth: number, blocks: boolean): void {
    if (value === null || (isKind(value, 'external') && harmless.test(value.name))) return;
    if (isKind(value, 'choice')) {
      for (const option of value.options) this.readMap(option, prefix, depth, blocks);
      return;
    }
    if (!isKind(value, 'map')) {
      this.lose(prefix.slice(0, -1), `the ${blocks ? 'blocks' : 'attributes'} are ${describe(value)}`);
      return;
    }
    for (const [name, item] of value.entries) this.readItem(item, `${prefix}${String(name)}`, depth, blocks);
    for (const lost of value.lost) this.lose(`${prefix}?`, `the name is ${describe(lost.key)}`);
  }

  private readItem(value: Value, path: string, depth: number, isBlock: boolean): void {
    if (isKind(value, 'choice')) {
      for (const option of value.options) this.readItem(option, path, depth, isBlock);
      return;
    }
    if (isKind(value, 'external') && harmless.test(value.name)) return;
    if (!isKind(value, 'struct')) {
      if (value !== null) this.lose(path, `the ${isBlock ? 'block' : 'attribute'} is ${describe(value)}`);
      return;
    }
    const configurable =
      isBlock ||
      ['Optional', 'Required'].some(
        (name) => asTest(this.field(value, name)).kind !== 'known' || this.field(value, name) === true,
      );
    if (!configurable) return;
    this.paths.push(path);
    const nesting = nestingOf(value.type);
    if (nesting !== undefined) this.nesting.set(path, nesting);
    this.readModifiers(value, path);
    this.readNested(value, path, depth);
  }

  private readNested(value: StructValue, path: string, depth: number): void {
    const nested = this.field(value, 'NestedObject');
    if (isKind(nested, 'struct') && (nested.fields.size > 0 || nested.type !== '')) {
      const test = this.testOf(nested, path);
      if (test.kind !== 'known') this.rows.push({ path, covers: 'children', when: test });
      else if (test.value) this.rows.push({ path, covers: 'children' });
      this.readObject(nested, `${path}.`, depth + 1);
    } else if (nested !== null && !isKind(nested, 'struct')) {
      this.lose(path, `the nested object is ${describe(nested)}`);
    }
    this.readObject(value, `${path}.`, depth + 1);
  }

  private testOf(value: StructValue, path: string): ReturnType<typeof replacementTest> {
    return replacementTest(this.machine, this.field(value, 'PlanModifiers'), (why) => {
      this.lose(path, why);
    });
  }

  private readModifiers(value: StructValue, path: string): void {
    const test = this.testOf(value, path);
    const covers = /(Nested(Attribute|Block)|NestedBlock)$/.test(value.type) ? 'children' : 'value';
    if (test.kind !== 'known') this.rows.push({ path, covers, when: test });
    else if (test.value) this.rows.push({ path, covers });
  }
}

/** Calls a resource's method that writes into a response, and gives the response. */
export function respond(
  machine: Machine,
  resource: StructValue,
  method: string,
  request: Value,
): StructValue {
  const response = newPlanResponse();
  // The framework hands over an empty schema: some resources fill it in field by field.
  response.fields.set('Schema', { kind: 'struct', type: schemaType, fields: new Map(), pointer: true });
  const code = member(machine, resource, method);
  if (code !== undefined) machine.call(code, [unknown('context'), request, response]);
  return response;
}

/** The type's name that a resource's `Metadata` gives, or undefined where it could not be read. */
export function frameworkTypeName(
  machine: Machine,
  resource: StructValue,
  prefix: string,
): string | undefined {
  const request: StructValue = {
    kind: 'struct',
    type: 'plan.Request',
    fields: new Map([['ProviderTypeName', prefix]]),
    pointer: true,
  };
  const name = respond(machine, resource, 'Metadata', request).fields.get('TypeName');
  return typeof name === 'string' ? name : undefined;
}

/** The replacements that a resource's `ModifyPlan` asks for. */
function modifiedPlan(
  machine: Machine,
  resource: StructValue,
  reader: FrameworkReader,
): ReplacementRequest[] {
  const code = member(machine, resource, 'ModifyPlan') ?? null;
  if (!mentionsReplacement(machine, code)) return [];
  const response = newPlanResponse();
  response.fields.set('RequiresReplace', newPathList());
  return plannedReplacements(machine, code, [unknown('context'), unknown('request'), response], () => {
    reader.unresolved.push({ path: '', why: 'its plan customisation takes too long to follow' });
  });
}

/** Reads an evaluated framework resource. */
export function readFrameworkResource(machine: Machine, type: string, resource: StructValue): ResourceFacts {
  const reader = new FrameworkReader(machine);
  const schema = respond(machine, resource, 'Schema', unknown('request')).fields.get('Schema');
  for (const option of isKind(schema, 'choice') ? schema.options : [schema ?? null]) {
    if (isKind(option, 'struct')) reader.readObject(option, '', 0);
    else reader.unresolved.push({ path: '', why: `the schema is ${describe(option)}` });
  }
  const asked = requestedRows(
    modifiedPlan(machine, resource, reader),
    new Set(reader.paths),
    reader.unresolved,
    'children',
  );
  return {
    type,
    kind: 'framework',
    rows: tidied([...reader.rows, ...asked]),
    unresolved: reader.unresolved,
    paths: [...new Set(reader.paths)].sort(),
    nesting: reader.nesting,
    canUpdate: true,
    suspicious: [],
  };
}

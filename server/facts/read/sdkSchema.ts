/** Plugin SDK schemas: an evaluated `schema.Resource` → rows. */
import type { Nesting } from '../../src/models/forceNewTable';
import { asTest } from '../eval/conditions';
import type { FieldTest } from '../eval/fieldTest';
import type { Machine } from '../eval/machine';
import { schemaOf } from '../eval/sdkSchemaMap';
import { type MapValue, type StructValue, type Value, describe, isKind } from '../eval/value';
import type { Coverage, ForceNewRow, Unresolved } from './facts';

/** Rows in the making. */
export interface SchemaFindings {
  readonly rows: ForceNewRow[];
  readonly unresolved: Unresolved[];
  readonly paths: string[];
  readonly nesting: Map<string, Nesting>;
  /** Top-level arguments that the SDK would refuse in a resource without an update function. */
  readonly updatable: string[];
}

const maximumDepth = 24;

/** Whether a value is the SDK's struct of a name (`Schema`, `Resource`), of either SDK version. */
export function isSdkStruct(value: Value | undefined, name: string): value is StructValue {
  return (
    isKind(value, 'struct') &&
    /^github\.com\/hashicorp\/terraform(-plugin-sdk)?(\/v2)?\/helper\/schema\./.test(value.type) &&
    value.type.endsWith(`.${name}`)
  );
}

function flag(schema: StructValue, name: string): FieldTest {
  return asTest(schema.fields.get(name) ?? false);
}

function isTrue(test: FieldTest): boolean {
  return test.kind === 'known' ? test.value : true;
}

/** Whether the `Type` of a schema is a set, or may be one in one of its branches. */
function isSet(type: Value | undefined): boolean {
  if (isKind(type, 'choice')) return type.options.some(isSet);
  return isKind(type, 'external') && type.name.endsWith('.TypeSet');
}

class SchemaReader {
  readonly findings: SchemaFindings = {
    rows: [],
    unresolved: [],
    paths: [],
    nesting: new Map(),
    updatable: [],
  };

  constructor(private readonly machine: Machine) {}

  private lose(path: string, why: string): void {
    this.findings.unresolved.push({ path, why });
  }

  /** The maps that a schema may be; several where a branch could not be decided. */
  private maps(value: Value, path: string): MapValue[] {
    if (isKind(value, 'map')) return [value];
    if (isKind(value, 'choice')) return value.options.flatMap((option) => this.maps(option, path));
    if (value !== null) this.lose(path, `the schema is ${describe(value)}`);
    return [];
  }

  readMap(value: Value, prefix: string, depth: number): void {
    if (depth > maximumDepth) return;
    for (const map of this.maps(value, prefix.slice(0, -1))) {
      for (const [name, schema] of map.entries) this.readOptions(schema, `${prefix}${String(name)}`, depth);
      for (const lost of map.lost) this.lose(`${prefix}?`, `the name is ${describe(lost.key)}`);
    }
  }

  private readOptions(value: Value, path: string, depth: number): void {
    if (isKind(value, 'choice')) {
      for (const option of value.options) this.readOptions(option, path, depth);
      return;
    }
    if (isSdkStruct(value, 'Schema')) this.readAttribute(value, path, depth);
    else if (value !== null) this.lose(path, `the attribute is ${describe(value)}`);
  }

  private readAttribute(schema: StructValue, path: string, depth: number): void {
    const configurable = isTrue(flag(schema, 'Optional')) || isTrue(flag(schema, 'Required'));
    if (!configurable) return;
    const element = schema.fields.get('Elem');
    const type = schema.fields.get('Type');
    const isMap = isKind(type, 'external') && type.name.endsWith('.TypeMap');
    if (isSet(type)) this.findings.nesting.set(path, 'set');
    const nested = !isMap && isSdkStruct(element, 'Resource') ? element : undefined;
    this.findings.paths.push(path);
    const forced = flag(schema, 'ForceNew');
    this.addRow(path, nested ? 'count' : 'value', forced);
    const excused = isTrue(flag(schema, 'Computed')) || isTrue(flag(schema, 'WriteOnly'));
    if (depth === 0 && forced.kind === 'known' && !forced.value && !excused)
      this.findings.updatable.push(path);
    if (nested) this.readMap(schemaOf(this.machine, nested), `${path}.`, depth + 1);
    else if (isKind(element, 'choice')) {
      for (const option of element.options)
        if (isSdkStruct(option, 'Resource'))
          this.readMap(schemaOf(this.machine, option), `${path}.`, depth + 1);
    } else if (!isMap && isKind(element, 'unknown')) this.lose(path, `the element is ${describe(element)}`);
    else if (!isMap && isKind(element, 'external') && !/\.Type\w+$/.test(element.name))
      this.lose(path, `the element is ${describe(element)}`);
  }

  private addRow(path: string, covers: Coverage, forced: FieldTest): void {
    if (forced.kind === 'known') {
      if (forced.value) this.findings.rows.push({ path, covers });
      return;
    }
    this.findings.rows.push({ path, covers, when: forced });
    this.lose(path, 'whether it forces replacement depends on a value that is not known');
  }
}

/** Reads a resource's schema; the plan customisation is read apart. */
export function readSdkSchema(machine: Machine, resource: StructValue): SchemaFindings {
  const reader = new SchemaReader(machine);
  const schema = schemaOf(machine, resource);
  if (schema === null) reader.findings.unresolved.push({ path: '', why: 'it has no schema' });
  reader.readMap(schema, '', 0);
  return reader.findings;
}

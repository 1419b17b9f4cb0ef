import types from './types.json';

/** The content of a resource or of a nested block: types by argument name, as the language writes them. */
export interface BlockType {
  /** Arguments that only the configuration sets. */
  readonly arguments?: Readonly<Record<string, string>>;
  /** Arguments that the provider sets where the configuration does not. */
  readonly optionalComputed?: Readonly<Record<string, string>>;
  /** Attributes that the provider sets. */
  readonly computed?: Readonly<Record<string, string>>;
  readonly blocks?: Readonly<Record<string, NestedBlockType>>;
}

/** A block within a block. */
export interface NestedBlockType extends BlockType {
  readonly nesting: 'list' | 'set' | 'single';
}

/** The managed resource types that the stand-in provider has. */
export const resourceTypes = types.resources as Readonly<Record<string, BlockType>>;

/** The argument that tells a data source which block asks; the runner writes it into override files. */
export const askedBy = 'asked_by';

/** The data source types that the stand-in provider has. */
export const dataSourceTypes: Readonly<Record<string, BlockType>> = Object.fromEntries(
  Object.entries(types.dataSources as Readonly<Record<string, BlockType>>).map(([name, type]) => [
    name,
    { ...type, arguments: { ...type.arguments, [askedBy]: 'string' } },
  ]),
);

/** Arguments that a `provider` block may have. */
const providerType: BlockType = { arguments: { region: 'string', project: 'string' } };

/** The type of every attribute of a block that the provider may set, by name. */
export function computedOf(type: BlockType): Readonly<Record<string, string>> {
  return { ...type.optionalComputed, ...type.computed };
}

/** A type in the JSON that Terraform uses: `list(string)` is `["list","string"]`. */
function typeJson(type: string): unknown {
  const collection = /^(list|set|map)\((.+)\)$/.exec(type);
  return collection === null ? type : [collection[1], typeJson(collection[2] ?? '')];
}

function attributesOf(
  types: Readonly<Record<string, string>> | undefined,
  flags: { readonly optional?: boolean; readonly computed?: boolean },
): readonly object[] {
  return Object.entries(types ?? {}).map(([name, type]) => ({
    name,
    type: Buffer.from(JSON.stringify(typeJson(type))),
    ...flags,
  }));
}

function blockSchema(type: BlockType): object {
  return {
    attributes: [
      ...attributesOf(type.arguments, { optional: true }),
      ...attributesOf(type.optionalComputed, { optional: true, computed: true }),
      ...attributesOf(type.computed, { computed: true }),
    ],
    block_types: Object.entries(type.blocks ?? {}).map(([name, nested]) => ({
      type_name: name,
      block: blockSchema(nested),
      nesting: nested.nesting.toUpperCase(),
    })),
  };
}

function schemas(types: Readonly<Record<string, BlockType>>): Readonly<Record<string, object>> {
  return Object.fromEntries(
    Object.entries(types).map(([name, type]) => [name, { version: 0, block: blockSchema(type) }]),
  );
}

/** The answer to `GetSchema`: every provider address that is served has all types. */
export function schemaResponse(): object {
  return {
    provider: { version: 0, block: blockSchema(providerType) },
    resource_schemas: schemas(resourceTypes),
    data_source_schemas: schemas(dataSourceTypes),
  };
}

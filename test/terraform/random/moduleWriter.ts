import type { Answer } from '../cases/configuration';
import type { Choices } from './choices';
import { Expressions, type Expression, type Kind, type Named } from './expressions';

/** A module that later ones can call. */
export interface WrittenModule {
  /** Its directory; empty for the root. */
  readonly directory: string;
  readonly text: string;
  /** The data sources in it. */
  readonly sources: readonly Source[];
  /** Whether its callers give values that are known in every plan, and do not make it wait. */
  readonly isEarly: boolean;
  readonly outputs: Readonly<Record<Kind, boolean>>;
}

/** A data source whose answers can change. */
export type Source = Pick<Answer, 'directory' | 'type' | 'name'>;

const kinds: readonly Kind[] = ['string', 'list', 'object'];
const kindTypes = { string: 'string', list: 'list(string)', object: 'map(string)' } as const;

/** How deeply expressions nest. */
const depth = 3;

/** Writes one random module: every block refers to earlier ones only. */
export class ModuleWriter {
  private readonly names: Named[] = [];
  private readonly blocks: string[] = [];
  private readonly sources: Source[] = [];
  /** Managed resources, by address. */
  private readonly resources: string[] = [];
  private count = 0;

  constructor(
    private readonly choices: Choices,
    private readonly directory: string,
    private readonly callable: readonly WrittenModule[],
    private readonly isEarly: boolean,
  ) {}

  /** The module, with inputs and outputs unless it is the root. */
  write(): WrittenModule {
    const isRoot = this.directory === '';
    if (!isRoot) {
      for (const kind of kinds) {
        this.blocks.push(`variable "${kind}" {\n  type = ${kindTypes[kind]}\n}`);
        this.names.push({ kind, text: `var.${kind}`, isKnown: this.isEarly });
      }
    }
    for (const type of isRoot ? ['toy_list', 'toy_document', 'toy_image'] : ['toy_image']) this.source(type);
    const blockCount = 1 + this.choices.below(isRoot ? 12 : 6);
    for (let made = 0; made < blockCount; made++) this.block();
    const outputs = { string: false, list: false, object: false };
    for (const kind of isRoot ? [] : kinds) {
      const value = this.expression(kind);
      outputs[kind] = value.isKnown;
      this.blocks.push(`output "${kind}" {\n  value = ${value.text}\n}`);
    }
    const { directory, sources, isEarly } = this;
    return { directory, text: `${this.blocks.join('\n\n')}\n`, sources, isEarly, outputs };
  }

  private block(): void {
    const writers = [
      () => {
        this.server();
      },
      () => {
        this.local();
      },
      () => {
        this.source(this.choices.oneOf('toy_image', 'toy_list', 'toy_document'));
      },
      () => {
        this.call();
      },
    ];
    const order = [0, 0, 0, 1, 1, 2, 2, 3, 3];
    writers[order[this.choices.below(order.length)] ?? 0]?.();
  }

  private expression(kind: Kind, known = false): Expression {
    return new Expressions(this.choices, this.names).of(kind, depth, known);
  }

  private local(): void {
    const kind = this.choices.oneOf(...(kinds as [Kind, ...Kind[]]));
    const value = this.expression(kind);
    const name = `l${String(this.count++)}`;
    this.blocks.push(`locals {\n  ${name} = ${value.text}\n}`);
    this.names.push({ kind, text: `local.${name}`, isKnown: value.isKnown });
  }

  /** A data source; with an argument, or with something to wait for, now and then. */
  private source(type: string): void {
    const name = `d${String(this.count++)}`;
    const lines: string[] = [];
    const query = this.choices.oneIn(3) ? this.expression('string') : undefined;
    if (query !== undefined) lines.push(`  query = ${query.text}`);
    const awaited = this.choices.oneIn(4) ? this.resource() : undefined;
    if (awaited !== undefined) lines.push(`  depends_on = [${awaited}]`);
    this.blocks.push(`data "${type}" "${name}" {${lines.map((line) => `\n${line}`).join('')}\n}`);
    this.sources.push({ directory: this.directory, type, name });
    const address = `data.${type}.${name}`;
    const isDirect = query !== undefined && /\b(?:toy_server|module)\./.test(query.text);
    const isKnown = (query?.isKnown ?? true) && !isDirect && awaited === undefined && this.isEarly;
    const attributes: Readonly<Record<string, readonly [string, Kind][]>> = {
      toy_image: [
        ['id', 'string'],
        ['label', 'string'],
      ],
      toy_list: [['names', 'list']],
      toy_document: [['values', 'object']],
    };
    if (query !== undefined) this.names.push({ kind: 'string', text: `${address}.query`, isKnown });
    for (const [attribute, kind] of attributes[type] ?? []) {
      this.names.push({ kind, text: `${address}.${attribute}`, isKnown });
    }
  }

  private resource(): string | undefined {
    return this.resources[this.choices.below(this.resources.length + 1)];
  }

  private server(): void {
    const name = `r${String(this.count++)}`;
    const address = `toy_server.${name}`;
    const { line, key, local } = this.repetition();
    const own = new ModuleWriter(this.choices, this.directory, [], this.isEarly);
    own.names.push(...this.names, ...local);
    const lines = line === '' ? [] : [line];
    const set: Named[] = [];
    const argument = (argumentName: string, kind: Kind, times: number, isReadable = true): void => {
      if (!this.choices.oneIn(times)) return;
      const value = own.expression(kind);
      lines.push(`  ${argumentName} = ${value.text}`);
      if (isReadable) set.push({ kind, text: `${address}${key}.${argumentName}`, isKnown: value.isKnown });
    };
    const image = own.expression('string');
    lines.push(`  image = ${image.text}`);
    set.push({ kind: 'string', text: `${address}${key}.image`, isKnown: image.isKnown });
    argument('note', 'string', 4);
    argument('zone', 'string', 4);
    argument('settings', 'object', 3);
    argument('names', 'list', 3);
    argument('members', 'list', 3, false);
    argument('tags', 'object', 4);
    if (this.choices.oneIn(4)) lines.push(dynamicDisk(own.expression('list', true).text));
    const lifecycle = this.lifecycle();
    if (lifecycle.length > 0) lines.push(`  lifecycle {\n${lifecycle.join('\n')}\n  }`);
    this.blocks.push(`resource "toy_server" "${name}" {${lines.map((line) => `\n${line}`).join('')}\n}`);
    this.resources.push(address);
    const isRepeatedBySet = line !== '' && key === '';
    if (isRepeatedBySet) {
      this.names.push({ kind: 'list', text: `(values(${address})[*].id)`, isKnown: false });
      this.names.push({ kind: 'list', text: `(values(${address})[*].image)`, isKnown: image.isKnown });
      return;
    }
    this.names.push(
      { kind: 'string', text: `${address}${key}.host`, isKnown: false },
      { kind: 'string', text: `${address}${key}.id`, isKnown: false },
      ...set,
    );
  }

  /** `count` or `for_each`, the key of an instance that is always there, and the names for the block. */
  private repetition(): { readonly line: string; readonly key: string; readonly local: readonly Named[] } {
    const each: readonly Named[] = [
      { kind: 'string', text: 'each.key', isKnown: true },
      { kind: 'string', text: 'each.value', isKnown: true },
    ];
    switch (this.choices.below(8)) {
      case 4: {
        const list = this.expression('list', true).text;
        const item: Named = { kind: 'string', text: `${list}[count.index]`, isKnown: true };
        return { line: `  count = length(${list})`, key: '[0]', local: [item] };
      }
      case 5: {
        const index: Named = { kind: 'string', text: '"c${count.index}"', isKnown: true };
        return { line: '  count = 2', key: '[1]', local: [index] };
      }
      case 6:
        return {
          line: `  for_each = ${this.expression('object', true).text}`,
          key: '["a"]',
          local: each,
        };
      case 7:
        return { line: `  for_each = toset(${this.expression('list', true).text})`, key: '', local: each };
      default:
        return { line: '', key: '', local: [] };
    }
  }

  private lifecycle(): readonly string[] {
    const lines: string[] = [];
    if (this.choices.oneIn(5)) {
      const ignored = this.choices.oneOf(
        '[image]',
        '[note]',
        '[settings]',
        '[settings["a"]]',
        'all',
        '[tags]',
      );
      lines.push(`    ignore_changes = ${ignored}`);
    }
    const trigger = this.choices.oneIn(6) ? this.resource() : undefined;
    if (trigger !== undefined) lines.push(`    replace_triggered_by = [${trigger}]`);
    return lines;
  }

  private call(): void {
    const module = this.callable[this.choices.below(this.callable.length + 1)];
    if (module === undefined || (module.isEarly && !this.isEarly)) return;
    const name = `m${String(this.count++)}`;
    const source =
      this.directory === '' ? `./${module.directory}` : `../${module.directory.split('/')[1] ?? ''}`;
    const isRepeated = this.choices.oneIn(4);
    const inputs = kinds.map((kind) => `  ${kind} = ${this.expression(kind, module.isEarly).text}`);
    const lines = [`  source = "${source}"`, ...inputs];
    if (isRepeated) lines.push('  count = 2');
    const awaited = !module.isEarly && this.choices.oneIn(3) ? this.resource() : undefined;
    if (awaited !== undefined) lines.push(`  depends_on = [${awaited}]`);
    this.blocks.push(`module "${name}" {${lines.map((line) => `\n${line}`).join('')}\n}`);
    for (const kind of kinds) {
      const text = `module.${name}${isRepeated ? '[1]' : ''}.${kind}`;
      this.names.push({ kind, text, isKnown: module.isEarly && module.outputs[kind] });
    }
  }
}

function dynamicDisk(list: string): string {
  const content = 'content {\n      image = disk.value\n    }';
  return `  dynamic "disk" {\n    for_each = ${list}\n    ${content}\n  }`;
}

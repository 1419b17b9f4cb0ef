import type { Attribute, Block, Expression, SyntaxFile, TopLevelBlock } from '../syntax/ast';
import { withoutIgnoredElements } from './ignoredElements';
import { withOverrides } from './overrides';
import { requiredProviders } from './providers';

/** One configuration or variable file of a module, parsed. */
export interface ModuleFile {
  readonly uri: string;
  readonly name: string;
  readonly text: string;
  readonly syntax: SyntaxFile;
}

/** A block that configuration can refer to, and the file it stands in. */
export interface Declaration {
  /** As written in expressions: `data.aws_ami.x`, `aws_instance.web`, `var.image`. */
  readonly address: string;
  readonly uri: string;
  readonly block: Block;
}

/** A managed resource or a data source. */
export interface ResourceDeclaration extends Declaration {
  readonly mode: 'managed' | 'data';
  readonly type: string;
  readonly name: string;
}

/** One named value of a `locals` block. */
export interface LocalValue {
  readonly address: string;
  readonly uri: string;
  readonly attribute: Attribute;
}

/** A `module` block. */
export interface ModuleCall extends Declaration {
  readonly name: string;
}

/** An expression in a variable file that gives an input variable its value. */
export interface VariableValue {
  readonly uri: string;
  readonly value: Expression;
}

/** What one directory of configuration files declares. Where two blocks share an address the first counts. */
export interface Module {
  /** The directory's URI. */
  readonly directory: string;
  readonly resources: ReadonlyMap<string, ResourceDeclaration>;
  readonly locals: ReadonlyMap<string, LocalValue>;
  readonly variables: ReadonlyMap<string, Declaration>;
  readonly variableValues: ReadonlyMap<string, VariableValue>;
  readonly outputs: ReadonlyMap<string, Declaration>;
  readonly calls: ReadonlyMap<string, ModuleCall>;
  /** Blocks that no expression refers to: `terraform`, `provider`, `check` and others. */
  readonly otherBlocks: readonly BlockInFile[];
  /** Source addresses of providers, without the registry's host, by their local names. */
  readonly requiredProviders: ReadonlyMap<string, string>;
}

/** A top-level block with the file it stands in. */
export interface BlockInFile {
  readonly uri: string;
  readonly block: TopLevelBlock;
}

/**
 * Collects the declarations of a module. `blocks` are the readable blocks of its configuration files, in
 * file-name order; `variableFiles` are its variable files, in the order in which they apply.
 */
export function collectModule(
  directory: string,
  blocks: readonly BlockInFile[],
  variableFiles: readonly ModuleFile[],
): Module {
  const resources = new Map<string, ResourceDeclaration>();
  const locals = new Map<string, LocalValue>();
  const variables = new Map<string, Declaration>();
  const outputs = new Map<string, Declaration>();
  const calls = new Map<string, ModuleCall>();
  const otherBlocks: BlockInFile[] = [];
  for (const { uri, block } of withOverrides(blocks)) {
    const [first, second] = block.labels;
    if ((block.type === 'resource' || block.type === 'data') && first !== undefined && second !== undefined) {
      const mode = block.type === 'data' ? 'data' : 'managed';
      const address = mode === 'data' ? `data.${first}.${second}` : `${first}.${second}`;
      const body = mode === 'managed' ? withoutIgnoredElements(block.body) : block.body;
      addOnce(resources, address, {
        mode,
        type: first,
        name: second,
        address,
        uri,
        block: { ...block, body },
      });
    } else if (block.type === 'variable' && first !== undefined) {
      addOnce(variables, first, { address: `var.${first}`, uri, block });
    } else if (block.type === 'output' && first !== undefined) {
      addOnce(outputs, first, { address: `output.${first}`, uri, block });
    } else if (block.type === 'module' && first !== undefined) {
      addOnce(calls, first, { address: `module.${first}`, name: first, uri, block });
    } else if (block.type === 'locals') {
      for (const attribute of block.body.attributes) {
        addOnce(locals, attribute.name, { address: `local.${attribute.name}`, uri, attribute });
      }
    } else {
      otherBlocks.push({ uri, block });
    }
  }
  const variableValues = new Map<string, VariableValue>();
  for (const file of variableFiles) {
    for (const attribute of file.syntax.attributes) {
      variableValues.set(attribute.name, { uri: file.uri, value: attribute.value });
    }
  }
  return {
    directory,
    resources,
    locals,
    variables,
    variableValues,
    outputs,
    calls,
    otherBlocks,
    requiredProviders: requiredProviders(blocks),
  };
}

function addOnce<T>(map: Map<string, T>, key: string, value: T): void {
  if (!map.has(key)) map.set(key, value);
}

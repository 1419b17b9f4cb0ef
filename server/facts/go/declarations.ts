/** What a Go file declares, found without lowering any of it. */
import type { Node } from 'web-tree-sitter';
import type { GoDeclaration } from './ast';
import { type GoParser, fieldParts, partsOf } from './grammar';
import { lowerFunction } from './lowerExpression';
import { lowerValueSpecs } from './lowerStatement';
import { lowerType } from './lowerType';

/** A file's package name, its imports, and where its declarations are. */
export interface GoFile {
  readonly path: string;
  readonly packageName: string;
  readonly text: string;
  /** Import path by the name the file uses for it; a guessed name where the import gives none. */
  readonly imports: ReadonlyMap<string, string>;
  readonly declarations: readonly DeclarationSite[];
}

/** Where something is declared: UTF-16 offsets into the file's text. */
export interface DeclarationSite {
  readonly kind: 'function' | 'method' | 'value' | 'type';
  readonly names: readonly string[];
  /** The receiver's type, for a method. */
  readonly receiver?: string;
  readonly receiverName?: string;
  readonly start: number;
  readonly end: number;
  /** The comment lines directly above, joined by line feeds. */
  readonly comment: string;
}

/** The name under which a file uses an import that it gives no name: the path's last telling segment. */
export function guessPackageName(importPath: string): string {
  const segments = importPath.split('/');
  let last = segments.at(-1) ?? importPath;
  if (/^v\d+$/.test(last)) last = segments.at(-2) ?? last;
  return last
    .replace(/\.v\d+$/, '')
    .replace(/^go-/, '')
    .replaceAll('-', '_');
}

function readImports(node: Node, into: Map<string, string>): void {
  for (const spec of node.descendantsOfType('import_spec')) {
    const path = spec.childForFieldName('path')?.text.slice(1, -1) ?? '';
    into.set(spec.childForFieldName('name')?.text ?? guessPackageName(path), path);
  }
}

function baseTypeName(node: Node): string {
  const type = node.descendantsOfType('type_identifier')[0];
  return type?.text ?? '';
}

function readSite(node: Node, comment: string): DeclarationSite[] {
  const where = { start: node.startIndex, end: node.endIndex, comment };
  switch (node.type) {
    case 'function_declaration':
      return [{ kind: 'function', names: [node.childForFieldName('name')?.text ?? ''], ...where }];
    case 'method_declaration': {
      const parameter = node.childForFieldName('receiver')?.namedChildren[0];
      const type = parameter?.childForFieldName('type');
      const receiverName = parameter?.childForFieldName('name')?.text;
      return [
        {
          kind: 'method',
          names: [node.childForFieldName('name')?.text ?? ''],
          receiver: type ? (type.type === 'type_identifier' ? type.text : baseTypeName(type)) : '',
          ...(receiverName === undefined ? {} : { receiverName }),
          ...where,
        },
      ];
    }
    case 'const_declaration':
    case 'var_declaration': {
      const specs = node.descendantsOfType(['const_spec', 'var_spec']);
      const own = specs.filter((spec) =>
        /^(const|var)_(declaration|spec_list)$/.test(spec.parent?.type ?? ''),
      );
      const top = own.filter((spec) => spec.parent?.id === node.id || spec.parent?.parent?.id === node.id);
      return [
        {
          kind: 'value',
          names: top.flatMap((spec) => fieldParts(spec, 'name').map((n) => n.text)),
          ...where,
        },
      ];
    }
    case 'type_declaration':
      return partsOf(node).map((spec) => ({
        kind: 'type',
        names: [spec.childForFieldName('name')?.text ?? ''],
        start: spec.startIndex,
        end: spec.endIndex,
        comment,
      }));
    default:
      return [];
  }
}

/**
 * Reads a file's package clause, imports and declarations. Broken syntax loses what it touches, no more.
 * @param path is only carried along, for messages.
 */
export function readGoFile(parser: GoParser, path: string, text: string): GoFile {
  return parser.read(text, (root) => {
    const imports = new Map<string, string>();
    const declarations: DeclarationSite[] = [];
    let packageName = '';
    let comments: string[] = [];
    let commentEnd = -1;
    for (const node of root.namedChildren) {
      if (node.type === 'comment') {
        if (node.startPosition.row > commentEnd + 1) comments = [];
        comments.push(node.text);
        commentEnd = node.endPosition.row;
        continue;
      }
      if (node.type === 'package_clause') packageName = partsOf(node)[0]?.text ?? '';
      else if (node.type === 'import_declaration') readImports(node, imports);
      else {
        const near = node.startPosition.row <= commentEnd + 1;
        declarations.push(...readSite(node, near ? comments.join('\n') : ''));
      }
      comments = [];
    }
    return { path, packageName, text, imports, declarations };
  });
}

/**
 * Lowers one declaration of a file by parsing its text alone.
 * @throws Error when the text at the site holds no declaration.
 */
export function lowerDeclaration(parser: GoParser, file: GoFile, site: DeclarationSite): GoDeclaration {
  const text = file.text.slice(site.start, site.end);
  return parser.read(site.kind === 'type' ? `type ${text}` : text, (root): GoDeclaration => {
    const node = partsOf(root)[0];
    if (!node) throw new Error(`${file.path}: no declaration at ${String(site.start)}`);
    if (site.kind === 'value') return { kind: 'value', specs: lowerValueSpecs(node) };
    if (site.kind !== 'type') return { kind: 'function', fn: lowerFunction(node) };
    const spec = partsOf(node)[0];
    const type = spec?.childForFieldName('type');
    return {
      kind: 'type',
      type: type ? lowerType(type) : { kind: 'other', what: 'type' },
      alias: spec?.type === 'type_alias',
    };
  });
}

import type { TextRange } from '../base/textRange';
import { writtenBodies } from '../modules/bodyAccess';
import type { Body } from '../syntax/ast';

/** A name in a block's body: of an argument, or of a nested block. */
export interface NamedPlace {
  /** From the body down, block types as segments. */
  readonly path: readonly string[];
  readonly range: TextRange;
}

/** The argument or nested block whose name, or header, is at `offset`. */
export function namedPlaceAt(body: Body, offset: number): NamedPlace | undefined {
  return inBody(body, offset, []);
}

/** Whether a caret at `offset` touches the range. */
export function touches({ start, end }: TextRange, offset: number): boolean {
  return start <= offset && offset <= end;
}

function inBody(body: Body, offset: number, outer: readonly string[]): NamedPlace | undefined {
  for (const { name, nameRange, range, value } of body.attributes) {
    const path = [...outer, name];
    if (touches(nameRange, offset)) return { path, range: nameRange };
    // In JSON, and where attributes stand for blocks, the rest of the path is in objects.
    if (touches(range, offset)) return inBodies(writtenBodies(value) ?? [], offset, path);
  }
  for (const { type, labels, range, headerRange, body: inner } of body.blocks) {
    if (!touches(range, offset)) continue;
    const [label] = labels;
    const path = [...outer, type === 'dynamic' ? (label ?? type) : type];
    if (touches(headerRange, offset)) return { path, range: headerRange };
    if (type !== 'dynamic') return inBody(inner, offset, path);
    const content = inner.blocks.filter((block) => block.type === 'content');
    return inBodies(
      content.map((block) => block.body),
      offset,
      path,
    );
  }
  return undefined;
}

function inBodies(bodies: readonly Body[], offset: number, path: readonly string[]): NamedPlace | undefined {
  const around = bodies.find(({ range }) => touches(range, offset));
  return around && inBody(around, offset, path);
}

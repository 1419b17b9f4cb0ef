import type { TextRange } from '../../server/src/base/textRange';
import { labelCounts } from '../../server/src/modules/fileKinds';
import type { Attribute, Body, Expression, SyntaxFile } from '../../server/src/syntax/ast';
import { syntax } from '../support/engine';
import type { Choices } from '../terraform/random/choices';

/** A piece of text to be put in place of another. */
interface Change {
  readonly range: TextRange;
  readonly text: string;
}

/**
 * The configuration file `name` in another layout with the same content: other blanks, blank lines, comments of three
 * kinds in odd places, blocks on one line, tabs, other line endings, no newline at the end. The text itself where all
 * `choices` are 0, and where it has errors.
 */
export async function inOtherLayout(name: string, text: string, choices: Choices): Promise<string> {
  const reader = await syntax();
  const isJson = name.endsWith('.json');
  const file = isJson ? reader.readJson(text, labelCounts) : reader.readHcl(text);
  if (file.errors.length > 0) return text;
  const other = isJson ? otherJson(text, choices) : otherHcl(text, file, choices);
  const ended = choices.oneIn(4) ? other.trimEnd() : other;
  return choices.oneIn(3) ? ended.replaceAll(/\r?\n/g, '\r\n') : ended;
}

function otherJson(text: string, choices: Choices): string {
  if (choices.below(2) === 0 || text.trim() === '') return text;
  return JSON.stringify(JSON.parse(text), undefined, choices.oneOf<string | number>(2, 4, '\t', 0));
}

function otherHcl(text: string, { blocks }: SyntaxFile, choices: Choices): string {
  const layout = new Layout(text, choices);
  for (const block of blocks) {
    layout.above(block.range);
    layout.body(block.body);
  }
  return layout.result();
}

/** Collects changes of a text that change nothing of what it says. */
class Layout {
  private readonly changes: Change[] = [];
  /** The lines in these are part of a value. */
  private readonly texts: TextRange[] = [];
  private readonly indentation: string;

  constructor(
    private readonly text: string,
    private readonly choices: Choices,
  ) {
    this.indentation = choices.oneOf('  ', '  ', '\t', '    ');
  }

  /** Something above what starts a line. */
  above({ start }: TextRange): void {
    const before = /(?:^|\n)([ \t]*)$/.exec(this.text.slice(0, start));
    if (before === null || !this.choices.oneIn(6)) return;
    const comment = this.choices.oneOf('# above', '// above, [b]', '/* above }\n   it */', '');
    this.insert(start, comment === '' ? '\n' : `${comment}\n${before[1] ?? ''}`);
  }

  body(body: Body): void {
    if (this.choices.oneIn(4) && this.onOneLine(body)) return;
    if (this.text[body.range.start] === '\n' && this.choices.oneIn(8))
      this.insert(body.range.start, ' # { header');
    for (const attribute of body.attributes) this.attribute(attribute);
    for (const block of body.blocks) {
      this.above(block.range);
      this.body(block.body);
    }
  }

  /** `{ a = 1 }`, which is possible with one argument of one line. */
  private onOneLine({ range, attributes, blocks }: Body): boolean {
    const [only] = attributes;
    if (only === undefined || attributes.length + blocks.length > 1) return false;
    const written = this.text.slice(only.range.start, only.range.end);
    const isBare = this.text.slice(range.start, range.end).trim() === written;
    if (!isBare || written.includes('\n')) return false;
    this.changes.push({ range, text: ` ${written} ` });
    return true;
  }

  private attribute({ nameRange, range, value }: Attribute): void {
    this.above(range);
    const equals = this.text.indexOf('=', nameRange.end);
    if (this.choices.oneIn(8)) {
      const blanks = this.choices.oneOf(' ', '   ', '\t', ' /* before */ ', '');
      this.changes.push({ range: { start: nameRange.end, end: equals }, text: blanks });
    }
    if (this.choices.oneIn(12)) this.insert(equals + 1, this.choices.oneOf('  ', '\t', ' /* = behind */'));
    this.expression(value);
    const isHeredoc = this.text.startsWith('<<', value.range.start);
    const isLast = /^[ \t]*(?:\n|$)/.test(this.text.slice(range.end));
    if (isHeredoc || !isLast || !this.choices.oneIn(5)) return;
    this.insert(
      range.end,
      this.choices.oneOf(' # why', '   // [a, b]', ' /* } */', '  # ü, 日本 "${ami}"', '\t#'),
    );
  }

  private expression(value: Expression): void {
    if (value.kind === 'template' || value.kind === 'literal') this.texts.push(value.range);
    if (value.kind === 'tuple') {
      for (const element of value.elements) {
        if (this.choices.oneIn(10)) {
          this.insert(element.range.start, this.choices.oneOf('/* [ */ ', '\n', '# in, a list\n', '  '));
        }
        this.expression(element);
      }
    }
    if (value.kind === 'call')
      value.arguments.forEach((argument) => {
        this.expression(argument);
      });
    if (value.kind === 'conditional') {
      for (const part of [value.whenTrue, value.whenFalse]) {
        if (this.choices.oneIn(10)) this.insert(part.range.start, this.choices.oneOf('/* or */ ', '  '));
        this.expression(part);
      }
    }
    if (value.kind === 'object') for (const item of value.items) this.expression(item.value);
  }

  private insert(at: number, text: string): void {
    this.changes.push({ range: { start: at, end: at }, text });
  }

  result(): string {
    const indents = [...this.text.matchAll(/^(?: {2})+/gm)]
      .filter(({ index }) => !this.texts.some(({ start, end }) => start < index && index < end))
      .map(({ index, 0: old }) => ({
        range: { start: index, end: index + old.length },
        text: this.indentation.repeat(old.length / 2),
      }));
    const changes = [...this.changes, ...indents].sort(
      (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
    );
    let result = '';
    let position = 0;
    for (const { range, text } of changes) {
      if (range.start < position) continue;
      result += this.text.slice(position, range.start) + text;
      position = range.end;
    }
    return result + this.text.slice(position);
  }
}

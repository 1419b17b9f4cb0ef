/**
 * Fixture files (`*.tf.txt`) hold cases, and each case holds files:
 *
 *     == what this case shows ==
 *     Prose, if there is something to explain.
 *     -- main.tf --
 *     resource "aws_instance" "web" {
 *       ami  = data.aws_ami.linux.id # want drifting-replacement "depends on data\.aws_ami\.linux"
 *       host = "x"                   # no-want: a literal
 *     }
 *     -- want --
 *     main.tf:2 syntax-error "where a comment cannot stand: in JSON, in heredocs, in broken text"
 *
 * An expectation is a rule's or a note's id, a regular expression on the message and, where they matter,
 * `severity=`, `certainty=`, `address=`, `attribute=`, and `at="…"`, the text of the range. Several on one
 * line are divided by semicolons. They match the findings and notes one to one.
 */
export interface FixtureCase {
  readonly title: string;
  /** Texts by name below the root. */
  readonly files: Readonly<Record<string, string>>;
  readonly expectations: readonly Expectation[];
}

/** One finding or note that has to be there. */
export interface Expectation {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly id: string;
  readonly message: RegExp;
  readonly properties: Readonly<Record<string, string>>;
}

/** Reads a fixture file. Throws where it is not written as described above. */
export function parseFixture(text: string): readonly FixtureCase[] {
  const [, ...pieces] = text.split(/^== (.+) ==\n/m);
  const cases: FixtureCase[] = [];
  for (let at = 0; at < pieces.length; at += 2) cases.push(parseCase(pieces[at] ?? '', pieces[at + 1] ?? ''));
  const titles = cases.map(({ title }) => title);
  const repeated = titles.find((title, index) => titles.indexOf(title) !== index);
  if (cases.length === 0 || repeated !== undefined)
    throw new Error(`no case, or one twice: ${repeated ?? ''}`);
  return cases;
}

function parseCase(title: string, text: string): FixtureCase {
  const [, ...pieces] = text.split(/^-- (.+) --\n/m);
  const files: Record<string, string> = {};
  const expectations: Expectation[] = [];
  for (let at = 0; at < pieces.length; at += 2) {
    const name = pieces[at] ?? '';
    const content = pieces[at + 1] ?? '';
    if (name === 'want') expectations.push(...sectionExpectations(content));
    else {
      if (name in files) throw new Error(`${title}: ${name} is there twice`);
      files[name] = content;
      expectations.push(...inlineExpectations(name, content));
    }
  }
  const wanted = expectations.find(({ file }) => !(file in files));
  if (wanted !== undefined) throw new Error(`${title}: there is no ${wanted.file}`);
  return { title, files, expectations };
}

function inlineExpectations(file: string, content: string): readonly Expectation[] {
  return content.split('\n').flatMap((line, index) => {
    if (/# ?no-want(?!: \S)/.test(line)) throw new Error(`${file}: a no-want needs a reason: ${line}`);
    const marker = /# want (.*)$/.exec(line);
    return marker === null ? [] : parseExpectations(file, index + 1, marker[1] ?? '');
  });
}

function sectionExpectations(content: string): readonly Expectation[] {
  return content
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => {
      const match = /^(\S+?):(\d+) (.*)$/.exec(line);
      if (match === null) throw new Error(`an expectation is FILE:LINE ID "regexp", not ${line}`);
      return parseExpectations(match[1] ?? '', Number(match[2]), match[3] ?? '');
    });
}

const quoted = /"((?:[^"\\]|\\.)*)"/.source;
const expectation = new RegExp(`^([\\w-]+) ${quoted}((?: \\w+=(?:${quoted}|[^\\s;]+))*)(?:; |\\s*$)`);

function parseExpectations(file: string, line: number, source: string): readonly Expectation[] {
  const found: Expectation[] = [];
  for (let rest = source; rest.trim() !== '';) {
    const match = expectation.exec(rest);
    if (match === null) throw new Error(`${file}:${String(line)}: not an expectation: ${rest}`);
    const [whole, id = '', message = '', properties = ''] = match;
    found.push({ file, line, id, message: new RegExp(message), properties: parseProperties(properties) });
    rest = rest.slice(whole.length);
  }
  return found;
}

function parseProperties(source: string): Readonly<Record<string, string>> {
  const pairs = source.matchAll(new RegExp(` (\\w+)=(?:${quoted}|([^\\s;]+))`, 'g'));
  return Object.fromEntries(
    [...pairs].map(([, name = '', text, word = '']) => [name, text?.replaceAll('\\"', '"') ?? word]),
  );
}

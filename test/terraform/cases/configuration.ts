/**
 * Configurations for the comparison with Terraform, in the notation of fixtures (see `support/fixture.ts`).
 * What the data sources answer, and what comes of it, stands in sections of its own:
 *
 *     == the branch that is taken ==
 *     -- main.tf --
 *     …
 *     -- when a newer image appears --
 *     data.toy_image.base.id: "image-1" -> "image-2"
 *     modules/web/data.toy_list.all(query="a").names: ["a"] -> ["a", "b"]
 *     replaced: toy_server.a image, disk.image
 *     instances: module.app.toy_server.b
 *     -- when nothing changes --
 *     replaced: toy_server.always note
 *     -- run --
 *     in live
 *
 * A change is written `[DIRECTORY/]data.TYPE.NAME[(ARGUMENT="VALUE")].ATTRIBUTE: BEFORE -> AFTER`; with one
 * value only the answer stays the same. Every section says what Terraform replaces (`replaced: nothing` where
 * it is nothing), with addresses from the root and without instance keys, and the arguments that are the cause;
 * none for `replace_triggered_by`. `instances:` names what is created or destroyed, `fails: "…"` is a regular
 * expression on the plan's error. `possible: ADDRESS ARGUMENTS -- reason` is what our engine may name
 * although Terraform does not do it with these answers. `run` may say `in DIRECTORY` (the root module
 * is there), `alone` (not as a child of another module) and `crlf`.
 */
import type { Value } from '../provider/values';
import { parseFixture, type FixtureCase } from '../../support/fixture';

/** A configuration, the answers of its data sources, and what is expected of it. */
export interface Configuration {
  readonly title: string;
  /** Texts by name. */
  readonly files: Readonly<Record<string, string>>;
  /** The directory of the root module; empty for the top. */
  readonly root: string;
  /** Whether it has to be a root module when it is run. */
  readonly alone: boolean;
  readonly answers: readonly Answer[];
  /** What happens when no answer changes. */
  readonly unchanged: Expected;
  /** What happens with other answers: generation 2, 3 and so on. */
  readonly changes: readonly Change[];
}

/** An attribute's value in generation 1, 2, and so on. */
export interface Answer {
  /** The directory of the module that has the data source; empty for the top. */
  readonly directory: string;
  readonly type: string;
  readonly name: string;
  /** Only for the instances with this argument. */
  readonly given?: { readonly argument: string; readonly value: string };
  readonly attribute: string;
  readonly values: readonly Value[];
}

/** One way in which answers change. */
export interface Change {
  readonly title: string;
  readonly expected: Expected;
}

/** What comes of it. */
export interface Expected {
  readonly replaced: readonly Replacement[];
  readonly instances: readonly string[];
  /** The plan's error. */
  readonly fails?: RegExp;
  /** What the engine may say although Terraform does not do it with these answers. */
  readonly possible: readonly Replacement[];
}

/** A resource that is replaced. */
export interface Replacement {
  /** From the root module, without instance keys. */
  readonly address: string;
  /** The arguments that force it: dotted, without indexes, sorted. Empty where a trigger does. */
  readonly attributes: readonly string[];
}

const nothing: Expected = { replaced: [], instances: [], possible: [] };

/** Reads a file of configurations. Throws where it is not written as described above. */
export function parseConfigurations(text: string): readonly Configuration[] {
  return parseFixture(text).map(parseConfiguration);
}

function parseConfiguration({ title, files }: FixtureCase): Configuration {
  const answers = new Map<string, Answer>();
  const changes: Change[] = [];
  const own: Record<string, string> = {};
  let unchanged = nothing;
  const run = linesOf(files['run'] ?? '');
  const changeCount = Object.keys(files).filter(isChange).length;
  for (const [name, content] of Object.entries(files)) {
    const section = (): Section => new Section(`${title}, ${name}`, content);
    if (isChange(name)) {
      const { expected } = section().readInto(answers, changes.length + 2, changeCount + 1);
      changes.push({ title: name.slice('when '.length), expected });
    } else if (name === unchangedSection) {
      unchanged = section().readInto(answers, 1, changeCount + 1).expected;
    } else if (name !== 'run') {
      own[name] = run.includes('crlf') ? content.replaceAll('\n', '\r\n') : content;
    }
  }
  const fails = [unchanged, ...changes.map(({ expected }) => expected)].some(
    (one) => one.fails !== undefined,
  );
  const hasVariableFiles = Object.keys(own).some((name) => /\.tfvars(\.json)?$/.test(name));
  return {
    title,
    files: own,
    root: run.find((line) => line.startsWith('in '))?.slice('in '.length) ?? '',
    alone: fails || hasVariableFiles || run.includes('alone'),
    answers: [...answers.values()],
    unchanged,
    changes,
  };
}

const unchangedSection = 'when nothing changes';

function isChange(name: string): boolean {
  return name.startsWith('when ') && name !== unchangedSection;
}

function linesOf(content: string): readonly string[] {
  return content
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

const answerLine = /^(?:(\S+)\/)?data\.(\w+)\.(\w+)(?:\((\w+)="([^"]*)"\))?\.(\w+): (.+)$/;

/** One `when` section. */
class Section {
  private readonly replaced: Replacement[] = [];
  private readonly instances: string[] = [];
  private readonly possible: Replacement[] = [];
  private fails: RegExp | undefined;
  private isSaid = false;

  constructor(
    private readonly place: string,
    private readonly content: string,
  ) {}

  /** Adds the answers of generation `generation` of `generations`, and gives what is expected. */
  readInto(
    answers: Map<string, Answer>,
    generation: number,
    generations: number,
  ): { readonly expected: Expected } {
    for (const line of linesOf(this.content)) {
      const [, keyword = '', rest = ''] = /^(replaced|instances|possible|fails): (.+)$/.exec(line) ?? [];
      if (keyword === '') this.readAnswer(line, answers, generation, generations);
      else this.readExpectation(keyword, rest);
    }
    if (!this.isSaid) throw new Error(`${this.place}: it does not say what is replaced`);
    const { replaced, instances, possible, fails } = this;
    return { expected: { replaced, instances, possible, ...(fails === undefined ? {} : { fails }) } };
  }

  private readExpectation(keyword: string, rest: string): void {
    if (keyword === 'fails') {
      this.fails = new RegExp(JSON.parse(rest) as string);
      return;
    }
    if (keyword === 'instances') {
      this.instances.push(...rest.split(', ').sort());
      return;
    }
    const isReplaced = keyword === 'replaced';
    this.isSaid ||= isReplaced;
    if (isReplaced && rest === 'nothing') return;
    const [said = '', reason] = rest.split(' -- ');
    if (!isReplaced && reason === undefined) throw new Error(`${this.place}: a reason is missing: ${rest}`);
    const [address = '', ...attributes] = said.split(/,? /);
    (isReplaced ? this.replaced : this.possible).push({ address, attributes: attributes.sort() });
  }

  private readAnswer(
    line: string,
    answers: Map<string, Answer>,
    generation: number,
    generations: number,
  ): void {
    const match = answerLine.exec(line);
    if (match === null) throw new Error(`${this.place}: neither an answer nor an expectation: ${line}`);
    const [, directory = '', type = '', name = '', argument, value = '', attribute = '', texts = ''] = match;
    const key = line.slice(0, line.indexOf(': '));
    const [before, after = before] = texts.split(' -> ').map((text) => JSON.parse(text) as Value);
    if (before === undefined || after === undefined) throw new Error(`${this.place}: no value: ${line}`);
    const known = answers.get(key);
    const values = known?.values ?? Array.from({ length: generations }, () => before);
    if (JSON.stringify(values[0]) !== JSON.stringify(before)) {
      throw new Error(`${this.place}: ${key} has another first value elsewhere`);
    }
    answers.set(key, {
      directory,
      type,
      name,
      ...(argument === undefined ? {} : { given: { argument, value } }),
      attribute,
      values: values.map((old, index) => (index === generation - 1 ? after : old)),
    });
  }
}

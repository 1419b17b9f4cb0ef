import assert from 'node:assert/strict';
import { CodeLensRequest, HoverRequest, MarkupContent } from 'vscode-languageserver/node';
import {
  factsRequest,
  hclJsonRequest,
  risksRequest,
  type FactsResult,
  type GuidanceParams,
  type HclJsonResult,
  type RisksResult,
} from '../../server/src/lsp/messages';
import { allWorkspaces } from '../fixes/workspaces';
import { facts } from '../support/engine';
import type { LspClient } from '../support/lspClient';
import { Workspace } from './workspace';

/** Three words of English in a row, the later ones in small letters: the names of products have capitals. */
const english = /[A-Za-z][a-z’]* [a-z’]+,? [a-z’]+/;

/** Left out: code, and what is quoted as somebody else's word. */
const quoted = /`[^`]*`|「[^」]*」|"[^"]*"/g;

/** Lines that cite where a fact was read. */
const citation = '出典: ';

/** Letters of both kinds without a space between them. */
const touching = /[\p{sc=Hira}\p{sc=Kana}\p{sc=Han}ー][\w`]|[\w`][\p{sc=Hira}\p{sc=Kana}\p{sc=Han}]/u;

/** What is English in a text that people are shown; undefined where nothing is. */
function englishIn(text: string): string | undefined {
  const lines = text.split('\n').filter((line) => !line.includes(citation));
  return lines.find((line) => english.test(line.replaceAll('\\', '').replaceAll(quoted, '')));
}

/** Everything that a server says in Japanese about all fixtures, with what it belongs to. */
class Listener {
  readonly heard = new Map<string, string[]>();

  constructor(
    private readonly client: LspClient,
    private readonly texts: ReadonlyMap<string, string>,
  ) {}

  async listen(): Promise<void> {
    for (const [uri, text] of this.texts) await this.client.open(uri, text);
    await this.client.settled();
    for (const [uri, text] of this.texts) {
      await this.hearDiagnostics(uri);
      await this.hearHovers(uri, text);
      await this.hearDocument(uri);
    }
    const { risks } = await this.client.connection.sendRequest<RisksResult>(risksRequest);
    this.hear(
      'risks',
      ...risks.flatMap(({ message, path }) => [message, ...path.map((step) => step.message)]),
    );
    const { left } = await this.client.fixAll({ scope: {} });
    this.hear('reason', ...left.map(({ reason }) => reason));
  }

  private hear(what: string, ...said: readonly string[]): void {
    this.heard.set(what, [...(this.heard.get(what) ?? []), ...said]);
  }

  private async hearDiagnostics(uri: string): Promise<void> {
    for (const diagnostic of this.client.diagnostics.get(uri) ?? []) {
      const { code, message, relatedInformation = [], range } = diagnostic;
      if (typeof message === 'string') this.hear(`diagnostic ${String(code)}`, message);
      this.hear('related information', ...relatedInformation.map((one) => one.message));
      const context = { diagnostics: [diagnostic] };
      for (const { title, command, edit } of await this.client.codeActions(uri, range, context)) {
        const notes = Object.values(edit?.changeAnnotations ?? {});
        this.hear('title', title);
        this.hear('cost', ...notes.flatMap(({ label, description = '' }) => [label, description]));
        const [params] = (command?.arguments ?? []) as readonly Partial<GuidanceParams>[];
        if (params?.guidance !== undefined) this.hear('guidance', params.guidance);
      }
    }
  }

  private async hearHovers(uri: string, text: string): Promise<void> {
    for (const [line, words] of text.split('\n').entries()) {
      for (const { index } of words.matchAll(/(?<=^\s*)[a-z]\w*|(?<![\w.])(?:data|local|module|var)\.\w/g)) {
        const position = { line, character: index };
        const hover = await this.client.connection.sendRequest(HoverRequest.type, {
          textDocument: { uri },
          position,
        });
        if (hover !== null && MarkupContent.is(hover.contents)) this.hear('hover', hover.contents.value);
      }
    }
  }

  private async hearDocument(uri: string): Promise<void> {
    const textDocument = { uri };
    const lenses = await this.client.connection.sendRequest(CodeLensRequest.type, { textDocument });
    this.hear('code lens', ...(lenses ?? []).flatMap(({ command }) => command?.title ?? []));
    const json = await this.client.connection.sendRequest<HclJsonResult>(hclJsonRequest, { uri });
    const comments = json?.split('\n').filter((line) => line.startsWith('//')) ?? [];
    this.hear('HCL JSON', ...comments);
  }

  /** What is known of every type that occurs. */
  async hearFacts(): Promise<void> {
    const named = [...this.texts.values()].join('\n').matchAll(/^(?:resource|data) "(\w+)"/gm);
    for (const type of new Set([...named].map(([, name = '']) => name))) {
      const { text } = await this.client.connection.sendRequest<FactsResult>(factsRequest, { type });
      if (text !== null) this.hear('facts', text);
    }
  }
}

describe('The server in Japanese', function () {
  this.timeout(300_000);
  const workspace = new Workspace();
  let heard: ReadonlyMap<string, readonly string[]> = new Map();

  before(async () => {
    const texts = new Map<string, string>();
    for (const [index, { files, facts: own }] of allWorkspaces().entries()) {
      // The others come with facts of their own, which a server of ours does not have.
      if (own !== facts) continue;
      for (const [name, text] of Object.entries(files)) {
        const path = `${String(index)}/${name}`;
        workspace.write(path, text);
        if (/\.tf(?:\.json)?$|holdfast\.yaml$/.test(name)) texts.set(workspace.uri(path), text);
      }
    }
    const options = { statusNotifications: true, codeLens: true, guidance: true };
    const client = await workspace.start({ initialize: { locale: 'ja', initializationOptions: options } });
    const listener = new Listener(client, texts);
    await listener.listen();
    await listener.hearFacts();
    heard = listener.heard;
  });

  after(() => workspace.dispose());

  it('says something of every kind', () => {
    const kinds = ['title', 'cost', 'guidance', 'hover', 'code lens', 'facts', 'risks', 'reason'];
    for (const kind of [...kinds, 'related information', 'HCL JSON', 'diagnostic drifting-replacement']) {
      assert.ok((heard.get(kind)?.length ?? 0) > 0, kind);
    }
  });

  it('says nothing in English', () => {
    const found = [...heard].flatMap(([kind, texts]) =>
      texts.flatMap((text) => {
        const part = englishIn(text);
        return part === undefined ? [] : [`${kind}: ${part}`];
      }),
    );
    assert.deepEqual([...new Set(found)], []);
  });

  it('has a space between Japanese and Latin letters', () => {
    const found = [...heard].flatMap(([kind, texts]) =>
      texts.filter((text) => touching.test(text)).map((text) => `${kind}: ${text}`),
    );
    assert.deepEqual([...new Set(found)], []);
  });

  it('would be caught', () => {
    assert.ok(englishIn('`ami` は固定されています。\nNothing was found here.'));
    assert.ok(englishIn('ここでは it is read only during apply。'));
    assert.equal(
      englishIn('「terraform state pull」は Database Management の `a b c d` を返します。'),
      undefined,
    );
  });
});

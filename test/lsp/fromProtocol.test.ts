import assert from 'node:assert/strict';
import { childOf } from '../../server/src/base/uri';
import { canonicalUri } from '../../server/src/lsp/fromProtocol';

describe('The engine’s spelling of a URI', () => {
  const spellings: readonly (readonly [client: string, engine: string | undefined])[] = [
    ['file:///home/me/main.tf', 'file:///home/me/main.tf'],
    ['file:///home/me/', 'file:///home/me'],
    ['file:///a%20%28b%29/main.tf', 'file:///a%20(b)/main.tf'],
    ['file:///a%20(b)/main.tf', 'file:///a%20(b)/main.tf'],
    ['file:///c%3A/app/main.tf', 'file:///c%3A/app/main.tf'],
    ['file:///C:/app/main.tf', 'file:///c%3A/app/main.tf'],
    ['file:///%C3%A9.tf', 'file:///%C3%A9.tf'],
    ['file:///é.tf', 'file:///%C3%A9.tf'],
    ['file:///bad%FF.tf', 'file:///bad%FF.tf'],
    ['FILE:/home/me', 'file:///home/me'],
    ['file:///', 'file://'],
    ['file://server/share/main.tf', 'file://server/share/main.tf'],
    ['vscode-vfs://github/a/main.tf', 'vscode-vfs://github/a/main.tf'],
    ['untitled:Untitled-1', undefined],
    ['git:/home/me/main.tf?%7B%22ref%22%3A%22HEAD%22%7D', undefined],
    ['not a uri', undefined],
  ];
  for (const [client, engine] of spellings) {
    it(`of ${client} is ${engine ?? 'none'}`, () => {
      assert.equal(canonicalUri(client), engine);
    });
  }

  it('is what the engine itself builds from a directory and a name', () => {
    const directory = canonicalUri('file:///work%20%28old%29');
    assert.ok(directory !== undefined);
    assert.equal(childOf(directory, "it's (a) [b] +c.tf"), canonicalUri(`${directory}/it's (a) [b] +c.tf`));
  });
});

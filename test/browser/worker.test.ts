import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { CodeActionRequest, type CodeAction, type Diagnostic } from 'vscode-languageserver/node';
import { factsRequest, type FactsResult } from '../../server/src/lsp/messages';
import { startBrowser } from '../client/page/panelPage';
import { findBrowser } from '../e2e/editor';
import { Workspace } from '../lsp/workspace';
import type { LspClient } from '../support/lspClient';
import { MemoryFileSystem } from '../support/memoryFileSystem';
import { WorkerServer } from './workerServer';

const folder = 'memfs://host/app';
const main = `${folder}/main.tf`;

/** A finding, one through a module, a block that the converter refuses, and a file that is not Terraform. */
const texts = {
  'main.tf': readFileSync('examples/nothing-changed/main.tf', 'utf8'),
  'module.tf': 'module "web" {\n  source = "./web"\n  image  = data.aws_ami.amazon_linux.id\n}\n',
  'web/main.tf': 'variable "image" {}\n\nresource "aws_instance" "this" {\n  ami = var.image\n}\n',
  'twice.tf':
    'resource "aws_instance" "twice" {\n  ami = data.aws_ami.amazon_linux.id\n  ami = data.aws_ami.amazon_linux.id\n}\n',
  'broken.tf': 'resource "aws_instance" "half" {\n  ami = data.aws_ami.\n',
  'data.tf.json': '{ "locals": { "stamp": "${timestamp()}" } }',
};

describe('The language server in a web worker', function () {
  this.timeout(60_000);
  const executable = findBrowser();
  if (executable === undefined) {
    it('is tested where there is a Chromium; test/e2e/install.sh installs one', function () {
      this.skip();
    });
    return;
  }
  let browser: Browser;
  let files: MemoryFileSystem;
  let server: WorkerServer;
  let workspace: Workspace;

  before(async () => {
    browser = await startBrowser(executable);
  });

  after(async () => {
    await browser.close();
  });

  beforeEach(() => {
    workspace = new Workspace();
    files = new MemoryFileSystem();
    for (const [name, text] of Object.entries(texts)) {
      files.write(`${folder}/${name}`, text);
      workspace.write(name, text);
    }
  });

  afterEach(async () => {
    await server.page.close();
    await workspace.dispose();
  });

  async function start(params: Parameters<typeof WorkerServer.start>[3] = {}): Promise<void> {
    server = await WorkerServer.start(browser, folder, files, params);
    await server.settled();
  }

  async function actions({ range }: Diagnostic): Promise<readonly CodeAction[]> {
    const textDocument = { uri: main };
    const params = { textDocument, range, context: { diagnostics: [] } };
    return (await server.connection.sendRequest(CodeActionRequest.type, params)) as readonly CodeAction[];
  }

  it('reports the same as the server on a disk', async () => {
    await start();
    const onDisk = await workspace.start();
    await onDisk.settled();
    const here = inOnePlace(server.diagnostics, folder);
    assert.deepEqual(here, inOnePlace(onDisk.diagnostics, workspace.uri('').replace(/\/$/, '')));
    const codes = here.flatMap(([, diagnostics]) => (diagnostics as Diagnostic[]).map(({ code }) => code));
    assert.equal(codes.filter((code) => code === 'drifting-replacement').length, 2);
    assert.ok(new Set(codes).size > 1, codes.join());
    assert.deepEqual(server.logs, []);
  });

  it('offers fixes, and not the look-up of images, which it cannot do', async () => {
    await start();
    const [diagnostic] = server.diagnostics.get(main) ?? [];
    assert.ok(diagnostic);
    const offered = await actions(diagnostic);
    assert.ok(offered.some(({ title }) => title.startsWith('Ignore changes to ami')));
    const commands = offered.map(({ command }) => command?.command);
    assert.ok(!commands.includes('holdfast.pinToNewestImage'), commands.join());
  });

  it('speaks the language of its client', async () => {
    await start({ locale: 'ja' });
    const [diagnostic] = server.diagnostics.get(main) ?? [];
    assert.match(JSON.stringify(diagnostic), /置き換え/);
  });

  it('tells what is known of a type, and which ones may be meant', async () => {
    await start();
    const ask = (type: string): Promise<FactsResult> => server.connection.sendRequest(factsRequest, { type });
    assert.match((await ask('aws_instance')).text ?? '', /ami/);
    assert.ok((await ask('aws_instanse')).near.includes('aws_instance'));
  });

  it('loads nothing that it does not need', async () => {
    for (const name of Object.keys(texts)) files.delete(`${folder}/${name}`);
    files.write(main, 'resource "aws_instance" "web" {\n  ami = "ami-1"\n}\n');
    await start();
    assert.ok(!server.fetched.includes('main.wasm.gz'), server.fetched.join());
  });
});

/** What is reported, with the folder's URI left out of everything. */
function inOnePlace(
  diagnostics: LspClient['diagnostics'],
  place: string,
): readonly (readonly [string, unknown])[] {
  const text = JSON.stringify([...diagnostics].sort(([one], [other]) => (one < other ? -1 : 1)));
  return JSON.parse(text.replaceAll(place, '')) as readonly (readonly [string, unknown])[];
}

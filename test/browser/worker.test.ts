import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { startBrowser } from '../client/page/panelPage';
import { findBrowser } from '../e2e/editor';
import { MemoryFileSystem } from '../support/memoryFileSystem';
import { WorkerServer } from './workerServer';

const folder = 'memfs://host/app';
const main = `${folder}/main.tf`;
const example = readFileSync('examples/nothing-changed/main.tf', 'utf8');

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

  before(async () => {
    browser = await startBrowser(executable);
  });

  after(async () => {
    await browser.close();
  });

  beforeEach(() => {
    files = new MemoryFileSystem();
    files.write(main, example);
  });

  afterEach(async () => {
    await server.page.close();
  });

  it('reports what it finds in files that the client reads', async () => {
    server = await WorkerServer.start(browser, folder, files);
    await server.settled();
    const codes = server.diagnostics.get(main)?.map(({ code }) => code);
    assert.ok(codes?.includes('drifting-replacement'));
  });
});

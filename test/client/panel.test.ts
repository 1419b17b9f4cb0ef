import assert from 'node:assert/strict';
import axe, { type AxeResults } from 'axe-core';
import type { Browser } from 'playwright-core';
import { pathGraph } from '../../client/src/paths/graph';
import { findBrowser } from '../e2e/editor';
import { until } from '../e2e/waiting';
import { leastContrasts } from './page/contrast';
import { PanelPage, startBrowser } from './page/panelPage';
import { themes } from './page/themes';
import { viewOf } from './page/views';
import { riskOf } from './risks';

const risks = [
  riskOf('aws_instance.a', 10, ['data.aws_ami.x@0', 'local.image@4']),
  riskOf('aws_ebs_volume.v', 20, ['data.aws_ami.x@0', 'local.image@4'], { consequence: 'data-loss' }),
  riskOf('null_resource.n', 30, ['timestamp()@30'], { severity: 'hint', consequence: 'routine' }),
];
const graph = pathGraph(risks, 100);
const view = viewOf(graph);
const { dark } = themes;

function idOf(label: string): string {
  return graph.nodes.find((node) => node.label === label)?.id ?? '';
}

describe('The panel with the picture', function () {
  this.timeout(60_000);
  const executable = findBrowser();
  if (executable === undefined) {
    it('is looked at where there is a Chromium; test/e2e/install.sh installs one', function () {
      this.skip();
    });
    return;
  }
  let browser: Browser;
  let panel: PanelPage;

  before(async () => {
    browser = await startBrowser(executable);
  });

  after(async () => {
    await browser.close();
  });

  afterEach(async () => {
    assert.deepEqual(panel.complaints, []);
    await panel.page.close();
  });

  async function open(state?: unknown): Promise<PanelPage> {
    panel = await PanelPage.open(browser, dark, state);
    await panel.show(view);
    return panel;
  }

  for (const [name, theme] of Object.entries(themes)) {
    it(`is accessible in a ${name} theme`, async () => {
      panel = await PanelPage.open(browser, theme);
      await panel.show(view);
      await panel.page.locator('summary').click();
      await panel.page.evaluate(axe.source);
      const results = await panel.page.evaluate(() =>
        (window as unknown as { axe: { run(): Promise<AxeResults> } }).axe.run(),
      );
      const found = results.violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join()}`,
      );
      assert.deepEqual(found, []);
      const contrasts = await leastContrasts(panel.page);
      assert.ok(contrasts.text >= 4.5, `text has a contrast of ${String(contrasts.text)}`);
      assert.ok(contrasts.lines >= 3, `lines have a contrast of ${String(contrasts.lines)}`);
    });
  }

  it('begins at a source, however many arguments it reaches', async () => {
    panel = await PanelPage.open(browser, dark);
    const many = Array.from({ length: 100 }, (_, at) =>
      riskOf(`aws_instance.i${String(at)}`, 10 * at, ['data.aws_ami.x@0']),
    );
    await panel.show(viewOf(pathGraph(many, 200)));
    const source = await panel.page.locator('g.node.source').boundingBox();
    const frame = await panel.page.locator('#picture').boundingBox();
    assert.ok(source !== null && frame !== null);
    assert.ok(source.y >= frame.y, 'it is above what is on the screen');
    assert.ok(source.y + source.height <= frame.y + frame.height, 'it is below what is on the screen');
  });

  it('is one stop for the Tab key, and walked through with arrows; Enter goes to the code', async () => {
    const { page } = await open();
    await page.locator('#export').focus();
    await page.keyboard.press('Tab');
    const first = await panel.focused();
    await page.keyboard.press('ArrowRight');
    const second = await panel.focused();
    assert.ok(graph.edges.some(({ from, to }) => from === idOf(first ?? '') && to === idOf(second ?? '')));
    await page.keyboard.press('Enter');
    assert.deepEqual((await panel.messages()).at(-1), { type: 'open', id: idOf(second ?? '') });
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement?.tagName), 'SUMMARY');
    await page.keyboard.press('Shift+Tab');
    assert.equal(await panel.focused(), second);
  });

  it('goes to the code by a click, in the picture and in the list', async () => {
    const { page } = await open();
    await page.locator('g.node', { hasText: 'local.image' }).click();
    assert.deepEqual((await panel.messages()).at(-1), { type: 'open', id: idOf('local.image') });
    await page.locator('summary').click();
    await page.locator('#paths').getByRole('button', { name: 'timestamp()' }).click();
    assert.deepEqual((await panel.messages()).at(-1), { type: 'open', id: idOf('timestamp()') });
  });

  it('keeps focus, selection and zoom when something else is found', async () => {
    const { page } = await open();
    await page.locator('g.node', { hasText: 'local.image' }).focus();
    await page.keyboard.press('+');
    const width = await page.locator('svg.paths').getAttribute('width');
    await panel.show({ ...view, notice: 'Other.' });
    assert.equal(await panel.focused(), 'local.image');
    assert.equal(await page.locator('svg.paths').getAttribute('width'), width);
    assert.equal(await page.locator('#notice').innerText(), 'Other.');
  });

  it('comes back after it was hidden as it was', async () => {
    const { page } = await open();
    await page.locator('g.node', { hasText: 'local.image' }).focus();
    await page.keyboard.press('+');
    await page.locator('summary').click();
    const width = await page.locator('svg.paths').getAttribute('width');
    // A browser tells only later that the list was opened.
    const state = await until('the open list to be remembered', async () => {
      const now = await panel.state();
      return JSON.stringify(now).includes('"isListOpen":true') ? now : undefined;
    });
    await page.close();
    await open(state);
    assert.deepEqual((await panel.messages())[0], { type: 'ready', chosen: '' });
    assert.equal(await panel.page.locator('svg.paths').getAttribute('width'), width);
    assert.equal(await panel.page.locator('g.node.selected .label').textContent(), 'local.image');
    assert.equal(await panel.page.locator('#paths').isVisible(), true);
  });

  it('lets the user choose a root module', async () => {
    const { page } = await open();
    await page.locator('#choice').selectOption('live');
    assert.deepEqual((await panel.messages()).at(-1), { type: 'choose', value: 'file:///w/live' });
  });

  it('exports a picture that needs nothing else', async () => {
    const { page } = await open();
    await page.locator('#export').click();
    const message = (await panel.messages()).at(-1);
    assert.ok(message?.type === 'save');
    const { svg } = message;
    assert.doesNotMatch(svg, /var\(|class=|https?:\/\/(?!www\.w3\.org\/)/);
    assert.match(svg, /fill="rgb\(31, 31, 31\)"/, 'the background of the theme');
    assert.match(svg, /stroke="rgb\(241, 76, 76\)"/, 'the colour of lost data');
    assert.match(svg, /local\.image/);
    const problems = await page.evaluate(
      (text) => new DOMParser().parseFromString(text, 'image/svg+xml').querySelectorAll('parsererror').length,
      svg,
    );
    assert.equal(problems, 0);
  });

  it('says that there is nothing where there is nothing', async () => {
    const { page } = await open();
    await panel.show({ ...viewOf(pathGraph([], 100)), notice: 'Nothing.' });
    assert.equal(await page.locator('#notice').innerText(), 'Nothing.');
    assert.equal(await page.locator('#picture').isVisible(), false);
    await panel.show(view);
    assert.equal(await page.locator('#picture').isVisible(), true);
  });

  it('shows code as text', async () => {
    const label = '<img src=x onerror=alert(1)>';
    const { page } = await open();
    await panel.show(viewOf(pathGraph([riskOf('aws_instance.a', 1, [`${label}@0`])], 100)));
    assert.equal(await page.locator('img').count(), 0);
    await page.locator('summary').click();
    await page.locator('#paths').getByRole('button', { name: label }).waitFor();
  });
});

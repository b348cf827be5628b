// The panel: what became of each plugin, in words and on one time axis, for mouse, keyboard and screen reader.
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { aManifest, aPlugin, flexBundle } from '../../src/testing/index.ts';
import {
  DESK,
  DEVELOPER,
  type Desk,
  faultsOf,
  openDesk,
  REGISTRY,
  RELEASE,
  settled,
  visit,
} from './overrides-desk.ts';

const CRM_URL = RELEASE[0]?.plugin_url ?? '';

const panel = (page: Page) => page.getByRole('dialog', { name: 'Plugins of this desktop' });
const row = (page: Page, name: string) => panel(page).getByRole('row').filter({ hasText: name });

async function openPanel(page: Page): Promise<void> {
  await page.evaluate(() => plugboard.openPanel());
  await expect(panel(page)).toBeVisible();
}

function breakCrm(desk: Desk): void {
  desk.serve(CRM_URL, flexBundle('plugin-crm', { init: "throw new Error('CRM says no');" }));
}

test('a normal boot loads the loader and nothing of the panel or of overrides', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  await visit(page, '/');
  expect(desk.requests.filter((it) => it.startsWith(DESK))).toEqual([
    `${DESK}/plugboard-loader.js`,
  ]);
});

test('a plugin that failed is shown with the reason in words, and those it drew with it', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  breakCrm(desk);
  await visit(page, '/');
  await openPanel(page);
  await expect(panel(page)).toContainText('2 of 4 not up');
  await expect(row(page, 'plugin-crm').first()).toContainText('Failed');
  await expect(panel(page)).toContainText('init() of plugin-crm failed: CRM says no');
  await expect(row(page, 'plugin-notes').first()).toContainText('Not started');
  await expect(panel(page)).toContainText('plugin-notes needs plugin-crm, which did not start');
  await expect(row(page, 'plugin-recorder').first()).toContainText('Up');
  const bars = row(page, 'plugin-crm').first().getByRole('img');
  await expect(bars).toHaveAccessibleName(
    /^download from \d+ to \d+ ms, evaluate from \d+ to \d+ ms, init from \d+ to \d+ ms, failed$/,
  );
});

test('what a plugin says of its failure is shown as text, whatever it looks like', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  const markup = '<img src=x onerror="document.title = 1"><script>document.title = 2</script>';
  const init = `throw new Error(${JSON.stringify(markup)});`;
  desk.serve(CRM_URL, flexBundle('plugin-crm', { init }));
  await visit(page, '/');
  await openPanel(page);
  await expect(panel(page)).toContainText(markup);
  await expect(panel(page).locator('img:not([role]), script')).toHaveCount(0);
  await expect(page).toHaveTitle('Light desktop');
});

test('the report goes to the clipboard as it is', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: DESK });
  await openDesk(context);
  const report = await visit(page, '/');
  await openPanel(page);
  await panel(page).getByRole('button', { name: 'Copy report' }).click();
  await expect(panel(page)).toContainText('The report is on the clipboard.');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(JSON.parse(copied)).toEqual(JSON.parse(JSON.stringify(report)));
});

test('trying a plugin again fetches its bytes afresh and starts it', async ({ page, context }) => {
  const desk = await openDesk(context);
  breakCrm(desk);
  await visit(page, '/');
  await openPanel(page);
  desk.serve(CRM_URL, flexBundle('plugin-crm'));
  desk.requests.length = 0;
  await panel(page).getByRole('button', { name: 'Try plugin-crm again' }).click();
  await page.waitForFunction(() => globalThis.bootedDesk?.report?.healthy === true);
  expect(desk.requests.filter((it) => it === CRM_URL).length).toBeGreaterThan(0);
});

test('trying a plugin again takes it out of the quarantine, and no other', async ({
  page,
  context,
}) => {
  await openDesk(context);
  await page.addInitScript((registry) => {
    if (sessionStorage.getItem('once')) return;
    sessionStorage.setItem('once', 'done');
    const deaths = { 'plugin-crm@1.4.0': 2, 'plugin-media@1.0.0': 2 };
    localStorage.setItem(`plugboard:crash-guard ${registry} `, JSON.stringify({ deaths }));
  }, REGISTRY);
  await visit(page, '/');
  await openPanel(page);
  await expect(panel(page)).toContainText('plugin-crm@1.4.0 ended two boots');
  await panel(page).getByRole('button', { name: 'Try plugin-crm again' }).click();
  await page.waitForFunction(() =>
    globalThis.bootedDesk?.report?.outcomes.some(
      (it) => it.plugin === 'plugin-crm' && it.state === 'initialised',
    ),
  );
  const { outcomes } = await settled(page);
  const media = outcomes.find(({ plugin }) => plugin === 'plugin-media');
  expect(media?.failure?.code).toBe('plugin-quarantined');
});

test('safe mode is one click away', async ({ page, context }) => {
  await openDesk(context);
  await visit(page, '/');
  await openPanel(page);
  await panel(page).getByRole('button', { name: 'Start in safe mode' }).click();
  await expect(page.getByRole('region', { name: 'Overrides of this desktop' })).toBeVisible();
  expect((await settled(page)).overrides).toEqual(['-plugin-crm', '-plugin-notes']);
});

test('whom the host does not allow overrides sees no button for them', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  desk.host({ ...DEVELOPER, roles: ['agent'] });
  await visit(page, '/');
  await openPanel(page);
  await expect(panel(page)).toContainText('This desktop does not allow you overrides.');
  await expect(panel(page).getByRole('button', { name: /overrides/i })).toHaveCount(0);
});

test('whom the host does not show the panel is told so, and nothing of it is loaded', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  desk.host({ ...DEVELOPER, panel: "(user) => user.roles.includes('supervisor')" });
  await visit(page, '/?plugins=off');
  const said = await page.evaluate(() => plugboard.openPanel().catch(String));
  expect(said).toContain('panel-not-allowed');
  expect(said).toContain('the option panel of bootstrap() did not answer true');
  const banner = page.getByRole('region', { name: 'Overrides of this desktop' });
  await banner.getByRole('button', { name: 'Details' }).click();
  await expect(banner.getByRole('alert')).toContainText('panel-not-allowed');
  expect(await faultsOf(page)).toEqual(['panel-not-allowed', 'panel-not-allowed']);
  await expect(panel(page)).toHaveCount(0);
  expect(desk.requests).not.toContain(`${DESK}/plugboard-panel.js`);
});

test('no script of the page can switch overrides on', async ({ page, context }) => {
  await openDesk(context);
  await visit(page, '/');
  await openPanel(page);
  const button = panel(page).getByRole('button', { name: 'Allow overrides for 8 hours' });
  await button.evaluate((it: HTMLButtonElement) => it.click());
  await button.dispatchEvent('click');
  expect(await page.evaluate(() => localStorage.getItem('plugboard:armed'))).toBeNull();
  await button.click();
  await expect(panel(page)).toContainText('Overrides are on');
});

test('the keyboard opens nothing by chance, reaches every button, stays inside and closes', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  breakCrm(desk);
  await visit(page, '/');
  await openPanel(page);
  const names = new Set<string>();
  for (let step = 0; step < 12; step++) {
    await page.keyboard.press('Tab');
    names.add(await page.evaluate(focusedName));
  }
  expect([...names]).toEqual(
    expect.arrayContaining([
      'Close',
      'Plugins',
      'Try plugin-crm again',
      'Allow overrides for 8 hours',
      'Copy report',
      'Start in safe mode',
    ]),
  );
  await page.keyboard.press('Escape');
  await expect(page.locator('plugboard-panel')).toHaveCount(0);
});

test('no style of the page reaches the panel, and none of the panel the page', async ({
  page,
  context,
}) => {
  await openDesk(context);
  await visit(page, '/');
  await page.addStyleTag({
    content: '* { color: rgb(255, 0, 0) !important; font-size: 40px !important; }',
  });
  const before = await page.locator('h1').first().evaluate(styleOf);
  await openPanel(page);
  const title = panel(page).getByRole('heading', { name: 'Plugins of this desktop' });
  expect(await title.evaluate(styleOf)).toEqual(['rgb(18, 28, 45)', '20px']);
  expect(await page.getByText('Agent desktop').evaluate(styleOf)).toEqual(before);
});

test('the panel as the documentation shows it', async ({ page, context }) => {
  const desk = await openDesk(context);
  showcase(desk);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await visit(page, '/');
  await openPanel(page);
  await expect(panel(page)).toContainText('1 of 6 not up');
  await page.evaluate(() => document.querySelector('h1')?.remove());
  await panel(page).getByRole('button', { name: 'Close' }).blur();
  const box = await panel(page).boundingBox();
  if (!box) throw new Error('The panel has no place on the page.');
  const { x, y, width, height } = box;
  const clip = { x: x - 24, y: y - 24, width: width + 48, height: height + 48 };
  await page.screenshot({ path: screenshotPath(), clip });
});

const slowly = (ms: number) => `await new Promise((resolve) => setTimeout(resolve, ${ms}));`;

/** A release whose plugins take their time, so that the picture has something to show. */
function showcase(desk: Desk): void {
  const crm = aPlugin('plugin-crm-lookup', { version: '3.4.0' });
  const needs = (range: string) => ({ dependencies: { 'plugin-crm-lookup': range } });
  const plugins: readonly [ReturnType<typeof aPlugin>, string][] = [
    [aPlugin('plugin-recording', { version: '2.0.3', policy: 'mandatory' }), slowly(45)],
    [crm, slowly(90)],
    [aPlugin('plugin-customer-history', { version: '1.8.1', ...needs('^3.0.0') }), slowly(60)],
    [
      aPlugin('plugin-billing', { version: '5.1.0', ...needs('^3.2.0') }),
      `${slowly(35)} throw new Error('billing.example answered 401');`,
    ],
    [aPlugin('plugin-call-notes', { version: '1.2.0', dependencies: {} }), slowly(25)],
    [aPlugin('plugin-wrap-up-timer', { version: '0.9.4', dependencies: {} }), slowly(15)],
  ];
  desk.serve(MANIFEST_URL, JSON.stringify(aManifest(plugins.map(([it]) => it))), JSON_TYPE);
  for (const [it, init] of plugins) {
    desk.serve(it.plugin_url, flexBundle(it.unique_name, { init, top: WORK }));
  }
}

const MANIFEST_URL = `${REGISTRY}/v1/PluginService/Releases/Active/Manifest`;
const JSON_TYPE = 'application/json';
/** Evaluating takes real bundles a few milliseconds too. */
const WORK = 'for (const end = performance.now() + 8; performance.now() < end; ) {}';

// The picture is only rewritten when asked for, so that a test run leaves the tree clean.
const screenshotPath = (): string =>
  process.env['UPDATE_SCREENSHOT']
    ? join(import.meta.dirname, '../../docs/images/panel.png')
    : test.info().outputPath('panel.png');

function focusedName(): string {
  let focused = document.activeElement;
  while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
  return focused?.getAttribute('aria-label') ?? focused?.textContent ?? '';
}

function styleOf(element: Element): string[] {
  const { color, fontSize } = getComputedStyle(element);
  return [color, fontSize];
}

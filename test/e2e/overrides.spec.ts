// The way of a plugin's author: switch overrides on, open the link, agree, see the own build, edit it, go back.
import { expect, type Page, test } from '@playwright/test';
import { flexBundle } from '../../src/testing/index.ts';
import {
  armed,
  DESK,
  DEVELOPER,
  expectRelease,
  faultsOf,
  journalOf,
  LOCAL_CRM,
  openDesk,
  settled,
  visit,
} from './overrides-desk.ts';
import { startDevServer } from './overrides-dev-server.ts';

const consent = (page: Page) => page.getByRole('dialog', { name: 'A link wants to change' });
const button = (page: Page, name: string) => consent(page).getByRole('button', { name });
const accept = (page: Page) => button(page, 'Run it here');
const banner = (page: Page) => page.getByRole('region', { name: 'Overrides of this desktop' });

async function agree(page: Page): Promise<void> {
  await accept(page).click();
  await expect(banner(page)).toBeVisible();
}

async function denyLocalNetwork(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { targetInfo } = await session.send('Target.getTargetInfo');
  // Newer browsers know two permissions where there was one, under its old name too.
  for (const name of ['loopback-network', 'local-network-access']) {
    await session.send('Browser.setPermission', {
      permission: { name },
      setting: 'denied',
      origin: DESK,
      ...(targetInfo.browserContextId && { browserContextId: targetInfo.browserContextId }),
    });
  }
}

test('an author arms the browser in the panel, agrees, and sees the own build in the desktop', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  await visit(page, '/');
  await page.evaluate(() => plugboard.openPanel());
  const panel = page.getByRole('dialog', { name: 'Plugins of this desktop' });
  await panel.getByRole('button', { name: 'Allow overrides for 8 hours' }).click();
  await expect(panel.getByRole('button', { name: 'Switch overrides off' })).toBeVisible();

  await visit(page, '/?plugin-dev=plugin-crm:3105');
  await expect(consent(page)).toContainText(LOCAL_CRM);
  await expect(consent(page)).toContainText('act in your name');
  await expect(button(page, 'Keep the release')).toBeFocused();
  expect(page.url()).toBe(`${DESK}/`);
  expect(desk.requests).not.toContain(LOCAL_CRM);
  await page.screenshot({ path: test.info().outputPath('consent.png') });

  await agree(page);
  const report = await settled(page);
  expect(report.overrides).toEqual(['plugin-crm:3105']);
  expect(report.healthy).toBe(true);
  expect(await journalOf(page)).toEqual(
    expect.arrayContaining(['ready local plugin-crm', 'ready plugin-notes']),
  );
  await expect(banner(page)).toContainText('Not the release: plugin-crm:3105.');
  await page.screenshot({ path: test.info().outputPath('banner.png') });
});

test('an override stays in its tab, through reloads, and one click ends it', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  await armed(page);
  await visit(page, '/?plugin-dev=plugin-crm:3105');
  await agree(page);
  await page.reload();
  expect((await settled(page)).overrides).toEqual(['plugin-crm:3105']);

  const other = await context.newPage();
  expect((await visit(other, '/')).overrides).toEqual([]);

  desk.requests.length = 0;
  await banner(page).getByRole('button', { name: 'Back to the release' }).click();
  await expect(banner(page)).toHaveCount(0);
  await expectRelease(page, desk, []);
});

test('the desktop reloads when the dev server has built anew', async ({ page, context }) => {
  const server = await startDevServer('plugin-crm', flexBundle('first build'));
  const local = `http://localhost:${server.port}/`;
  await openDesk(context);
  await context.route(`${local}**`, (route) => route.continue());
  await context.grantPermissions(['local-network-access'], { origin: DESK });
  await armed(page);
  await visit(page, `/?plugin-dev=plugin-crm:${server.port}`);
  await expect(accept(page)).toBeEnabled();
  expect(server.requests).toEqual([]);
  await agree(page);
  expect(await journalOf(page)).toContain('ready first build');
  await expect.poll(() => server.requests).toContain('/plugins/plugin-crm.events');

  server.build(flexBundle('second build'));
  await page.waitForFunction(() => globalThis.journal?.includes('ready second build'));
  expect((await settled(page)).overrides).toEqual([`plugin-crm:${server.port}`]);
  await server.close();
});

test('a local build that does not load is replaced by the released version in one click', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  desk.serve(LOCAL_CRM, 'const broken = ;');
  await armed(page);
  await visit(page, '/?plugin-dev=plugin-crm:3105,-plugin-notes');
  await agree(page);
  const crm = (await settled(page)).outcomes.find(({ plugin }) => plugin === 'plugin-crm');
  expect(crm?.failure?.code).toBe('bundle-syntax');

  await banner(page).getByRole('button', { name: 'Use the released plugin-crm' }).click();
  await page.waitForFunction(() => globalThis.bootedDesk?.report?.overrides.length === 1);
  const report = await settled(page);
  expect(report.overrides).toEqual(['-plugin-notes']);
  expect(await journalOf(page)).toContain('ready plugin-crm');
});

test('where the browser denies the local network, the screen says so and nothing changes', async ({
  browser,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const desk = await openDesk(context);
  await denyLocalNetwork(page);
  await armed(page);
  await visit(page, '/?plugin-dev=plugin-crm:3105');
  await accept(page).click();
  await expect(consent(page).getByRole('alert')).toContainText('local network is denied');
  expect(await faultsOf(page)).toEqual(['local-network-denied']);
  await expectRelease(page, desk);
  await context.close();
});

for (const [title, keep] of [
  ['Keep the release', (page: Page) => button(page, 'Keep the release').click()],
  ['Escape', (page: Page) => page.keyboard.press('Escape')],
] as const) {
  test(`${title} wins over consent for which the browser is still asking its own permission`, async ({
    page,
    context,
  }) => {
    const desk = await openDesk(context);
    // The request waits as it does while the browser's question is open.
    let answer = () => {};
    const answered = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await context.route(LOCAL_CRM, async (route) => {
      await answered;
      await route.fulfill({ body: '' }).catch(() => undefined);
    });
    await armed(page);
    await visit(page, '/?plugin-dev=plugin-crm:3105');
    await Promise.all([page.waitForRequest(LOCAL_CRM), accept(page).click()]);
    await keep(page);
    await expect(consent(page)).toHaveCount(0);

    // The person grants the permission after all; by now it is for nothing.
    answer();
    await page.evaluate(async () => {
      const name = 'geolocation';
      for (let turn = 0; turn < 5; turn++) {
        await navigator.permissions.query({ name });
        await new Promise((resolve) => {
          setTimeout(resolve);
        });
      }
    });
    expect(await faultsOf(page)).toEqual([]);
    await expectRelease(page, desk);
    await page.reload();
    expect((await settled(page)).overrides).toEqual([]);
  });
}

test('an override that was agreed to ends when the person is not allowed any more', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  await armed(page);
  await visit(page, '/?plugin-dev=plugin-crm:3105');
  await agree(page);
  // The page asks for this after its banner is there; it is no request of the next page.
  await expect.poll(() => desk.requests).toContain(LOCAL_CRM.replace(/\.js$/, '.events'));
  desk.host({ ...DEVELOPER, roles: ['agent'] });
  desk.requests.length = 0;
  await page.reload();
  await expectRelease(page, desk);
  expect(await faultsOf(page)).toEqual(['override-not-allowed']);
});

test('safe mode starts what is mandatory, says so, and one click starts the rest again', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  desk.host({ ...DEVELOPER, roles: ['agent'] });
  const report = await visit(page, '/?plugins=off');
  expect(report.overrides).toEqual(['-plugin-crm', '-plugin-notes']);
  expect(report.outcomes.map(({ plugin }) => plugin).sort()).toEqual([
    'plugin-media',
    'plugin-recorder',
  ]);
  expect(await faultsOf(page)).toEqual([]);
  await expect(banner(page)).toContainText('Left out: plugin-crm, plugin-notes.');
  await banner(page).getByRole('button', { name: 'Back to the release' }).click();
  await page.waitForFunction(() => globalThis.bootedDesk?.report?.outcomes.length === 4);
});

/** As docs/security.md recommends it for production; the nonce is for the test page's own script. */
const STRICT = [
  "default-src 'none'",
  "script-src 'self' 'nonce-page' https://cdn.example",
  "connect-src 'self' https://registry.example https://cdn.example",
  'img-src data:',
  "require-trusted-types-for 'script'",
  'trusted-types plugboard',
].join('; ');

test('banner and panel come up under a strict policy with Trusted Types, in their own look', async ({
  page,
  context,
}) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy|TrustedScript/.test(message.text()))
      violations.push(message.text());
  });
  const desk = await openDesk(context);
  desk.host({ ...DEVELOPER, policy: STRICT });
  await visit(page, '/?plugins=off');
  await banner(page).getByRole('button', { name: 'Details' }).click();
  const title = page.getByRole('heading', { name: 'Plugins of this desktop' });
  await expect(title).toHaveCSS('font-size', '20px');
  expect(violations).toEqual([]);
});

test('under a policy without localhost no local build runs, whatever anybody clicks', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  desk.host({ ...DEVELOPER, policy: STRICT });
  await armed(page);
  await visit(page, '/?plugin-dev=plugin-crm:3105');
  await accept(page).click();
  await expect(consent(page).getByRole('alert')).toContainText('Content-Security-Policy');
  expect(await faultsOf(page)).toEqual(['csp-blocked']);
  await expectRelease(page, desk);
});

test('a tab that agreed elsewhere is held to the policy of the page too', async ({
  page,
  context,
}) => {
  const desk = await openDesk(context);
  await armed(page);
  await visit(page, '/?plugin-dev=plugin-crm:3105');
  await agree(page);
  desk.host({ ...DEVELOPER, policy: STRICT });
  desk.requests.length = 0;
  await page.reload();
  const crm = (await settled(page)).outcomes.find(({ plugin }) => plugin === 'plugin-crm');
  expect(crm?.failure?.code).toBe('csp-blocked');
  expect(desk.requests).not.toContain(LOCAL_CRM);
  expect(await journalOf(page)).not.toContain('evaluate local plugin-crm');
});

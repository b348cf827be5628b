// A plugin that freezes the page until it dies, twice: the third boot of that browser goes without it and says so.

import { type Browser, type BrowserContext, expect, type Page } from '@playwright/test';
import { flexBundle, systemBundle } from '../../src/testing/index.ts';
import { test } from './light/fixtures.ts';
import type { Scene } from './light/scene.ts';

const CULPRIT = 'plugin-culprit';
/** Holds the only thread of the page for as long as the server holds its answer. */
const FREEZE = `
  const request = new XMLHttpRequest();
  request.open('GET', '/frozen', false);
  request.send();`;

const WHERE = {
  'while its bundle is evaluated': { top: FREEZE },
  'while it is constructed': { construct: FREEZE },
  'at the start of its init': { init: FREEZE },
  'after its init first waited': { init: `await new Promise((go) => setTimeout(go));${FREEZE}` },
};

for (const [where, behaviour] of Object.entries(WHERE)) {
  test(`two boots that died in a plugin ${where} keep its version out`, async ({
    context,
    scene,
  }) => {
    releaseWithCulprit(scene, '1.0.0', flexBundle(CULPRIT, behaviour));
    await bootAndCrash(context, scene);
    await bootAndCrash(context, scene);

    expect(await bootNormally(context, scene)).toEqual({
      'plugin-before': 'initialised',
      [CULPRIT]: 'plugin-quarantined',
      'plugin-after': 'initialised',
    });

    releaseWithCulprit(scene, '1.0.1', flexBundle(CULPRIT));
    expect(await bootNormally(context, scene)).toMatchObject({ [CULPRIT]: 'initialised' });
  });
}

test('a page that an agent leaves while a plugin is still being evaluated did not crash', async ({
  context,
  scene,
}) => {
  const culprit = scene.plugin(CULPRIT, { format: 'system', dependencies: {} });
  const chunkUrl = new URL('chunk.js', culprit.plugin_url).href;
  scene.release([culprit]);
  scene.serve(culprit, { body: systemBundle(CULPRIT, { imports: ['./chunk.js'] }) });
  scene.server.serve(chunkUrl, { pace: 'hang' });
  for (let visit = 0; visit < 2; visit++) {
    const page = await openUntilAsked(chunkUrl, context, scene);
    await page.goto('about:blank');
    await page.close();
  }
  scene.server.serve(chunkUrl, { body: 'System.register([], () => ({}));' });
  expect(await bootNormally(context, scene)).toEqual({ [CULPRIT]: 'initialised' });
});

test('boots that go on in other tabs accuse nobody', async ({ context, scene }) => {
  // Unlike a GET, it does not wait for the same request of another tab.
  const init = "await fetch('/frozen', { method: 'POST' });";
  releaseWithCulprit(scene, '1.0.0', flexBundle(CULPRIT, { init }));
  const frozen = `${scene.server.page}/frozen`;
  const tabs = [
    await openUntilAsked(frozen, context, scene),
    await openUntilAsked(frozen, context, scene),
  ];
  scene.server.serve(frozen, { body: '' });

  expect(await bootNormally(context, scene)).toMatchObject({ [CULPRIT]: 'initialised' });
  for (const tab of tabs) await tab.close();
});

function releaseWithCulprit(scene: Scene, version: string, body: string): void {
  const culprit = scene.plugin(CULPRIT, { version });
  scene.release([scene.plugin('plugin-before'), culprit, scene.plugin('plugin-after')]);
  scene.serve(culprit, { body, headers: { 'cache-control': 'no-store' } });
  scene.server.serve(`${scene.server.page}/frozen`, { pace: 'hang' });
}

/** Boots a page until the plugin holds it, and ends its process as the system does with a hung one. */
async function bootAndCrash(context: BrowserContext, scene: Scene): Promise<void> {
  const page = await openUntilAsked(`${scene.server.page}/frozen`, context, scene);
  let isGone = false;
  page.once('crash', () => {
    isGone = true;
  });
  const killed = new Set<number>();
  // The list can be older than the page's own process. A killed one that is still in it could be given to the next
  // page, which then never answers.
  await expect
    .poll(async () => {
      const listed = await rendererIds(context.browser());
      if (isGone) return !listed.some((id) => killed.has(id));
      for (const id of listed) {
        killed.add(id);
        killIfThere(id);
      }
      return false;
    })
    .toBe(true);
  await page.close();
}

/** A page that is stuck cannot be told to crash. The browser is this test's own, and has no other page. */
async function rendererIds(browser: Browser | null): Promise<number[]> {
  const devtools = await browser?.newBrowserCDPSession();
  const { processInfo = [] } = (await devtools?.send('SystemInfo.getProcessInfo')) ?? {};
  await devtools?.detach();
  return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
}

function killIfThere(id: number): void {
  try {
    process.kill(id, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/** Starts a boot and resolves when something of it asks for this address. */
async function openUntilAsked(url: string, context: BrowserContext, scene: Scene): Promise<Page> {
  const page = await context.newPage();
  await scene.open(page);
  const before = scene.server.arrivals(url).length;
  // Nobody hears of the end of this boot.
  scene.boot(page).catch(() => undefined);
  await expect.poll(() => scene.server.arrivals(url).length).toBeGreaterThan(before);
  return page;
}

async function bootNormally(
  context: BrowserContext,
  scene: Scene,
): Promise<Record<string, string>> {
  const page = await context.newPage();
  await scene.open(page);
  const { report } = await scene.boot(page);
  await page.close();
  return Object.fromEntries(
    report.outcomes.map(({ plugin, state, failure }) => [plugin, failure?.code ?? state]),
  );
}

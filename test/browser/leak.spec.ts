// A page that boots and tears down again and again, as one does that stays open for a shift, keeps its memory flat.
import type { CDPSession, Page } from '@playwright/test';
import { expect, test } from './light/fixtures.ts';
import type { Scene } from './light/scene.ts';
import { releaseKept } from './light/what-is-kept.ts';

/** What one plugin's class holds, for as long as anything of its boot is within reach. */
const BALLAST_BYTES = 100_000;
const BOOTS_BETWEEN = 40;

test('after 50 boots the page holds no more than after 10', async ({ page, scene }) => {
  await openWithTwenty(page, scene, HEAVY_BUNDLE);
  const devtools = await page.context().newCDPSession(page);

  await bootAndTearDown(10, page, scene);
  const early = await measure(devtools);
  await bootAndTearDown(BOOTS_BETWEEN, page, scene);
  const late = await measure(devtools);

  expect(late.bytes - early.bytes).toBeLessThan(oneOfTwentyLeft(BOOTS_BETWEEN) / 2);
  expect(late.nodes - early.nodes).toBeLessThan(BOOTS_BETWEEN);
  expect(late.listeners - early.listeners).toBeLessThan(BOOTS_BETWEEN);
});

test('a page that keeps one plugin, node and listener of each boot is told from one that does not', async ({
  page,
  scene,
}) => {
  const boots = 5;
  const [leaky] = await openWithTwenty(page, scene, HEAVY_BUNDLE);
  if (leaky) scene.serve(leaky, { body: HEAVY_BUNDLE + LEAK });
  const devtools = await page.context().newCDPSession(page);

  await bootAndTearDown(2, page, scene);
  const early = await measure(devtools);
  await bootAndTearDown(boots, page, scene);
  const late = await measure(devtools);

  expect(late.bytes - early.bytes).toBeGreaterThan(oneOfTwentyLeft(boots) / 2);
  expect(late.nodes - early.nodes).toBeGreaterThanOrEqual(boots);
  expect(late.listeners - early.listeners).toBeGreaterThanOrEqual(boots);
});

const HEAVY_BUNDLE = `(function () {
  class HeavyPlugin {
    static ballast = new Uint8Array(${BALLAST_BYTES}).fill(1);
    init() {}
  }
  Twilio.Flex.Plugins.init(HeavyPlugin);
})();`;

/** What code that outlives its boot leaves behind: bytes, a node that is not in the page, a listener. */
const LEAK = `
(globalThis.left ??= []).push(new Uint8Array(${BALLAST_BYTES}).fill(1), document.createElement('p'));
addEventListener('plugboard:settled', () => {});`;

/** What is left over when each boot leaves one plugin of its twenty behind. */
const oneOfTwentyLeft = (boots: number): number => boots * BALLAST_BYTES;

async function openWithTwenty(page: Page, scene: Scene, body: string) {
  const plugins = Array.from({ length: 20 }, (_, at) => scene.plugin(`plugin-${at}`));
  scene.release(plugins);
  for (const plugin of plugins) scene.serve(plugin, { body });
  await scene.open(page);
  return plugins;
}

async function bootAndTearDown(times: number, page: Page, scene: Scene): Promise<void> {
  for (let boot = 0; boot < times; boot++) {
    const { report } = await scene.boot(page);
    expect(report.healthy).toBe(true);
    await releaseKept(page);
    await page.evaluate(() => {
      plugboard.dispose();
      light.forget();
    });
  }
}

async function measure(devtools: CDPSession) {
  // What the first collection finalises is gone only after a second one.
  for (let round = 0; round < 2; round++) await devtools.send('HeapProfiler.collectGarbage');
  const { usedSize, backingStorageSize } = await devtools.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners: listeners } = await devtools.send('Memory.getDOMCounters');
  return { bytes: usedSize + backingStorageSize, nodes, listeners };
}

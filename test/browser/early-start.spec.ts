// The early script in the page's head: it asks and requests before Flex UI is there, runs nothing, costs nothing.
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { flexBundle } from '../../src/testing/index.ts';
import { integrityOf } from './faults/integrity-of.ts';
import { expect, test } from './light/fixtures.ts';
import { pageHtml } from './light/page-files.ts';
import type { Scene } from './light/scene.ts';
import { IMMUTABLE } from './server/answer.ts';

async function openEarly(
  page: Page,
  scene: Scene,
  attributes = '',
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const script = await readFile('dist/plugboard-early.js', 'utf8');
  const tag = `<script data-registry="${scene.registryUrl}" ${attributes}>${script}</script>`;
  const address = scene.registryUrl.replace(scene.server.registry, `${scene.server.page}/early`);
  scene.server.serve(address, {
    body: pageHtml().replace('<head>', `<head>${tag}`),
    headers: { 'content-type': 'text/html', 'cache-control': 'no-store', ...headers },
  });
  await page.goto(address);
}

for (const [name, cacheControl] of Object.entries({
  'no-store': 'no-store',
  immutable: IMMUTABLE,
})) {
  test(`release and ${name} bundles are on their way before bootstrap() is called, and are asked for once`, async ({
    page,
    scene,
  }) => {
    const plain = scene.plugin('plugin-plain');
    const pinned = scene.plugin('plugin-pinned', {
      integrity: integrityOf(flexBundle('plugin-pinned')),
    });
    scene.release([plain, pinned]);
    for (const plugin of [plain, pinned]) {
      scene.serve(plugin, { headers: { 'cache-control': cacheControl } });
    }
    await openEarly(page, scene);
    await expect.poll(() => scene.requestsFor(pinned)).toBe(1);
    await expect.poll(() => scene.requestsFor(plain)).toBe(1);
    expect(await page.evaluate(() => light.journal())).toEqual([]);

    const { report } = await scene.boot(page, { timeouts: { quietMs: 60_000 } });
    expect(report.healthy).toBe(true);
    expect(report.origin).toBe('network');
    expect([plain, pinned].map((plugin) => scene.requestsFor(plugin))).toEqual([1, 1]);
    expect(scene.server.arrivals(scene.manifestUrl)).toHaveLength(1);
  });
}

test('under a policy with a nonce the bundles are on their way too', async ({ page, scene }) => {
  const plugin = scene.plugin('plugin-plain');
  scene.release([plugin]);
  await openEarly(page, scene, 'nonce="early"', {
    'content-security-policy': "script-src 'nonce-early'",
  });
  await expect.poll(() => scene.requestsFor(plugin)).toBe(1);
});

test('a registry that fails early is asked again by the boot', async ({ page, scene }) => {
  const plugin = scene.plugin('plugin-plain');
  scene.release([plugin]);
  scene.server.serve(scene.manifestUrl, { status: 500, body: '{}' });
  await openEarly(page, scene);
  await expect.poll(() => scene.server.arrivals(scene.manifestUrl).length).toBe(1);
  scene.release([plugin]);

  const { report } = await scene.boot(page);
  expect(report.healthy).toBe(true);
});

test('a bundle that fails early is asked for again by the boot', async ({ page, scene }) => {
  const plugin = scene.plugin('plugin-plain');
  scene.release([plugin]);
  scene.serve(plugin, { status: 500 }, {});
  await openEarly(page, scene);
  await expect.poll(() => scene.requestsFor(plugin)).toBe(1);

  const { report } = await scene.boot(page);
  expect(report.healthy).toBe(true);
});

test('only hosts that the page names are asked early', async ({ page, scene }) => {
  const plugin = scene.plugin('plugin-plain');
  scene.release([plugin]);
  await openEarly(page, scene, 'data-bundle-origins="https://cdn.example"');
  await expect.poll(() => scene.server.arrivals(scene.manifestUrl).length).toBe(1);

  const { report } = await scene.boot(page, { bundleOrigins: ['https://cdn.example'] });
  expect(report.outcomes[0]?.failure?.code).toBe('url-not-allowed');
  expect(scene.requestsFor(plugin)).toBe(0);
});

test('on the second visit the bundles are requested although the registry is silent', async ({
  page,
  scene,
}) => {
  const plugin = scene.plugin('plugin-plain');
  scene.release([plugin]);
  scene.serve(plugin, { headers: { 'cache-control': 'no-store' } });
  await openEarly(page, scene);
  await scene.boot(page);
  await expect
    .poll(() => page.evaluate(() => light.events().some(({ type }) => type === 'committed')))
    .toBe(true);
  const before = scene.requestsFor(plugin);

  scene.server.serve(scene.manifestUrl, { pace: 'hang' });
  await openEarly(page, scene);
  await expect.poll(() => scene.requestsFor(plugin)).toBeGreaterThan(before);
  const { report } = await scene.boot(page);
  expect(report.origin).toBe('last-known-good');
  expect(report.healthy).toBe(true);
});

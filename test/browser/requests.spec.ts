// A healthy boot asks for each bundle once, whatever the host says about caching, and for the release once.
import { flexBundle } from '../../src/testing/index.ts';
import { integrityOf } from './faults/integrity-of.ts';
import { expect, test } from './light/fixtures.ts';
import { bundlesKept, releaseKept } from './light/what-is-kept.ts';
import { IMMUTABLE } from './server/answer.ts';

const CACHING = { 'no-store': 'no-store', 'no-cache': 'no-cache', immutable: IMMUTABLE };

for (const [name, cacheControl] of Object.entries(CACHING)) {
  test(`a healthy boot asks once for each bundle that is served ${name}`, async ({
    page,
    scene,
  }) => {
    const classic = scene.plugin('plugin-classic');
    const pinned = scene.plugin('plugin-pinned', {
      integrity: integrityOf(flexBundle('plugin-pinned')),
    });
    const system = scene.plugin('plugin-system', {
      format: 'system',
      dependencies: { 'plugin-pinned': '^1.0.0' },
    });
    const plugins = [classic, pinned, system];
    scene.release(plugins);
    for (const plugin of plugins) {
      scene.serve(plugin, { headers: { 'cache-control': cacheControl } });
    }
    await scene.open(page);
    const { report } = await scene.boot(page, { timeouts: { quietMs: 60_000 } });

    expect(report.healthy).toBe(true);
    expect(plugins.map((plugin) => scene.requestsFor(plugin))).toEqual([1, 1, 1]);
    expect(scene.server.arrivals(scene.manifestUrl)).toHaveLength(1);
  });
}

test('keeping an immutable bundle for a boot without CDN costs no second request', async ({
  page,
  scene,
}) => {
  const plugin = scene.plugin('plugin-classic');
  scene.release([plugin]);
  await scene.open(page);
  await scene.boot(page);
  await bundlesKept(page, [plugin]);
  expect(scene.requestsFor(plugin)).toBe(1);
});

test('a bundle that must not be stored is asked for once more to be kept, and never again', async ({
  page,
  scene,
}) => {
  const plugin = scene.plugin('plugin-classic');
  scene.release([plugin]);
  scene.serve(plugin, { headers: { 'cache-control': 'no-store' } });
  await scene.open(page);
  await scene.boot(page);
  await bundlesKept(page, [plugin]);
  expect(scene.requestsFor(plugin)).toBe(2);

  await scene.open(page);
  await scene.boot(page);
  await releaseKept(page);
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
  expect(scene.requestsFor(plugin)).toBe(3);
});

test('a host that asks to be left alone for a second is left alone for a second', async ({
  page,
  scene,
}) => {
  const plugin = scene.plugin('plugin-classic');
  const busy = {
    status: 503,
    headers: { 'retry-after': '1', 'access-control-expose-headers': 'retry-after' },
  };
  scene.release([plugin]);
  scene.serve(plugin, busy, busy, {});
  await scene.open(page);
  const { report } = await scene.boot(page);

  expect(report.healthy).toBe(true);
  const [, told = 0, again = 0] = scene.server.arrivals(plugin.plugin_url);
  expect(again - told).toBeGreaterThanOrEqual(1_000);
});

test('a host without CORS headers is asked three times: with CORS, for the reason, and without', async ({
  page,
  scene,
}) => {
  const plugin = scene.plugin('plugin-classic');
  scene.release([plugin]);
  scene.serve(plugin, { cors: false });
  await scene.open(page);
  const { report } = await scene.boot(page, { timeouts: { quietMs: 60_000 } });

  expect(report.outcomes).toEqual([
    expect.objectContaining({ state: 'initialised', opaque: true }),
  ]);
  expect(scene.requestsFor(plugin)).toBe(3);
});

// A browser that has seen a healthy release comes back while registry, CDN or both are down.
import {
  aPlugin,
  createTestDesktop,
  flexBundle,
  MANIFEST_URL,
  REGISTRY_URL,
} from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { integrityOf } from '../integrity-of.ts';
import { tellBoot } from '../tell-boot.ts';
import { faultsOf, visitHealthily } from '../visits.ts';

openBrowserPage();

const CDN = 'https://cdn.example';
const BUNDLES = `plugboard-bundles ${REGISTRY_URL} `;
const PLUGINS = [
  aPlugin('plugin-hashed', { integrity: integrityOf(flexBundle('plugin-hashed')) }),
  aPlugin('plugin-plain'),
  aPlugin('plugin-user', { format: 'system', dependencies: { 'plugin-base': '^1.0.0' } }),
  aPlugin('plugin-base', { format: 'system', dependencies: {} }),
  aPlugin('plugin-late', { phase: 5 }),
];
const ALL_UP = ['plugin-hashed', 'plugin-plain', 'plugin-base', 'plugin-user', 'plugin-late'].map(
  (name) => `${name}: initialised`,
);

const afterHealthyVisit = async () => {
  const desktop = createTestDesktop();
  desktop.release(PLUGINS);
  await visitHealthily(desktop);
  return desktop;
};

it.each([
  ['registry', [REGISTRY_URL], 'last-known-good', 'network'],
  ['CDN', [CDN], 'network', 'cache'],
  ['registry and CDN', [REGISTRY_URL, CDN], 'last-known-good', 'cache'],
] as const)('with the %s down every plugin is up', async (_title, down, origin, bytes) => {
  const desktop = await afterHealthyVisit();
  desktop.network.goDown(...down);

  const { report, fates } = await tellBoot(desktop);

  expect(fates).toEqual(ALL_UP);
  expect(report).toMatchObject({ origin, healthy: true });
  expect(new Set(report.outcomes.map((outcome) => outcome.bytes))).toEqual(new Set([bytes]));
});

it('a hanging CDN is waited for once, not once for each bundle', async () => {
  const desktop = await afterHealthyVisit();
  for (const plugin of PLUGINS) desktop.serve(plugin, { hang: true });

  const { fates, tookMs } = await tellBoot(desktop);

  expect(fates).toEqual(ALL_UP);
  expect(tookMs).toBeLessThan(5_500);
});

it('a CDN that answers everything with a web page is no obstacle', async () => {
  const desktop = await afterHealthyVisit();
  const page = { body: '<!doctype html>', headers: { 'content-type': 'text/html' } };
  for (const plugin of PLUGINS) desktop.serve(plugin, page);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(ALL_UP);
});

it('bytes that were changed in the cache are never run where integrity is known', async () => {
  const desktop = await afterHealthyVisit();
  const cache = await caches.open(BUNDLES);
  const [hashed] = PLUGINS;
  await cache.put(hashed?.plugin_url ?? '', new Response('globalThis.journal.push("stolen")'));
  desktop.network.goDown();

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-hashed: bundle-unreachable', ...ALL_UP.slice(1)]);
  expect(faultsOf(desktop)).toContain('cache-corrupt');
  expect(await cache.match(hashed?.plugin_url ?? '')).toBeUndefined();
});

it('only the bundles of the release that was kept stay in the cache', async () => {
  const desktop = await afterHealthyVisit();
  const next = [aPlugin('plugin-plain', { version: '2.0.0' })];
  desktop.release(next);
  await visitHealthily(desktop);

  const cache = await caches.open(BUNDLES);
  const kept = (await cache.keys()).map(({ url }) => url);
  expect(kept).toEqual(next.map(({ plugin_url }) => plugin_url));
});

it('a release whose bytes are not all kept yet leaves the former one whole', async () => {
  const desktop = await afterHealthyVisit();
  const next = PLUGINS.map((plugin) => aPlugin(plugin.unique_name, { version: '2.0.0' }));
  desktop.release(next);
  jest.spyOn(await caches.open(BUNDLES), 'put').mockReturnValue(new Promise(() => {}));
  await tellBoot(desktop);
  desktop.network.goDown();

  const { report } = await tellBoot(desktop);

  expect(report).toMatchObject({ origin: 'last-known-good', healthy: true });
  expect(new Set(report.outcomes.map(({ version }) => version))).toEqual(new Set(['1.0.0']));
});

it('a bundle that changed under the same address is kept anew', async () => {
  const desktop = createTestDesktop();
  const body = flexBundle('plugin-a');
  const changed = `${body}\n// changed`;
  desktop.release([aPlugin('plugin-a', { integrity: integrityOf(body) })]);
  await visitHealthily(desktop);
  const plugin = aPlugin('plugin-a', { integrity: integrityOf(changed) });
  desktop.release([plugin]);
  desktop.serve(plugin, { body: changed });
  await visitHealthily(desktop);
  desktop.network.goDown();

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-a: initialised']);
});

it('the boot of another account leaves the bytes of this one alone', async () => {
  const desktop = await afterHealthyVisit();
  const manifest = desktop.release([aPlugin('plugin-other')]);
  const { account_sid: accountSid } = manifest;
  desktop.network.answer(`${MANIFEST_URL}?AccountSid=${accountSid}`, {
    body: JSON.stringify(manifest),
  });
  await visitHealthily(desktop, { registry: { url: REGISTRY_URL, accountSid } });

  const kept = await (await caches.open(BUNDLES)).keys();
  expect(kept.map(({ url }) => url)).toEqual(PLUGINS.map(({ plugin_url }) => plugin_url));
});

it('while the registry is slow, the bundles of the release that worked are requested already', async () => {
  const desktop = await afterHealthyVisit();
  const before = PLUGINS.map(({ plugin_url }) => desktop.network.requestsOf(plugin_url));
  const manifest = desktop.release(PLUGINS);
  desktop.network.answer(`${REGISTRY_URL}/v1/PluginService/Releases/Active/Manifest`, {
    body: JSON.stringify(manifest),
    delayMs: 1_000,
  });
  for (const plugin of PLUGINS) desktop.serve(plugin, { delayMs: 900 });

  const { fates, tookMs } = await tellBoot(desktop);

  expect(fates).toEqual(ALL_UP);
  expect(tookMs).toBeLessThan(1_200);
  const after = PLUGINS.map(({ plugin_url }) => desktop.network.requestsOf(plugin_url));
  expect(after).toEqual(before.map((count) => count + 1));
});

it('without Cache Storage a second visit still has the release, and says what did not come', async () => {
  Object.assign(globalThis, { caches: undefined });
  const desktop = await afterHealthyVisit();
  desktop.network.goDown();

  const { report, fates } = await tellBoot(desktop);

  expect(report.origin).toBe('last-known-good');
  expect(fates).toContain('plugin-plain: bundle-unreachable');
  expect(fates).toContain('plugin-user: dependency-failed');
});

// What lies in IndexedDB is not what Plugboard put there.
import { aManifest, aPlugin, createTestDesktop } from '../../../src/testing/index.ts';
import { rewriteKept } from '../broken-storage.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { commitsOf, faultsOf, visit, visitHealthily } from '../visits.ts';

openBrowserPage();

const DAMAGE: [title: string, change: (kept: never) => unknown][] = [
  ['text', () => 'garbage'],
  ['null', () => null],
  ['an envelope without a manifest', ({ format, savedAt }) => ({ format, savedAt })],
  ['an envelope without a date', ({ format, manifest }) => ({ format, manifest })],
  ['a format that never was', (kept: object) => ({ ...kept, format: -1 })],
  [
    'a manifest whose plugins are text',
    (kept: object) => ({ ...kept, manifest: { ...aManifest([]), plugins: 'all' } }),
  ],
];

describe.each(DAMAGE)('%s in the cache', (_title, change) => {
  it('costs nothing while the registry answers, is told once and replaced', async () => {
    const desktop = createTestDesktop();
    desktop.release([aPlugin('plugin-a')]);
    await visitHealthily(desktop);
    await rewriteKept(change);

    const { fates } = await visitHealthily(desktop);
    expect(fates).toEqual(['plugin-a: initialised']);
    expect(faultsOf(desktop)).toEqual(['cache-corrupt']);

    await visitHealthily(desktop);
    expect(faultsOf(desktop)).toEqual(['cache-corrupt']);
    expect(commitsOf(desktop)).toHaveLength(3);
  });

  it('is thrown away while the registry is down, and the seed is booted', async () => {
    const desktop = createTestDesktop();
    desktop.release([aPlugin('plugin-a')]);
    await visitHealthily(desktop);
    await rewriteKept(change);
    desktop.network.goDown('https://registry.example');
    const seed = aManifest([aPlugin('plugin-a')]);

    const { report, fates } = await visit(desktop, { seed });
    expect(fates).toEqual(['plugin-a: initialised']);
    expect(report.origin).toBe('seed');
    const codes = report.failures.map(({ code }) => code);
    expect(codes).toEqual(['registry-unreachable', 'cache-corrupt']);

    const again = await tellBoot(desktop, { seed });
    expect(again.report.failures.map(({ code }) => code)).toEqual(['registry-unreachable']);
  });
});

it('a cached manifest with an address that is not allowed is refused like one from the network', async () => {
  const desktop = createTestDesktop();
  const plugin = aPlugin('plugin-a');
  desktop.release([plugin]);
  await visitHealthily(desktop);
  const evil = { ...plugin, plugin_url: 'http://evil.example/x.js' };
  await rewriteKept((kept: object) => ({ ...kept, manifest: aManifest([evil]) }));
  desktop.network.goDown('https://registry.example');

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-a: url-not-allowed']);
  expect(desktop.network.requestsOf(evil.plugin_url)).toBe(0);
});

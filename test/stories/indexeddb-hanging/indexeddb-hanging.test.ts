// IndexedDB takes a request and never answers.
import { aPlugin, createTestDesktop } from '../../../src/testing/index.ts';
import { hangIndexedDb } from '../broken-storage.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { faultsOf } from '../visits.ts';

openBrowserPage();
beforeEach(hangIndexedDb);

it('a healthy boot does not wait for it', async () => {
  const desktop = createTestDesktop();
  desktop.release([aPlugin('plugin-a')]);

  const { fates, tookMs } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-a: initialised']);
  expect(tookMs).toBeLessThan(200);
  expect(faultsOf(desktop)).toEqual(['cache-timeout', 'cache-write-failed']);
});

it('a release with a refused plugin waits for it no longer than its time', async () => {
  const desktop = createTestDesktop();
  desktop.release([aPlugin('plugin-a'), aPlugin('plugin-old', { plugin_archived: true })]);

  const { fates, tookMs } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-old: plugin-archived', 'plugin-a: initialised']);
  expect(tookMs).toBeLessThan(1_200);
});

it.each(['network-first', 'last-known-good-first'] as const)(
  'with the registry hanging too, %s opens the desktop in time',
  async (policy) => {
    const desktop = createTestDesktop();
    desktop.network.answer('https://registry.example/v1/PluginService/Releases/Active/Manifest', {
      hang: true,
    });
    const { report } = await tellBoot(desktop, { policy });
    expect(report.origin).toBe('none');
    expect(report.failures.map(({ code }) => code)).toContain('cache-timeout');
    expect(report.failures.at(-1)?.code).toBe('no-release');
  },
);

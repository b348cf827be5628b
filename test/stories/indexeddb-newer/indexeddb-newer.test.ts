// The cache was written by a newer Plugboard than this one.
import { aManifest, aPlugin, createTestDesktop } from '../../../src/testing/index.ts';
import { rewriteKept } from '../broken-storage.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { settle } from '../virtual-clock.ts';
import { faultsOf, visit, visitHealthily } from '../visits.ts';

openBrowserPage();

const newer = (kept: object) => ({ ...kept, format: 2 });

it('its envelope is told, and every plugin is up', async () => {
  const desktop = createTestDesktop();
  desktop.release([aPlugin('plugin-a')]);
  await visitHealthily(desktop);
  await rewriteKept(newer);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-a: initialised']);
  expect(faultsOf(desktop)).toEqual(['cache-newer']);
});

it('with the registry down the seed is booted, and the newer release is still there for a newer Plugboard', async () => {
  const desktop = createTestDesktop();
  desktop.release([aPlugin('plugin-a')]);
  await visitHealthily(desktop);
  await rewriteKept(newer);
  desktop.network.goDown('https://registry.example');

  for (const _ of ['first', 'second']) {
    const { report } = await visit(desktop, { seed: aManifest([aPlugin('plugin-a')]) });
    const codes = report.failures.map(({ code }) => code);
    expect([report.origin, ...codes]).toEqual(['seed', 'registry-unreachable', 'cache-newer']);
  }
});

it('a database with other stores in it is a fault and no hindrance', async () => {
  const opening = indexedDB.open('plugboard', 7);
  await settle(
    new Promise((resolve) => {
      opening.addEventListener('success', resolve);
    }),
  );
  opening.result.close();
  const desktop = createTestDesktop();
  desktop.release([aPlugin('plugin-a')]);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-a: initialised']);
  expect(faultsOf(desktop)).toEqual(['cache-unavailable', 'cache-write-failed']);
});

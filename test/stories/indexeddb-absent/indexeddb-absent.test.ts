// The browser offers no IndexedDB, or refuses every use of it.
import { aPlugin, createTestDesktop } from '../../../src/testing/index.ts';
import { breakIndexedDb } from '../broken-storage.ts';
import { offer, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { commitsOf, faultsOf } from '../visits.ts';

openBrowserPage();

it.each([
  ['no IndexedDB', () => offer({ indexedDB: undefined })],
  ['an IndexedDB that opens nothing', breakIndexedDb],
  [
    'an IndexedDB that throws',
    () =>
      offer({
        indexedDB: {
          open: () => {
            throw new DOMException('The operation is insecure.', 'SecurityError');
          },
        },
      }),
  ],
])('with %s every plugin is up, and the faults are told', async (_title, breakIt) => {
  breakIt();
  const desktop = createTestDesktop();
  desktop.release([aPlugin('plugin-a'), aPlugin('plugin-b')]);

  const { report, fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-a: initialised', 'plugin-b: initialised']);
  expect(report).toMatchObject({ origin: 'network', healthy: true, failures: [] });
  expect(faultsOf(desktop)).toEqual(['cache-unavailable', 'cache-write-failed']);
  expect(commitsOf(desktop)).toEqual([]);
});

it('without IndexedDB and without a registry the desktop opens and says both', async () => {
  offer({ indexedDB: undefined });
  const desktop = createTestDesktop();
  desktop.network.goDown();

  const { report } = await tellBoot(desktop);

  const codes = report.failures.map(({ code }) => code);
  expect(codes).toEqual(['registry-unreachable', 'cache-unavailable', 'no-release']);
});

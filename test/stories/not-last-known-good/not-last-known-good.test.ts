// What never becomes the release that this browser falls back to.
import { aManifest, aPlugin, createTestDesktop, REGISTRY_URL } from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { settle } from '../virtual-clock.ts';
import { commitsOf, visit, visitHealthily } from '../visits.ts';

openBrowserPage();

const a = aPlugin('plugin-a');
const b = aPlugin('plugin-b');

it.each([
  ['a plugin that failed', b, { status: 404 }],
  ['a plugin that was refused', { ...b, plugin_archived: true }, {}],
  ['an entry that is none', { ...b, plugin_url: '' }, {}],
])('a boot with %s', async (_title, second, answer) => {
  const desktop = createTestDesktop();
  desktop.release([a, second]);
  desktop.serve(second, answer);
  const { report } = await tellBoot(desktop);
  expect(report.healthy).toBe(false);
  expect(commitsOf(desktop)).toEqual([]);
});

it('a boot whose page was closed before the quiet time was over', async () => {
  const desktop = createTestDesktop();
  desktop.release([a]);
  await settle(desktop.boot());
  await jest.advanceTimersByTimeAsync(4_000);
  expect(commitsOf(desktop)).toEqual([]);
});

it('a boot from the seed, or from what was kept already', async () => {
  const desktop = createTestDesktop();
  desktop.release([a]);
  desktop.network.goDown(REGISTRY_URL);
  const { report } = await visit(desktop, { seed: aManifest([a]) });
  expect(report).toMatchObject({ origin: 'seed', healthy: true });
  expect(commitsOf(desktop)).toEqual([]);
});

it('a partial boot leaves the release that worked where it was', async () => {
  const desktop = createTestDesktop();
  desktop.release([a, b]);
  await visitHealthily(desktop);
  const worse = aPlugin('plugin-c');
  desktop.release([a, b, worse]);
  desktop.serve(worse, { status: 404 });
  await visit(desktop);
  desktop.network.goDown();

  const { report, fates } = await tellBoot(desktop);

  expect(report.origin).toBe('last-known-good');
  expect(fates).toEqual(['plugin-a: initialised', 'plugin-b: initialised']);
});

it('what is kept for one account is not used for another', async () => {
  const desktop = createTestDesktop();
  desktop.release([a]);
  const registry = { url: REGISTRY_URL, accountSid: aManifest([]).account_sid };
  await visitHealthily(desktop, { registry });
  desktop.network.goDown();

  const accountSid = registry.accountSid.replace(/1$/, '2');
  const { report } = await tellBoot(desktop, { registry: { url: REGISTRY_URL, accountSid } });

  expect(report.origin).toBe('none');
});

// The registry fails, and is well again while the boot still waits for it.
import { aManifest, aPlugin, createTestDesktop, MANIFEST_URL } from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { visitHealthily } from '../visits.ts';

openBrowserPage();

const PLUGINS = [aPlugin('plugin-a')];
const body = JSON.stringify(aManifest(PLUGINS));

it.each([
  ['answers 500 once', { status: 500 }, 0],
  ['answers 408 once', { status: 408 }, 0],
  ['is reset once', { reset: true }, 0],
  ['hangs once', { hang: true }, 1_500],
  ['asks for two seconds', { status: 503, headers: { 'retry-after': '2' } }, 2_000],
  ['asks for too many requests to end', { status: 429, headers: { 'retry-after': '1' } }, 1_000],
])('a registry that %s is asked again', async (_title, answer, atLeastMs) => {
  const desktop = createTestDesktop();
  desktop.release(PLUGINS);
  desktop.network.answer(MANIFEST_URL, answer, { body });

  const { report, fates, tookMs } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-a: initialised']);
  expect(report).toMatchObject({ origin: 'network', failures: [] });
  expect(tookMs).toBeGreaterThanOrEqual(atLeastMs);
  expect(desktop.network.requestsOf(MANIFEST_URL)).toBe(2);
});

it.each([
  ['answers 500 once', { status: 500 }, 'network', 2],
  ['is reset once', { reset: true }, 'last-known-good', 1],
  ['asks for two seconds', { status: 503, headers: { 'retry-after': '2' } }, 'last-known-good', 1],
] as const)(
  'on a second visit, a registry that %s leads to %j',
  async (_title, answer, origin, requests) => {
    const desktop = createTestDesktop();
    desktop.release(PLUGINS);
    await visitHealthily(desktop);
    const before = desktop.network.requestsOf(MANIFEST_URL);
    desktop.network.answer(MANIFEST_URL, answer, { body });

    const { report, fates } = await tellBoot(desktop);

    expect(fates).toEqual(['plugin-a: initialised']);
    expect(report.origin).toBe(origin);
    expect(desktop.network.requestsOf(MANIFEST_URL) - before).toBe(requests);
  },
);

it.each([
  ['does not answer is not asked again', { reset: true }, 1],
  ['goes on failing is given up after one more try', { status: 502 }, 2],
] as const)('on a second visit, a registry that %s', async (_title, answer, requests) => {
  const desktop = createTestDesktop();
  desktop.release(PLUGINS);
  await visitHealthily(desktop);
  const before = desktop.network.requestsOf(MANIFEST_URL);
  desktop.network.answer(MANIFEST_URL, answer);

  const { report, tookMs } = await tellBoot(desktop);

  expect(report).toMatchObject({ origin: 'last-known-good', healthy: true });
  expect(desktop.network.requestsOf(MANIFEST_URL) - before).toBe(requests);
  expect(tookMs).toBeLessThanOrEqual(50);
});

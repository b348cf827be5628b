// The registry fails, and is well again while the boot still waits for it.
import { aManifest, aPlugin, createTestDesktop, MANIFEST_URL } from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';

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

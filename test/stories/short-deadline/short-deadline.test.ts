// A host that can wait for less than eight seconds.
import {
  aManifest,
  aPlugin,
  createTestDesktop,
  flexBundle,
  MANIFEST_URL,
} from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { visitHealthily } from '../visits.ts';

openBrowserPage();

const PLUGINS = [aPlugin('plugin-a'), aPlugin('plugin-b')];

it('a boot of one second settles within it, whatever hangs', async () => {
  const desktop = createTestDesktop();
  desktop.release(PLUGINS);
  desktop.network.answer(MANIFEST_URL, { hang: true });
  const { report } = await tellBoot(desktop, { timeouts: { bootMs: 1_000 } });
  expect(report.failures.map(({ code }) => code)).toEqual(['registry-timeout', 'no-release']);
});

it('and still has time for the release that worked', async () => {
  const desktop = createTestDesktop();
  desktop.release(PLUGINS);
  await visitHealthily(desktop);
  desktop.network.answer(MANIFEST_URL, { hang: true });
  const { fates } = await tellBoot(desktop, { timeouts: { bootMs: 1_000 } });
  expect(fates).toEqual(['plugin-a: initialised', 'plugin-b: initialised']);
});

it('a wait that the host made longer than the boot ends with the boot', async () => {
  const desktop = createTestDesktop();
  desktop.network.answer(MANIFEST_URL, { hang: true });
  const timeouts = { bootMs: 1_000, manifestMs: 5_000 };
  const { report } = await tellBoot(desktop, { timeouts, seed: aManifest([]) });
  expect(report.failures[0]?.code).toBe('registry-timeout');
});

it('what was not ready in time is named, and nothing of it runs any more', async () => {
  const desktop = createTestDesktop();
  const [a, b] = PLUGINS;
  desktop.release(PLUGINS);
  if (a) desktop.serve(a, { delayMs: 900 });
  if (b)
    desktop.serve(b, { body: flexBundle('plugin-b', { init: 'await new Promise(() => {});' }) });
  const timeouts = { bootMs: 800, bundleMs: 4_000, initMs: 4_000, softInitMs: 0 };
  const { report, fates } = await tellBoot(desktop, { timeouts });
  expect(fates).toEqual(['plugin-a: boot-deadline', 'plugin-b: boot-deadline']);
  expect(report.outcomes.map(({ stage }) => stage)).toEqual(['download', 'init']);
  expect(report.deadlineHit).toBe(true);
  expect(journal().join()).not.toContain('plugin-a');
});

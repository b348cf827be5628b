// The active release names no plugin, as the first one of an account may, or one that takes everything back.
import {
  aManifest,
  aPlugin,
  createTestDesktop,
  MANIFEST_URL,
  REGISTRY_URL,
} from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { commitsOf, faultsOf, visitHealthily } from '../visits.ts';

openBrowserPage();

it('a release without plugins boots with a report and without an error', async () => {
  const desktop = createTestDesktop();
  const { release_sid: releaseSid } = desktop.release([]);

  const { report, fates } = await tellBoot(desktop);

  expect(fates).toEqual([]);
  expect(report).toMatchObject({
    origin: 'network',
    release: { releaseSid },
    healthy: true,
    failures: [],
    missingMandatory: [],
    deadlineHit: false,
  });
  expect(desktop.network.requestsOf(MANIFEST_URL)).toBe(1);
  expect(commitsOf(desktop)).toEqual([releaseSid]);
  expect(faultsOf(desktop)).toEqual([]);
});

it('with the registry down on the next visit, it is the release that worked', async () => {
  const desktop = createTestDesktop();
  desktop.release([]);
  await visitHealthily(desktop);
  desktop.network.goDown(REGISTRY_URL);

  const { report, fates } = await tellBoot(desktop, { seed: aManifest([aPlugin('plugin-seed')]) });

  expect(fates).toEqual([]);
  expect(report).toMatchObject({ origin: 'last-known-good', healthy: true });
  expect(report.failures.map(({ code }) => code)).toEqual(['registry-unreachable']);
});

it('plugins of the release before it are not brought back', async () => {
  const desktop = createTestDesktop();
  desktop.release([aPlugin('plugin-a'), aPlugin('plugin-b', { dependencies: {} })]);
  await visitHealthily(desktop);
  desktop.release([]);

  const { report, fates } = await tellBoot(desktop);

  expect(fates).toEqual([]);
  expect(report).toMatchObject({ origin: 'network', healthy: true });
});

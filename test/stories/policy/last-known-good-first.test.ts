// The host prefers to boot at once from what this browser has.
import {
  aManifest,
  aPlugin,
  createTestDesktop,
  MANIFEST_URL,
  REGISTRY_URL,
} from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { commitsOf, faultsOf, visit, visitHealthily } from '../visits.ts';

openBrowserPage();

const policy = 'last-known-good-first' as const;
const v1 = aPlugin('plugin-a');
const v2 = aPlugin('plugin-a', { version: '2.0.0' });
const versionOf = ({ report }: Awaited<ReturnType<typeof visit>>) => report.outcomes[0]?.version;

it('a first visit asks the registry', async () => {
  const desktop = createTestDesktop();
  desktop.release([v1]);
  const { report, fates } = await tellBoot(desktop, { policy });
  expect(report.origin).toBe('network');
  expect(fates).toEqual(['plugin-a: initialised']);
});

it('a second visit does not wait for the registry, and the third has what the second fetched', async () => {
  const desktop = createTestDesktop();
  desktop.release([v1]);
  await visitHealthily(desktop, { policy });
  desktop.release([v2]);
  desktop.network.answer(MANIFEST_URL, { body: JSON.stringify(aManifest([v2])), delayMs: 1_000 });

  const second = await visit(desktop, { policy });
  expect(second.report.origin).toBe('last-known-good');
  expect(versionOf(second)).toBe('1.0.0');
  expect(second.tookMs).toBeLessThan(300);

  const third = await visit(desktop, { policy });
  expect(versionOf(third)).toBe('2.0.0');
  expect(third.tookMs).toBeLessThan(300);
  expect(commitsOf(desktop)).toEqual(
    [aManifest([v1]), aManifest([v2])].map((it) => it.release_sid),
  );
});

it('a release that is fetched while its predecessor proves itself is the next to boot', async () => {
  const desktop = createTestDesktop();
  const v3 = aPlugin('plugin-a', { version: '3.0.0' });
  desktop.release([v1]);
  await visitHealthily(desktop, { policy });
  desktop.release([v2]);
  await visit(desktop, { policy });
  desktop.release([v3]);

  expect(versionOf(await visit(desktop, { policy }))).toBe('2.0.0');
  expect(versionOf(await visit(desktop, { policy }))).toBe('3.0.0');
});

it('a copy that is too old is used only when the registry does not answer', async () => {
  const desktop = createTestDesktop();
  desktop.release([v1]);
  await visitHealthily(desktop, { policy });
  desktop.release([v2]);
  jest.setSystemTime(Date.now() + 25 * 60 * 60 * 1_000);

  const fresh = await visit(desktop, { policy, timeouts: { quietMs: 60_000 } });
  expect(versionOf(fresh)).toBe('2.0.0');
  expect(fresh.report.failures.map(({ code }) => code)).toEqual(['cache-expired']);

  desktop.network.goDown(REGISTRY_URL);
  const stale = await visit(desktop, { policy });
  expect(versionOf(stale)).toBe('1.0.0');
  expect(stale.report.origin).toBe('last-known-good');
});

it('a clock that was set back makes no copy young', async () => {
  const desktop = createTestDesktop();
  desktop.release([v1]);
  await visitHealthily(desktop, { policy });
  desktop.release([v2]);
  jest.setSystemTime(Date.now() - 60 * 60 * 1_000);

  const told = await visit(desktop, { policy });

  expect(versionOf(told)).toBe('2.0.0');
});

it('a registry that is down costs the boot nothing and is told as a fault', async () => {
  const desktop = createTestDesktop();
  desktop.release([v1]);
  await visitHealthily(desktop, { policy });
  desktop.network.goDown(REGISTRY_URL);

  const told = await visit(desktop, { policy });

  expect(told.report).toMatchObject({ origin: 'last-known-good', healthy: true, failures: [] });
  expect(faultsOf(desktop)).toEqual(['registry-unreachable']);
});

it('what the registry says that is no release does not reach the next boot', async () => {
  const desktop = createTestDesktop();
  desktop.release([v1]);
  await visitHealthily(desktop, { policy });
  desktop.network.answer(MANIFEST_URL, { body: '{"plugins":[]}' });
  await visit(desktop, { policy });

  const told = await visit(desktop, { policy });

  expect(versionOf(told)).toBe('1.0.0');
  expect(faultsOf(desktop)).toEqual(['manifest-shape', 'manifest-shape']);
});

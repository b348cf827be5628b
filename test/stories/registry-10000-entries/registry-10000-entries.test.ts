// The registry sends a release that no account has: 10,000 entries.
import { aManifest, aPlugin, createTestDesktop, MANIFEST_URL } from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';

openBrowserPage();

it('of 10,000 entries the unusable ones are refused and the plugins among them are up', async () => {
  const desktop = createTestDesktop();
  const good = [aPlugin('plugin-first'), aPlugin('plugin-middle'), aPlugin('plugin-last')];
  desktop.release(good);
  const junk = Array.from({ length: 4_999 }, (_, at) => ({ unique_name: `plugin-junk-${at}` }));
  desktop.network.answer(MANIFEST_URL, {
    body: JSON.stringify(aManifest([good[0], ...junk, good[1], ...junk, good[2]])),
  });

  const { report, fates } = await tellBoot(desktop);

  expect(fates).toHaveLength(10_001);
  expect(fates.filter((fate) => !fate.endsWith('entry-invalid'))).toEqual(
    good.map(({ unique_name }) => `${unique_name}: initialised`),
  );
  expect(report.deadlineHit).toBe(false);
});

it('1,000 plugins without a bundle do not hold up the one that has one', async () => {
  const desktop = createTestDesktop();
  const ghosts = Array.from({ length: 1_000 }, (_, at) => aPlugin(`plugin-${at}`));
  const good = aPlugin('plugin-real');
  desktop.release([good]);
  desktop.network.answer(MANIFEST_URL, { body: JSON.stringify(aManifest([...ghosts, good])) });

  const { fates } = await tellBoot(desktop);

  expect(fates.at(-1)).toBe('plugin-real: initialised');
  expect(new Set(fates.slice(0, -1).map((fate) => fate.split(': ')[1]))).toEqual(
    new Set(['bundle-status']),
  );
});

// A fault of the browser's own storage never costs a plugin while the registry answers, and always has a name.
import type { Page } from '@playwright/test';
import { keep, STORAGE_FAULTS } from './faults/storage-faults.ts';
import { stepsRunLate } from './light/after-the-boot.ts';
import { expect, test } from './light/fixtures.ts';
import { type Scene, TIMEOUTS } from './light/scene.ts';
import { releaseKept } from './light/what-is-kept.ts';

for (const { title, code, whileReading, breakIt } of STORAGE_FAULTS) {
  test(`${title}: all plugins start, and the fault is told`, async ({ page, scene }) => {
    const plugins = ['plugin-one', 'plugin-two', 'plugin-three'].map((name) => scene.plugin(name));
    scene.release(plugins);
    await breakIt(page, siteOf(scene));
    await scene.open(page);
    const { report, tookMs } = await scene.boot(page);

    expect(report.healthy).toBe(true);
    expect(report.outcomes).toHaveLength(3);
    expect(tookMs).toBeLessThan(TIMEOUTS.bootMs);
    // A cache that hangs is given up only after the plugins are up: nobody waits for it.
    await page.waitForFunction(() => light.events().some(({ type }) => type === 'fault'));
    expect(await faultCodes(page)).toContain(code);
    expect(await stepsRunLate(page, scene.server)).toEqual([]);
  });

  if (!whileReading) continue;
  test(`${title}, and no registry either: the desktop opens without plugins`, async ({
    page,
    scene,
  }) => {
    await breakIt(page, siteOf(scene));
    await scene.open(page);
    scene.server.serve(scene.manifestUrl, { status: 500 });
    const { report, tookMs } = await scene.boot(page);

    expect(report.origin).toBe('none');
    expect(report.failures.map((it) => it.code)).toEqual(['registry-status', code, 'no-release']);
    expect(tookMs).toBeLessThan(TIMEOUTS.bootMs);
    expect(await stepsRunLate(page, scene.server)).toEqual([]);
  });
}

test('a corrupt release is thrown away, so that the next boot keeps its own', async ({
  page,
  scene,
}) => {
  scene.release([scene.plugin('plugin-one')]);
  await keep(page, siteOf(scene), 'not even an object');
  await scene.open(page);
  await scene.boot(page);
  await releaseKept(page);
  await scene.open(page);
  await scene.boot(page);
  await releaseKept(page);
  expect(await faultCodes(page)).toEqual([]);
});

function siteOf({ server }: Scene) {
  return { origin: server.page, registry: server.registry };
}

function faultCodes(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    light.events().flatMap((event) => (event.type === 'fault' ? [event.failure.code] : [])),
  );
}

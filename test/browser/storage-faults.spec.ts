// A fault of the browser's own storage never costs a plugin while the registry answers, and always has a name.
import type { Page } from '@playwright/test';
import { aManifest } from '../../src/testing/index.ts';
import { expect, test } from './light/fixtures.ts';
import { type Scene, TIMEOUTS } from './light/scene.ts';
import { releaseKept } from './light/what-is-kept.ts';

type StorageFault = {
  readonly title: string;
  readonly code: string;
  /** Breaks the storage of the page's browser before the boot. */
  readonly breakIt: (page: Page, scene: Scene) => Promise<unknown>;
};

const FAULTS: readonly StorageFault[] = [
  {
    title: 'no IndexedDB',
    code: 'cache-unavailable',
    breakIt: (page) =>
      page.addInitScript(() =>
        Object.defineProperty(globalThis, 'indexedDB', { value: undefined }),
      ),
  },
  {
    title: 'an IndexedDB that never answers',
    code: 'cache-timeout',
    breakIt: (page) =>
      page.addInitScript(() => {
        // The request is real and nobody is ever told of its end, as in a browser whose storage is stuck.
        IDBFactory.prototype.open = () => new EventTarget() as unknown as IDBOpenDBRequest;
      }),
  },
  {
    title: 'an IndexedDB that the user has switched off',
    code: 'cache-unavailable',
    breakIt: (page) =>
      page.addInitScript(() => {
        IDBFactory.prototype.open = () => {
          throw new DOMException('The operation is insecure.', 'SecurityError');
        };
      }),
  },
  {
    title: 'a kept release that is corrupt',
    code: 'cache-corrupt',
    breakIt: (page, scene) =>
      keep(page, scene, { format: 1, savedAt: 1, manifest: { plugins: 7 } }),
  },
  {
    title: 'a kept release by a newer Plugboard',
    code: 'cache-newer',
    breakIt: (page, scene) =>
      keep(page, scene, { format: 99, savedAt: Date.now(), manifest: aManifest([]) }),
  },
  {
    title: 'a database by a newer Plugboard',
    code: 'cache-unavailable',
    breakIt: async (page, scene) => {
      await scene.open(page);
      await page.evaluate(
        () =>
          new Promise<void>((resolve, reject) => {
            const open = indexedDB.open('plugboard', 7);
            open.addEventListener('success', () => {
              open.result.close();
              resolve();
            });
            open.addEventListener('error', () => reject(open.error));
          }),
      );
    },
  },
];

for (const { title, code, breakIt } of FAULTS) {
  test(`${title}: all plugins start, and the fault is told`, async ({ page, scene }) => {
    const plugins = ['plugin-one', 'plugin-two', 'plugin-three'].map((name) => scene.plugin(name));
    scene.release(plugins);
    await breakIt(page, scene);
    await scene.open(page);
    const { report, tookMs } = await scene.boot(page);

    expect(report.healthy).toBe(true);
    expect(report.outcomes).toHaveLength(3);
    expect(tookMs).toBeLessThan(TIMEOUTS.bootMs);
    // A cache that hangs is given up only after the plugins are up: nobody waits for it.
    await page.waitForFunction(() => light.events().some(({ type }) => type === 'fault'));
    expect(await faultCodes(page)).toContain(code);
  });

  test(`${title}, and no registry either: the desktop opens without plugins`, async ({
    page,
    scene,
  }) => {
    await breakIt(page, scene);
    await scene.open(page);
    scene.server.serve(scene.manifestUrl, { status: 500 });
    const { report, tookMs } = await scene.boot(page);

    expect(report.origin).toBe('none');
    expect(report.failures.map((it) => it.code)).toEqual(['registry-status', code, 'no-release']);
    expect(tookMs).toBeLessThan(TIMEOUTS.bootMs);
  });
}

test('a full disk costs the next boot its cache, and this one nothing', async ({ page, scene }) => {
  const plugin = scene.plugin('plugin-one');
  scene.release([plugin]);
  await scene.open(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Storage.overrideQuotaForOrigin', {
    origin: scene.server.page,
    quotaSize: 1,
  });
  const { report } = await scene.boot(page);

  expect(report.healthy).toBe(true);
  await page.waitForFunction(() => light.events().some(({ type }) => type === 'fault'));
  expect(await faultCodes(page)).toEqual(['cache-write-failed']);
});

test('a corrupt release is thrown away, so that the next boot keeps its own', async ({
  page,
  scene,
}) => {
  scene.release([scene.plugin('plugin-one')]);
  await keep(page, scene, 'not even an object');
  await scene.open(page);
  await scene.boot(page);
  await releaseKept(page);
  await scene.open(page);
  await scene.boot(page);
  await releaseKept(page);
  expect(await faultCodes(page)).toEqual([]);
});

function faultCodes(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    light.events().flatMap((event) => (event.type === 'fault' ? [event.failure.code] : [])),
  );
}

/** Puts something into the place of the last-known-good release of this registry. */
async function keep(page: Page, scene: Scene, envelope: unknown): Promise<void> {
  await scene.open(page);
  await page.evaluate(
    ({ key, value }) =>
      new Promise<void>((resolve, reject) => {
        const open = indexedDB.open('plugboard');
        open.addEventListener('upgradeneeded', () => open.result.createObjectStore('releases'));
        open.addEventListener('error', () => reject(open.error));
        open.addEventListener('success', () => {
          const writing = open.result.transaction('releases', 'readwrite');
          writing.objectStore('releases').put(value, key);
          writing.addEventListener('complete', () => {
            open.result.close();
            resolve();
          });
        });
      }),
    { key: `lastKnownGood ${scene.server.registry} `, value: envelope },
  );
}

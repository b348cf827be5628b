// The second visit of a browser that was closed in between: registry, CDN or both are gone, all plugins start.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import type { ManifestPluginResource } from '../../src/domain/index.ts';
import { flexBundle } from '../../src/testing/index.ts';
import { integrityOf } from './faults/integrity-of.ts';
import { stepsRunLate } from './light/after-the-boot.ts';
import { test as base, expect } from './light/fixtures.ts';
import { createScene, manifestAnswer, type Scene, TIMEOUTS } from './light/scene.ts';
import { servePage } from './light/serve-page.ts';
import { bundlesKept, releaseKept } from './light/what-is-kept.ts';
import { IMMUTABLE } from './server/answer.ts';
import { startFaultServer } from './server/fault-server.ts';

type Visit = <T>(work: (page: Page) => Promise<T>) => Promise<T>;

/** Servers that may be taken down, and a browser profile that outlives the browser. */
const test = base.extend<{ ownScene: Scene; visit: Visit }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
  ownScene: async ({}, use) => {
    const server = await startFaultServer();
    await servePage(server);
    await use(createScene(server));
    await server.close();
  },
  visit: async ({ playwright, launchOptions }, use) => {
    const profile = await mkdtemp(join(tmpdir(), 'plugboard-profile-'));
    await use(async (work) => {
      const browser: BrowserContext = await playwright.chromium.launchPersistentContext(
        profile,
        launchOptions,
      );
      try {
        return await work(browser.pages()[0] ?? (await browser.newPage()));
      } finally {
        await browser.close();
      }
    });
    await rm(profile, { recursive: true });
  },
});

const CACHING = { immutable: IMMUTABLE, 'no-store': 'no-store' };
const GONE = {
  'registry down': { registry: true, cdn: false },
  'CDN down': { registry: false, cdn: true },
  'registry and CDN down': { registry: true, cdn: true },
};

for (const [title, gone] of Object.entries(GONE)) {
  for (const [caching, cacheControl] of Object.entries(CACHING)) {
    test(`${title} on the second visit, bundles ${caching}: everything starts`, async ({
      ownScene,
      visit,
    }) => {
      const { server } = ownScene;
      const plugins = releaseThree(ownScene, cacheControl);
      await visit((page) => bootAndKeep(page, ownScene, plugins));
      if (gone.registry) await server.takeDown(server.registry);
      if (gone.cdn) await server.takeDown(server.cdn);

      await visit(async (page) => {
        await ownScene.open(page);
        const { report, tookMs } = await ownScene.boot(page);
        expect(report.outcomes.map(({ plugin, state }) => [plugin, state])).toEqual(
          plugins.map(({ unique_name: name }) => [name, 'initialised']),
        );
        expect(report.origin).toBe(gone.registry ? 'last-known-good' : 'network');
        expect(report.failures.map(({ code }) => code)).toEqual(
          gone.registry ? ['registry-unreachable'] : [],
        );
        if (gone.cdn && caching === 'no-store') {
          expect(report.outcomes.map(({ bytes }) => bytes)).toEqual(['cache', 'cache', 'cache']);
        }
        expect(tookMs).toBeLessThan(TIMEOUTS.bootMs);
        expect(await stepsRunLate(page, server, server.page)).toEqual([]);
      });
    });
  }
}

const HANGING = {
  'a CDN that hangs': { registry: false, cdn: true },
  'a registry that hangs': { registry: true, cdn: false },
  'a registry and a CDN that hang': { registry: true, cdn: true },
};

for (const [title, hanging] of Object.entries(HANGING)) {
  test(`with ${title} on the second visit everything starts, and nothing once they answer`, async ({
    ownScene,
    visit,
  }) => {
    const { server } = ownScene;
    const plugins = releaseThree(ownScene, 'no-store');
    await visit((page) => bootAndKeep(page, ownScene, plugins));
    if (hanging.registry) {
      server.serve(ownScene.manifestUrl, { ...manifestAnswer(plugins), pace: 'hang' });
    }
    if (hanging.cdn) for (const plugin of plugins) ownScene.serve(plugin, { pace: 'hang' });

    await visit(async (page) => {
      await ownScene.open(page);
      const { report, tookMs } = await ownScene.boot(page);
      const { origin, failures, deadlineHit, outcomes } = report;
      expect(outcomes.map(({ plugin, state, bytes }) => [plugin, state, bytes])).toEqual(
        plugins.map(({ unique_name: name }) => [
          name,
          'initialised',
          hanging.cdn ? 'cache' : 'network',
        ]),
      );
      expect({ origin, codes: failures.map(({ code }) => code), deadlineHit }).toEqual({
        origin: hanging.registry ? 'last-known-good' : 'network',
        codes: hanging.registry ? ['registry-timeout'] : [],
        deadlineHit: false,
      });
      expect(tookMs).toBeLessThan(TIMEOUTS.bootMs);
      expect(await stepsRunLate(page, server)).toEqual([]);
    });
  });
}

test('a release that came from this browser does not become its last-known-good again', async ({
  ownScene,
  visit,
}) => {
  const plugins = releaseThree(ownScene, IMMUTABLE);
  await visit(async (page) => {
    await bootAndKeep(page, ownScene, plugins);
    await ownScene.server.takeDown(ownScene.server.registry);
    await ownScene.open(page);
    await ownScene.boot(page, { timeouts: { ...TIMEOUTS, quietMs: 0 } });
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    expect(await page.evaluate(() => light.events().map(({ type }) => type))).not.toContain(
      'committed',
    );
  });
});

test('a new version that is gone from the CDN is replaced by the one that worked last', async ({
  ownScene,
  visit,
}) => {
  const former = releaseThree(ownScene, IMMUTABLE);
  await visit(async (page) => {
    await bootAndKeep(page, ownScene, former);
    const [, ...others] = former;
    const next = ownScene.plugin('plugin-classic', { version: '2.0.0' });
    ownScene.release([next, ...others]);
    ownScene.serve(next, { status: 404, body: 'Not found' });

    await ownScene.open(page);
    const { report } = await ownScene.boot(page);
    expect(report.outcomes[0]).toMatchObject({
      plugin: 'plugin-classic',
      version: '1.0.0',
      insteadOf: '2.0.0',
      state: 'initialised',
    });
    expect(report.outcomes.map(({ state }) => state)).toEqual([
      'initialised',
      'initialised',
      'initialised',
    ]);
  });
});

/** Boots, and waits until this browser has all it needs for the next boot. */
async function bootAndKeep(
  page: Page,
  scene: Scene,
  plugins: readonly ManifestPluginResource[],
): Promise<void> {
  await scene.open(page);
  await scene.boot(page);
  await releaseKept(page);
  await bundlesKept(page, plugins);
}

function releaseThree(scene: Scene, cacheControl: string) {
  const classic = scene.plugin('plugin-classic');
  const pinned = scene.plugin('plugin-pinned', {
    integrity: integrityOf(flexBundle('plugin-pinned')),
  });
  const system = scene.plugin('plugin-system', {
    format: 'system',
    dependencies: { 'plugin-pinned': '^1.0.0' },
  });
  const plugins = [classic, pinned, system];
  scene.release(plugins);
  for (const plugin of plugins) scene.serve(plugin, { headers: { 'cache-control': cacheControl } });
  return plugins;
}

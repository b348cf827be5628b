// The real Flex UI in a browser of its own, whose registry and bundles are served with faults to order.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type LaunchOptions, type Page } from '@playwright/test';
import { type Desktop, startDesktop } from '../../../examples/flex-desktop/server/start-desktop.ts';
import { createScene, type Scene } from '../light/scene.ts';
import { servePage } from '../light/serve-page.ts';
import { type FaultServer, startFaultServer } from '../server/fault-server.ts';

export type FlexLab = {
  readonly server: FaultServer;
  readonly desktop: Desktop;
  /** A folder of its own for bundles; the page asks always the same address for its release. */
  createScene(): Scene;
  /** Runs on a new page of a browser that remembers no earlier boot, only the compiled code of Flex UI. */
  visit<T>(work: (page: Page) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

/** The desktop's page lets scripts come from the registry's origin, so that is where its bundles lie. */
export async function openFlexLab(launchOptions: LaunchOptions): Promise<FlexLab> {
  const server = await startFaultServer();
  await servePage(server);
  const registryUrl = `${server.registry}/flex`;
  const desktop = await startDesktop({ registryUrl });
  const profile = await mkdtemp(join(tmpdir(), 'plugboard-flex-'));
  const browser = await chromium.launchPersistentContext(profile, launchOptions);
  return {
    server,
    desktop,
    createScene: () => createScene(server, { registryUrl, bundles: server.registry }),
    visit: async (work) => {
      const page = await browser.newPage();
      await forgetBoots(browser, page, desktop.url);
      // tsx wraps functions in this helper, which goes along when one is sent to the page.
      await page.addInitScript({ content: 'globalThis.__name ??= (it) => it;' });
      try {
        return await work(page);
      } finally {
        await page.close();
      }
    },
    close: async () => {
      await browser.close();
      await desktop.close();
      await server.close();
      await rm(profile, { recursive: true });
    },
  };
}

async function forgetBoots(browser: BrowserContext, page: Page, origin: string): Promise<void> {
  const devtools = await browser.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', {
    origin,
    storageTypes: 'indexeddb,cache_storage,local_storage',
  });
  // A quota that an earlier visit has set.
  await devtools.send('Storage.overrideQuotaForOrigin', { origin });
  await devtools.detach();
}

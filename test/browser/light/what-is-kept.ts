// Waits until a healthy boot has left behind what the next one can do without registry and CDN.
import { expect, type Page } from '@playwright/test';
import type { ManifestPluginResource } from '../../../src/domain/index.ts';

/** Resolves when the release of this page's boot is the last-known-good one. */
export async function releaseKept(page: Page): Promise<void> {
  await page.waitForFunction(() => light.events().some(({ type }) => type === 'committed'));
}

/** Resolves when the bytes of these plugins' bundles are in Cache Storage. */
export async function bundlesKept(
  page: Page,
  plugins: readonly ManifestPluginResource[],
): Promise<void> {
  const urls = plugins.map(({ plugin_url: url }) => url);
  const areKept = () =>
    page.evaluate(async (wanted) => {
      const found = await Promise.all(wanted.map((url) => caches.match(url)));
      return found.every((response) => response !== undefined);
    }, urls);
  await expect.poll(areKept).toBe(true);
}

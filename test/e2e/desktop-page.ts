// What a test does with the agent desktop: open it, read the boot report, wait for a release to be kept.
import { expect, type Page } from '@playwright/test';
import type { BootReport } from '../../src/domain/index.ts';
import type { PlugboardGlobal } from '../../src/loader/publish-report.ts';

declare global {
  var plugboard: PlugboardGlobal;
  // Set by noteCommits() in the page under test.
  var committedReleaseSid: string | undefined;
}

/** Makes the page remember which release became its last-known-good one. Call before the first visit. */
export async function noteCommits(page: Page): Promise<void> {
  await page.addInitScript(() => {
    addEventListener('plugboard:committed', (event) => {
      globalThis.committedReleaseSid = (
        event as CustomEvent<{ releaseSid: string }>
      ).detail.releaseSid;
    });
  });
}

/** Resolves when Flex UI has rendered its desktop, with the report of the boot before it. */
export async function openDesktop(page: Page, url: string): Promise<BootReport> {
  await page.goto(url);
  await expect(page.getByText('No active tasks')).toBeVisible();
  const report = await page.evaluate(() => globalThis.plugboard?.report);
  if (report === undefined) throw new Error('The page has no boot report: the loader did not run.');
  return report;
}

/** Resolves when the browser has kept this release for a boot without registry. */
export async function releaseKept(page: Page, releaseSid: string | undefined): Promise<void> {
  await page.waitForFunction((sid) => globalThis.committedReleaseSid === sid, releaseSid);
}

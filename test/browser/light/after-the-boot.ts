// What runs after a boot has settled: nothing may, however late the servers answer.
import type { Page } from '@playwright/test';
import type { FaultServer } from '../server/fault-server.ts';
import { SENTINEL } from './serve-page.ts';

const LATER_MS = 10_000;

/**
 * The steps of bundles, but for an `init()` that ends, that ran after the boot: while ten seconds passed on
 * the page's clock, and while everything arrived that the servers had kept back.
 */
export async function stepsRunLate(
  page: Page,
  server: FaultServer,
  host = server.cdn,
): Promise<string[]> {
  const before = await stepsRun(page);
  await page.clock.runFor(LATER_MS);
  await letEverythingArrive(page, server, host);
  return (await stepsRun(page)).slice(before.length);
}

/**
 * The servers give every answer they hold; then a script of the same host runs. Whatever of the answers
 * was going to be evaluated has been by then: scripts run in the order in which they arrive.
 */
export async function letEverythingArrive(
  page: Page,
  server: FaultServer,
  host = server.cdn,
): Promise<void> {
  await server.release();
  for (let round = 0; round < 2; round++) {
    await page.evaluate(runSentinel, host + SENTINEL);
  }
}

/** `evaluate plugin-x` and `init plugin-x`, in the order in which the bundles of this page did it. */
export async function stepsRun(page: Page): Promise<string[]> {
  const journal = await page.evaluate(() => globalThis.journal ?? []);
  return journal.filter((step) => !step.startsWith('ready'));
}

type Sentinels = { createScriptURL(url: string): string };
type PageWithSentinels = {
  trustedTypes?: {
    createPolicy(name: string, rules: Sentinels): Sentinels;
  };
  sentinels?: Sentinels;
};

/** Runs in the page, under its policy: with the nonce of its scripts, and a Trusted Types policy of its own. */
function runSentinel(url: string): Promise<void> {
  const page = globalThis as PageWithSentinels;
  page.sentinels ??= page.trustedTypes?.createPolicy('sentinel', { createScriptURL: (it) => it });
  return new Promise<void>((resolve, reject) => {
    const script = document.createElement('script');
    script.nonce = document.scripts[0]?.nonce ?? '';
    script.src = page.sentinels?.createScriptURL(url) ?? url;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => reject(new Error('The sentinel did not come.')));
    document.head.append(script);
  });
}

// Waits, after a boot, until everything that the servers had kept back has come, and could have run.
import type { Page } from '@playwright/test';
import type { FaultServer } from '../server/fault-server.ts';

/**
 * The servers give every answer they hold; then a script of the same host runs. Whatever of the answers
 * was going to be evaluated has been by then: scripts run in the order in which they arrive.
 */
export async function letEverythingArrive(page: Page, server: FaultServer): Promise<void> {
  await server.release();
  for (let round = 0; round < 2; round++) {
    await page.evaluate(
      (src) =>
        new Promise<void>((resolve, reject) => {
          const script = Object.assign(document.createElement('script'), { src });
          script.addEventListener('load', () => resolve());
          script.addEventListener('error', () => reject(new Error('The sentinel did not come.')));
          document.head.append(script);
        }),
      `${server.cdn}/sentinel.js`,
    );
  }
}

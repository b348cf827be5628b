// What every browser test starts from: the servers of its worker and a scene of its own.
import { test as base } from '@playwright/test';
import { type FaultServer, startFaultServer } from '../server/fault-server.ts';
import { createScene, type Scene } from './scene.ts';
import { servePage } from './serve-page.ts';

export { expect } from '@playwright/test';

export const test = base.extend<{ scene: Scene }, { server: FaultServer }>({
  server: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads what a fixture needs from this pattern
    async ({}, use) => {
      const server = await startFaultServer();
      await servePage(server);
      await use(server);
      await server.close();
    },
    { scope: 'worker' },
  ],
  scene: async ({ server }, use) => use(createScene(server)),
});

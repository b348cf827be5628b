// Boots the built loader in a real Chromium against faults to order. `npm run test:browser` runs this.
import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './scripts/launch-options.ts';

/** Most rows wait for a deadline, not for a core, so three of them share the two cores of a small machine. */
export default defineConfig({
  testDir: 'test/browser',
  outputDir: 'test-results/browser',
  globalSetup: './test/browser/prepare.ts',
  workers: 3,
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['line'], ['json', { outputFile: 'test-results/browser.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: await chromiumLaunchOptions(),
  },
});

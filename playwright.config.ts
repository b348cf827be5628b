import { defineConfig } from '@playwright/test';
import { chromiumLaunchOptions } from './scripts/launch-options.ts';

/** One worker: the tests share one desktop, one registry and the two cores of a small CI machine. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  globalSetup: './test/e2e/prepare.ts',
  workers: 1,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env['CI']),
  reporter: [['line'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: {
    viewport: { width: 1440, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: await chromiumLaunchOptions(),
  },
});

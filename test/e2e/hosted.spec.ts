// The unmodified Flex UI with its own loader, pointed at the registry: every plugin listed, and our loader alone listed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { openDesktop } from './desktop-page.ts';
import { type HostedFlex, release, startHostedFlex } from './hosted-flex.ts';

const PLUGINS = ['plugin-customer-history', 'plugin-call-notes', 'plugin-wrap-up-timer'];

for (const flexList of ['plugins', 'loader'] as const) {
  test.describe(`with the list of ${flexList}`, () => {
    test.describe.configure({ mode: 'serial' });

    let dataFolder: string;
    let hosted: HostedFlex;
    let page: Page;
    const requests: string[] = [];

    test.beforeAll(async ({ browser }) => {
      dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-hosted-'));
      hosted = await startHostedFlex({ dataFolder, flexList });
      page = await browser.newPage();
      page.on('request', (request) => requests.push(request.url()));
    });
    test.afterAll(async () => {
      await hosted.close();
      await rm(dataFolder, { recursive: true });
    });

    const history = () => page.getByRole('region', { name: 'Customer history' });
    const notes = () => page.getByRole('region', { name: 'Call notes' });
    const timer = () => page.getByRole('group', { name: 'Wrap-up timer' });
    const open = () =>
      flexList === 'loader'
        ? openDesktop(page, hosted.desktop.url)
        : openPlainDesktop(page, hosted.desktop.url);

    test('an agent sees what the three plugins add', async () => {
      await open();
      await expect(history().getByRole('heading', { name: 'Mara Lindqvist' })).toBeVisible();
      await expect(notes()).toContainText('Second smart meter not reporting');
      await expect(timer().getByRole('timer')).toHaveText('0:00');
      await page.screenshot({ path: test.info().outputPath(`hosted-${flexList}.png`) });
    });

    test('Flex asked the registry for the list, and all code came from there', () => {
      expect(requests).toContainEqual(
        expect.stringContaining(`${hosted.registry.url}/plugins?roles=agent,admin`),
      );
      const bundles = requests.filter((url) => url.includes('/bundles/'));
      expect(bundles.every((url) => url.startsWith(hosted.registry.url))).toBe(true);
      // Our loader takes the release's one file; the timer reads document.currentScript and is not in it.
      const files = new Set(bundles.map((url) => url.slice(url.lastIndexOf('/') + 1)));
      expect([...files].sort()).toEqual(
        flexList === 'loader' ? ['bundle.js', 'release.js'] : ['bundle.js', 'plugboard-flex.js'],
      );
      expect(new Set(bundles).size).toBe(flexList === 'loader' ? 2 : PLUGINS.length);
      const loaders = requests.filter((url) => url.includes('plugboard-hosted.js'));
      expect(loaders).toHaveLength(flexList === 'loader' ? 1 : 0);
      expect(requests.some((url) => url.includes('plugboard-loader.js'))).toBe(false);
    });

    test('a release without one plugin takes its effect away', async () => {
      // Uploaded last to first, so the timer is the first.
      await release(hosted.api, hosted.versionSids.slice(1));
      await open();
      await expect(history()).toBeVisible();
      await expect(notes()).toBeVisible();
      await expect(timer()).toHaveCount(0);
    });
  });
}

async function openPlainDesktop(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await expect(page.getByText('No active tasks')).toBeVisible();
}

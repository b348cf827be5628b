// The released desktop as an author meets it: the real Flex UI on a host that is not this machine's name, so that
// every lock before an override is there, and that lets its users override.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  type BrowserContext,
  chromium,
  expect,
  type LaunchOptions,
  type Page,
} from '@playwright/test';
import { publishPlugins } from '../../../examples/flex-desktop/demo/publish-plugins.ts';
import { startDesktop } from '../../../examples/flex-desktop/server/start-desktop.ts';
import { buildPlugins } from '../../../examples/plugins/build.ts';
import { basicAuth } from '../../../src/client/index.ts';
import { type RunningRegistry, startRegistry } from '../../../src/registry/index.ts';
import { openDesktop } from '../desktop-page.ts';

export type AuthorDesktop = {
  readonly registry: RunningRegistry;
  readonly url: string;
  readonly page: Page;
  readonly context: BrowserContext;
  close(): Promise<void>;
};

const HOST = 'desk.test';

export async function openAuthorDesktop(launch: LaunchOptions): Promise<AuthorDesktop> {
  const folder = await mkdtemp(join(tmpdir(), 'plugboard-author-'));
  const registry = await startRegistry({ dataFolder: join(folder, 'data'), corsOrigins: ['*'] });
  const server = await startDesktop({ registryUrl: registry.url });
  const url = `http://${HOST}:${new URL(server.url).port}`;
  await releasePlugins(registry, url);
  const context = await chromium.launchPersistentContext(join(folder, 'profile'), {
    ...launch,
    viewport: { width: 1440, height: 900 },
    args: [
      ...(launch.args ?? []),
      `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
      // As https would be: without it a page has neither hashes nor permissions.
      `--unsafely-treat-insecure-origin-as-secure=${url}`,
    ],
  });
  const page = await context.newPage();
  await letUsersOverride(page);
  return {
    registry,
    url,
    page,
    context,
    close: async () => {
      await context.close();
      await server.close();
      await registry.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** The example plugins, at the address where the desktop serves them. */
async function releasePlugins({ url, credentials }: RunningRegistry, host: string): Promise<void> {
  const authorize = basicAuth(credentials.accountSid, credentials.authToken);
  const plugins = (await buildPlugins()).map(({ uniqueName, description, file, ...declared }) => ({
    uniqueName,
    description,
    version: {
      ...declared,
      pluginUrl: `${host}/bundles/${uniqueName}/${declared.version}/${basename(file)}`,
    },
  }));
  await publishPlugins({ baseUrl: url, fetch, authorize }, plugins, () => undefined);
}

/** What a host decides that lets its developers override; the demonstration desktop leaves it out. */
async function letUsersOverride(page: Page): Promise<void> {
  await page.addInitScript(() => {
    type Loader = { bootstrap: (options: object) => unknown };
    let loader: Loader | undefined;
    Object.defineProperty(window, 'Plugboard', {
      configurable: true,
      get: () => loader,
      set: ({ bootstrap, ...rest }: Loader) => {
        const devOverrides = () => true;
        loader = { ...rest, bootstrap: (options) => bootstrap({ ...options, devOverrides }) };
      },
    });
  });
}

/** Switches overrides on as a person does, in the panel. */
export async function arm({ page, url }: AuthorDesktop): Promise<void> {
  await openDesktop(page, url);
  await page.evaluate(() => plugboard.openPanel());
  const panel = page.getByRole('dialog', { name: 'Plugins of this desktop' });
  await panel.getByRole('button', { name: 'Allow overrides for 8 hours' }).click();
  await expect(panel.getByRole('button', { name: 'Switch overrides off' })).toBeVisible();
}

/** Opens the link that `plugboard dev` printed, and agrees to it. */
export async function follow({ page }: AuthorDesktop, link: string): Promise<void> {
  await openDesktop(page, link);
  const consent = page.getByRole('dialog', { name: 'A link wants to change' });
  await consent.getByRole('button', { name: 'Run it here' }).click();
  await expect(bannerOf(page)).toBeVisible();
}

export const bannerOf = (page: Page) =>
  page.getByRole('region', { name: 'Overrides of this desktop' });

/** The released plugins are on the screen, whatever else is. */
export async function expectReleased(page: Page): Promise<void> {
  await expect(page.getByRole('region', { name: 'Customer history' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Call notes' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Wrap-up timer' })).toBeVisible();
  const report = await page.evaluate(() => globalThis.plugboard?.report);
  expect(report?.failures).toEqual([]);
  const released = (report?.outcomes ?? []).filter(({ plugin }) => RELEASED.includes(plugin));
  expect(released.map(({ state }) => state)).toEqual(RELEASED.map(() => 'initialised'));
}

const RELEASED = ['plugin-customer-history', 'plugin-call-notes', 'plugin-wrap-up-timer'];

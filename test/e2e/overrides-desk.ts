// A light desktop on a public https origin, for what a link, a frame or another tab may try with it. The whole
// network is the browser's own interception: what is asked for is seen, and nothing leaves the machine.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import type { BootReport } from '../../src/domain/index.ts';
import type { BootEvent } from '../../src/loader/index.ts';
import { aManifest, aPlugin, flexBundle } from '../../src/testing/index.ts';

const DIST = join(import.meta.dirname, '../../dist');

export const DESK = 'https://desk.example';
export const EVIL = 'https://evil.example';
export const REGISTRY = 'https://registry.example';
export const COMPANION = `${DESK}/plugboard-overrides.js`;
export const LOCAL_CRM = 'http://localhost:3105/plugins/plugin-crm.js';

export const RELEASE = [
  aPlugin('plugin-crm', { version: '1.4.0' }),
  aPlugin('plugin-notes', { dependencies: { 'plugin-crm': '^1.4.0' } }),
  aPlugin('plugin-recorder', { policy: 'mandatory', dependencies: { 'plugin-media': '*' } }),
  aPlugin('plugin-media'),
];

/** What a boot of the release asks for, and nothing else does. */
export const RELEASED_REQUESTS = [
  `${DESK}/plugboard-loader.js`,
  `${REGISTRY}/v1/PluginService/Releases/Active/Manifest`,
  ...RELEASE.map(({ plugin_url: url }) => url),
];

export type HostRules = {
  readonly roles: readonly string[];
  /** The source of the host's `devOverrides` option. */
  readonly devOverrides: string;
  /** The source of the host's `panel` option. Default: none. */
  readonly panel?: string;
  /** Content-Security-Policy of the page. Default: none. */
  readonly policy?: string;
};

/** The most permissive host there is: whatever is refused now is refused by the guard itself. */
export const DEVELOPER: HostRules = {
  roles: ['developer'],
  devOverrides: "(user) => user.roles.includes('developer')",
};

export type Desk = {
  readonly context: BrowserContext;
  /** Addresses that were asked for, but for pages, in order. */
  readonly requests: string[];
  /** Changes what is served; by default the released plugins, and a local build of plugin-crm. */
  serve(url: string, body: string, contentType?: string): void;
  host(rules: HostRules): void;
};

export async function openDesk(context: BrowserContext): Promise<Desk> {
  const requests: string[] = [];
  const served = new Map<string, { body: string; contentType: string }>();
  let rules = DEVELOPER;
  const serve: Desk['serve'] = (url, body, contentType = 'text/javascript') =>
    void served.set(url, { body, contentType });

  for (const file of ['loader', 'overrides', 'panel']) {
    const name = `plugboard-${file}.js`;
    serve(`${DESK}/${name}`, await readFile(join(DIST, name), 'utf8'));
  }
  serve(
    `${REGISTRY}/v1/PluginService/Releases/Active/Manifest`,
    JSON.stringify(aManifest(RELEASE)),
    'application/json',
  );
  for (const plugin of RELEASE) serve(plugin.plugin_url, flexBundle(plugin.unique_name));
  serve(LOCAL_CRM, flexBundle('local plugin-crm'));

  await context.route('**/*', async (route) => {
    const request = route.request();
    const url = request.url();
    if (request.resourceType() === 'document') {
      const body = url.startsWith(DESK) ? deskHtml(rules) : (served.get(url)?.body ?? '');
      const { policy } = rules;
      await route.fulfill({
        contentType: 'text/html',
        body,
        ...(policy !== undefined && { headers: { 'content-security-policy': policy } }),
      });
      return;
    }
    requests.push(url);
    const answer = served.get(url) ?? { body: 'Not found', contentType: 'text/plain', status: 404 };
    await route.fulfill({ ...answer, headers: { 'access-control-allow-origin': '*' } });
  });
  return {
    context,
    requests,
    serve,
    host: (given) => {
      rules = given;
    },
  };
}

/** Opens the desktop as a link would, and resolves when its plugins have settled. */
export async function visit(page: Page, address: string): Promise<BootReport> {
  await page.goto(DESK + address);
  return settled(page);
}

export async function settled(page: Page): Promise<BootReport> {
  await page.waitForFunction(() => globalThis.bootedDesk?.report !== undefined);
  return page.evaluate(() => bootedDesk.report as BootReport);
}

/** Codes of the faults of the boot that this page has had. */
export function faultsOf(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    bootedDesk.events.flatMap((event) => (event.type === 'fault' ? [event.failure.code] : [])),
  );
}

export function journalOf(page: Page): Promise<string[]> {
  return page.evaluate(() => globalThis.journal ?? []);
}

/** Switches overrides on without the panel, as if somebody had clicked there `agoMs` before. */
export async function armed(page: Page, agoMs = 0): Promise<void> {
  const hoursMs = 8 * 60 * 60 * 1000;
  await page.addInitScript(
    ([origin, until]) => {
      if (location.origin === origin) localStorage.setItem('plugboard:armed', String(until));
    },
    [DESK, Date.now() - agoMs + hoursMs] as const,
  );
}

/** Nothing was asked for, run or kept that the release does not ask for, run or keep by itself. */
export async function expectRelease(
  page: Page,
  desk: Desk,
  companions: readonly string[] = [COMPANION],
): Promise<void> {
  const report = await settled(page);
  expect(report.overrides).toEqual([]);
  expect(report.healthy).toBe(true);
  expect(new Set(desk.requests)).toEqual(new Set([...RELEASED_REQUESTS, ...companions]));
  expect((await journalOf(page)).filter((it) => it.startsWith('ready')).sort()).toEqual(
    RELEASE.map(({ unique_name: name }) => `ready ${name}`).sort(),
  );
  // The tab has a name, by which the crash guard knows it.
  const kept = await page.evaluate(() => Object.keys(sessionStorage));
  expect(kept.filter((it) => it !== 'plugboard:tab')).toEqual([]);
  await expect(page.locator('plugboard-banner')).toHaveCount(0);
}

type DeskState = { readonly events: BootEvent[]; report?: BootReport };

declare global {
  var bootedDesk: DeskState;
}

function deskHtml({ roles, devOverrides, panel = 'undefined' }: HostRules): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>Light desktop</title>
    <link rel="icon" href="data:,">
    <script src="/plugboard-loader.js"></script>
  </head>
  <body>
    <h1>Agent desktop</h1>
    <script nonce="page">
      globalThis.bootedDesk = { events: [] };
      globalThis.Twilio = { Flex: { VERSION: '2.17.1', Plugins: { init() {} } } };
      Plugboard.bootstrap({
        flex: Twilio.Flex,
        manager: { user: { identity: 'ada', roles: ${JSON.stringify(roles)} } },
        registry: { url: '${REGISTRY}' },
        devOverrides: ${devOverrides},
        panel: ${panel},
        timeouts: { quietMs: 50 },
        onEvent: (event) => bootedDesk.events.push(event),
      }).then((report) => { bootedDesk.report = report; });
    </script>
  </body>
</html>`;
}

// Boots the real Flex UI with its own plugin loader under the same fault, for the comparison in docs/boot.md.
import { errors, type Page } from '@playwright/test';
import type { ManifestPluginResource } from '../../../src/domain/index.ts';
import { type Api, arrangeHealthy, type BootRow, UNCACHED } from '../faults/boot-rows.ts';
import type { ListPlugins } from '../faults/registry-faults.ts';
import { JSON_HEADERS } from '../server/answer.ts';
import type { FlexLab } from './flex-lab.ts';
import { setPagePolicy } from './set-page-policy.ts';

/** Longer than any time limit that Flex UI has for its plugins. */
export const PATIENCE_MS = 20_000;

export type BootWithFlexLoader = {
  readonly up: readonly string[];
  /** From the request for the plugin list until the Manager was there; absent: still waiting for it. */
  readonly tookMs?: number;
};

type OwnLoader = { endMs?: number };

declare global {
  var ownLoader: OwnLoader;
}

export function bootWithFlexLoader(row: BootRow, lab: FlexLab): Promise<BootWithFlexLoader> {
  const scene = lab.createScene();
  const api: Api = { url: `${scene.registryUrl}/plugins`, list };
  // What the page's own script for Plugboard would ask for is not there.
  lab.server.serve(scene.manifestUrl, { status: 404 });
  return lab.visit(async (page) => {
    if (row.policy) await setPagePolicy(page, lab.desktop.url, row.policy);
    await switchOnOwnLoader(page, api.url);
    if (row.secondVisit) {
      arrangeHealthy(scene, api, UNCACHED);
      await page.goto(lab.desktop.url);
      await page.getByText('No active tasks').waitFor();
    }
    row.arrange(scene, api);
    await row.breakStorage?.(page, { origin: lab.desktop.url, registry: lab.server.registry });
    await page.goto(lab.desktop.url);
    await waitForEnd(page);
    return readBoot(page, api.url, row);
  });
}

/** Flex UI's list of plugins. Source: @twilio/flex-ui 2.17.1, PluginManager.loadPlugins. */
const list: ListPlugins = (entries) => ({
  body: JSON.stringify((entries as (ManifestPluginResource | null)[]).map(toFlexEntry)),
  headers: JSON_HEADERS,
});

function toFlexEntry(entry: ManifestPluginResource | null) {
  if (entry === null) return null;
  const { unique_name: name, version, plugin_url: src, integrity, phase } = entry;
  return { name, version, src, integrity, phase };
}

/** Puts Flex UI's own plugin service in Plugboard's place, on a page that is otherwise the same. */
async function switchOnOwnLoader(page: Page, url: string): Promise<void> {
  await page.addInitScript((url) => {
    type Config = { pluginService?: object };
    type Flex = { Manager: { create(config: Config): Promise<unknown> } };
    globalThis.ownLoader = {};
    Object.defineProperty(globalThis, 'Plugboard', {
      value: { bootstrap: async () => undefined },
    });
    let flex: Flex | undefined;
    const twilio = {
      get Flex(): Flex | undefined {
        return flex;
      },
      set Flex(given: Flex) {
        flex = given;
        const create = given.Manager.create.bind(given.Manager);
        given.Manager.create = async (config) => {
          const manager = await create({ ...config, pluginService: { enabled: true, url } });
          ownLoader.endMs = performance.now();
          return manager;
        };
      },
    };
    Object.assign(globalThis, { Twilio: twilio });
  }, url);
}

/** Resolves when Flex UI goes on, or when nobody would wait any longer. */
async function waitForEnd(page: Page): Promise<void> {
  const end = page.waitForFunction(() => ownLoader.endMs !== undefined, null, {
    timeout: PATIENCE_MS,
  });
  await end.catch((error: unknown) => {
    if (!(error instanceof errors.TimeoutError)) throw error;
  });
}

async function readBoot(page: Page, url: string, row: BootRow): Promise<BootWithFlexLoader> {
  // All at one moment: a page that is busy may go on between two questions.
  const { journal, tookMs, hasRendered } = await page.evaluate((url) => {
    const asked = performance.getEntriesByType('resource').find(({ name }) => name.startsWith(url));
    const { endMs } = ownLoader;
    return {
      journal: globalThis.journal ?? [],
      tookMs: endMs === undefined ? undefined : endMs - (asked?.startTime ?? 0),
      hasRendered: document.body.innerText.includes('No active tasks'),
    };
  }, url);
  // A desktop that has rendered did not wait for its plugins: then the page was not what it should be.
  if (tookMs === undefined && hasRendered) {
    throw new Error(`Flex UI rendered without its own plugin loader: ${row.title}`);
  }
  const up = row.startable.filter((name) => journal.includes(`ready ${name}`));
  return { up, ...(tookMs !== undefined && { tookMs }) };
}

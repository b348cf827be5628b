// One test's own registry account, CDN folder and page on the servers that all tests of a worker share.
import type { Page } from '@playwright/test';
import type { ManifestPluginResource, PluginReport } from '../../../src/domain/index.ts';
import { aManifest, aPlugin, flexBundle, systemBundle } from '../../../src/testing/index.ts';
import { type Answer, JSON_HEADERS } from '../server/answer.ts';
import type { FaultServer } from '../server/fault-server.ts';
import type { LightBoot, LightOptions } from './host.ts';
import { pageHtml } from './page-files.ts';

/** Long enough for a busy machine, short enough for a hundred boots. */
export const TIMEOUTS = {
  bootMs: 6_000,
  manifestMs: 2_000,
  cacheMs: 1_000,
  bundleMs: 2_500,
  evaluateMs: 2_500,
  initMs: 2_000,
  softInitMs: 300,
  quietMs: 100,
} as const;

export type Scene = {
  readonly server: FaultServer;
  readonly registryUrl: string;
  readonly manifestUrl: string;
  /** A plugin whose bundle lies in this scene's folder of the CDN. */
  plugin(name: string, given?: Partial<ManifestPluginResource>): ManifestPluginResource;
  /** Makes this the active release; every plugin of it gets a bundle that works. */
  release(entries: readonly unknown[]): void;
  serve(plugin: ManifestPluginResource, ...answers: Answer[]): void;
  /** How often the bundle was asked for. */
  requestsFor(plugin: ManifestPluginResource): number;
  open(page: Page, given?: { headers?: Answer['headers']; nonce?: string }): Promise<void>;
  boot(page: Page, options?: Partial<LightOptions>): Promise<LightBoot>;
};

let scenes = 0;

/** Pages whose clock a test can move on. */
const clocked = new WeakSet<Page>();

export type Place = {
  /** Address of the registry's account. Default: one of the scene's own. */
  readonly registryUrl?: string;
  /** The origin that bundles come from. Default: the CDN. */
  readonly bundles?: string;
};

export function createScene(server: FaultServer, place: Place = {}): Scene {
  const id = `scene-${++scenes}`;
  const { registryUrl = `${server.registry}/${id}`, bundles = server.cdn } = place;
  const manifestUrl = `${registryUrl}/v1/PluginService/Releases/Active/Manifest`;
  const pageUrl = `${server.page}/${id}/`;
  const serve: Scene['serve'] = (plugin, ...answers) => {
    const body = sourceOf(plugin);
    server.serve(plugin.plugin_url, ...answers.map((answer) => ({ body, ...answer })));
  };
  return {
    server,
    registryUrl,
    manifestUrl,
    serve,
    plugin: (name, given = {}) => {
      const { version = '1.0.0' } = given;
      return aPlugin(name, {
        plugin_url: `${bundles}/${id}/${name}/${version}/bundle.js`,
        ...given,
      });
    },
    release: (entries) => {
      server.serve(manifestUrl, manifestAnswer(entries));
      for (const entry of entries) if (isPlugin(entry)) serve(entry, {});
    },
    requestsFor: ({ plugin_url: url }) => server.arrivals(url).length,
    open: async (page, { headers = {}, nonce } = {}) => {
      server.serve(pageUrl, {
        body: pageHtml(nonce),
        headers: { 'content-type': 'text/html', 'cache-control': 'no-store', ...headers },
      });
      if (!clocked.has(page)) await page.clock.install();
      clocked.add(page);
      await page.goto(pageUrl);
    },
    boot: (page, options = {}) =>
      page.evaluate((given) => light.boot(given), {
        registry: { url: registryUrl },
        timeouts: TIMEOUTS,
        ...options,
      }),
  };
}

/** What an author's build makes of a plugin that does nothing but note its steps. */
export function sourceOf(plugin: ManifestPluginResource): string {
  const { unique_name: name, format, dependencies = {} } = plugin;
  return format === 'system'
    ? systemBundle(name, { imports: Object.keys(dependencies) })
    : flexBundle(name);
}

export function manifestAnswer(entries: readonly unknown[]): Answer {
  return {
    body: JSON.stringify(aManifest(entries)),
    headers: JSON_HEADERS,
  };
}

export function outcomeOf({ report }: LightBoot, plugin: string): PluginReport | undefined {
  return report.outcomes.find((it) => it.plugin === plugin);
}

function isPlugin(entry: unknown): entry is ManifestPluginResource {
  return (
    typeof entry === 'object' && entry !== null && 'plugin_url' in entry && 'unique_name' in entry
  );
}

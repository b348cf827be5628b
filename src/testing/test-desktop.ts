// A desktop for tests: a host without Flex UI, a registry and a CDN in memory, and the real loader between them.
import type {
  BootReport,
  ManifestPluginResource,
  ReleaseManifestResource,
} from '../domain/index.ts';
import type { BootEvent } from '../loader/boot-events.ts';
import { bootWith } from '../loader/bootstrap.ts';
import type { BootstrapOptions } from '../loader/options.ts';
import { aManifest } from './builders.ts';
import { flexBundle, systemBundle } from './bundle-sources.ts';
import { createFakeHost, type FakeHost } from './fake-flex.ts';
import { createFakeNetwork, type FakeAnswer, type FakeNetwork } from './fake-network.ts';

/** Where the registry of every desktop in memory stands, and its answer to a booting page. */
export const REGISTRY_URL = 'https://registry.example';
export const MANIFEST_URL = `${REGISTRY_URL}/v1/PluginService/Releases/Active/Manifest`;

/** A desktop on the page that the test has, under the clock that the test has. */
export type TestDesktop = {
  readonly host: FakeHost;
  readonly network: FakeNetwork;
  /** Every event of every boot of this desktop, in order. */
  readonly events: readonly BootEvent[];
  /** Makes these plugins the active release, each with a bundle that works. */
  release(plugins: readonly ManifestPluginResource[]): ReleaseManifestResource;
  /** Changes how a plugin's bundle is served. */
  serve(plugin: ManifestPluginResource, ...answers: FakeAnswer[]): void;
  /** Boots as a page would that was just opened. */
  boot(options?: Partial<BootstrapOptions>): Promise<BootReport>;
};

/** For suites that bring their own page and clock; `openDesktop()` brings both. */
export function createTestDesktop(): TestDesktop {
  const host = createFakeHost();
  const network = createFakeNetwork();
  const events: BootEvent[] = [];
  const serve = (plugin: ManifestPluginResource, ...answers: FakeAnswer[]) =>
    network.answer(plugin.plugin_url, ...answers.map((it) => ({ body: sourceOf(plugin), ...it })));
  return {
    host,
    network,
    events,
    serve,
    release: (plugins) => {
      const manifest = aManifest(plugins);
      network.answer(MANIFEST_URL, { body: JSON.stringify(manifest) });
      for (const plugin of plugins) serve(plugin, {});
      return manifest;
    },
    boot: (options = {}) =>
      bootWith(
        {
          flex: host.flex,
          manager: host.manager,
          registry: { url: REGISTRY_URL },
          fetch: network.fetch,
          random: () => 0,
          onEvent: (event) => events.push(event),
          ...options,
        },
        network,
      ),
  };
}

function sourceOf({
  unique_name: name,
  format,
  dependencies = {},
}: ManifestPluginResource): string {
  return format === 'system'
    ? systemBundle(name, { imports: Object.keys(dependencies) })
    : flexBundle(name);
}

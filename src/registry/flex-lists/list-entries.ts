// The entries of the lists that Flex UI itself reads.
import type { ManifestPluginResource, ReleaseManifestResource } from '../../domain/index.ts';
import { planOrder } from '../manifest/plan-order.ts';
import type { AdapterAddress } from './find-adapters.ts';

/** What Flex UI's own loader reads. Source: the types and the bundle of @twilio/flex-ui 2.17.1. */
export type FlexListEntry = {
  readonly name: string;
  readonly version: string;
  readonly src: string;
  readonly phase: number;
  readonly integrity?: string;
  readonly pluginSid?: string;
  readonly pluginVersionSid?: string;
  readonly configurationSid?: string;
  readonly releaseSid?: string;
  readonly provider: 'PluginsApiV1';
};

export type FlexList = {
  readonly entries: readonly FlexListEntry[];
  /** Plugins of the release that Flex UI's own loader cannot run. */
  readonly leftOut: readonly string[];
};

/** Bundles in the format System.register are listed by their adapters, which only hosted bundles have. */
export function listEveryPlugin(
  manifest: ReleaseManifestResource,
  adapters: ReadonlyMap<string, AdapterAddress>,
): FlexList {
  const entries: FlexListEntry[] = [];
  const listed = new Set<string>();
  for (const plugin of planOrder(manifest)) {
    const bundle = bundleOf(plugin, adapters);
    if (!bundle) continue;
    listed.add(plugin.unique_name);
    entries.push({
      name: plugin.unique_name,
      version: plugin.version,
      src: bundle.src,
      phase: plugin.phase,
      ...(bundle.integrity !== undefined && { integrity: bundle.integrity }),
      pluginSid: plugin.plugin_sid,
      pluginVersionSid: plugin.plugin_version_sid,
      configurationSid: manifest.configuration_sid,
      releaseSid: manifest.release_sid,
      provider: 'PluginsApiV1',
    });
  }
  const leftOut = manifest.plugins.map((plugin) => plugin.unique_name);
  return { entries, leftOut: leftOut.filter((name) => !listed.has(name)) };
}

function bundleOf(
  plugin: ManifestPluginResource,
  adapters: ReadonlyMap<string, AdapterAddress>,
): { src: string; integrity: string | undefined } | undefined {
  if (plugin.format !== 'system') return { src: plugin.plugin_url, integrity: plugin.integrity };
  const adapter = adapters.get(plugin.plugin_version_sid);
  // Beside the entry, at the same origin and with the same grant.
  return adapter && { src: adapter.beside(plugin.plugin_url), integrity: adapter.integrity };
}

/** What Twilio's setting `custom_plugins_url` expects: these four fields and no others. */
export function customEntry({ name, version, src, phase }: FlexListEntry) {
  return { name, version, src, phase };
}

// Publishes a version, also while another pipeline publishes the same: who comes second has deployed it too.
import { fetchPluginVersion, isRefusedFor, type PluginsApi } from '../../client/index.ts';
import type { PluginVersionResource } from '../../domain/index.ts';
import type { BundleSource, Declared } from './bundle-source.ts';
import type { WantedVersion } from './compare-version.ts';
import { refuseDifference } from './refuse-difference.ts';

export type Published = { readonly deployed: PluginVersionResource; readonly created: boolean };

type Publication = {
  readonly name: string;
  readonly pluginSid: string;
  readonly source: BundleSource;
  readonly declared: Declared;
  readonly wanted: WantedVersion;
};

export async function publishOnce(
  api: PluginsApi,
  { name, pluginSid, source, declared, wanted }: Publication,
): Promise<Published> {
  try {
    return { deployed: await source.publish(pluginSid, declared), created: true };
  } catch (error) {
    if (!isRefusedFor('version-exists', error)) throw error;
    const deployed = await fetchPluginVersion(api, pluginSid, declared.version);
    await refuseDifference(api, name, deployed, wanted);
    return { deployed, created: false };
  }
}

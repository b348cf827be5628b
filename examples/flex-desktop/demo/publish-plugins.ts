// Publishes plugins through the HTTP API as a deploy would: plugin, version, configuration, release.
// What is already there stays as it is, so a second start releases nothing and undoes no one's release.
import {
  createConfiguration,
  createPlugin,
  createPluginVersion,
  createRelease,
  fetchActiveRelease,
  fetchPlugin,
  fetchPluginVersion,
  type NewPluginVersion,
  type PluginsApi,
  undefinedWhenNotFound,
} from '../../../src/client/index.ts';
import type { PluginVersionResource } from '../../../src/domain/index.ts';

export type PluginToPublish = {
  readonly uniqueName: string;
  readonly description: string;
  readonly version: NewPluginVersion;
};

/** Releases the plugins together when one of them is new, or when nothing was released yet. */
export async function publishPlugins(
  api: PluginsApi,
  plugins: readonly PluginToPublish[],
  log: (line: string) => void,
): Promise<void> {
  const published = [];
  for (const plugin of plugins) published.push(await publishVersion(api, plugin, log));
  const isNew = published.some((version) => version.isNew);
  if (!isNew && (await fetchActiveRelease(api)) !== undefined) return;

  const configuration = await createConfiguration(api, {
    name: 'Example plugins',
    description: published.map(({ label }) => label).join(', '),
    plugins: published.map(({ sid }) => ({ pluginVersionSid: sid })),
  });
  const release = await createRelease(api, { configurationSid: configuration.sid });
  log(`Released ${configuration.description} (${release.sid})`);
}

type PublishedVersion = { sid: string; label: string; isNew: boolean };

async function publishVersion(
  api: PluginsApi,
  { uniqueName, description, version }: PluginToPublish,
  log: (line: string) => void,
): Promise<PublishedVersion> {
  if ((await undefinedWhenNotFound(fetchPlugin(api, uniqueName))) === undefined) {
    await createPlugin(api, { uniqueName, description });
  }
  const label = `${uniqueName} ${version.version}`;
  const existing = await undefinedWhenNotFound(
    fetchPluginVersion(api, uniqueName, version.version),
  );
  if (existing !== undefined) {
    warnOfDifference(label, existing, version, log);
    return { sid: existing.sid, label, isNew: false };
  }
  const created = await createPluginVersion(api, uniqueName, version);
  return { sid: created.sid, label, isNew: true };
}

// A published version never changes; whoever changed a plugin must hear why the desktop does not show it.
function warnOfDifference(
  label: string,
  existing: PluginVersionResource,
  { pluginUrl, integrity }: NewPluginVersion,
  log: (line: string) => void,
): void {
  if (existing.integrity !== integrity) {
    log(
      `${label} was published with other bytes, and browsers refuse the new ones: raise its version.`,
    );
  }
  if (existing.plugin_url !== pluginUrl) {
    log(
      `${label} was published at ${existing.plugin_url}, not at ${pluginUrl}: use the same port.`,
    );
  }
}

// Configurations and the plugins in them: create, fetch, archive, list.
import type { ConfigurationResource, ConfiguredPluginResource } from '../domain/index.ts';
import { answerOf } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { formOf } from './form.ts';
import { type ListOptions, listRows } from './pages.ts';
import type { PluginsApi } from './plugins-api.ts';
import { get, post } from './request.ts';

export type NewConfiguration = {
  readonly name: string;
  readonly description?: string;
  /** `warn` records what speaks against the configuration, where `refuse`, the default, refuses it (Plugboard). */
  readonly policy?: 'warn' | 'refuse' | undefined;
  readonly idempotencyKey?: string | undefined;
  /** In start order; without `phase` the server's default (3) applies. */
  readonly plugins: readonly { readonly pluginVersionSid: string; readonly phase?: number }[];
};

const readConfiguration = answerOf<ConfigurationResource>('configuration', 'sid');
const readArchived = answerOf<Omit<ConfigurationResource, 'links'>>('configuration', 'sid');
const readConfiguredPlugin = answerOf<ConfiguredPluginResource>(
  'configured plugin',
  'plugin_sid',
  'plugin_version_sid',
  'unique_name',
  'version',
  'plugin_url',
);

/** Fixes a set of plugin versions under a name; nothing is live until it is released. */
export async function createConfiguration(
  api: PluginsApi,
  { name, description, policy, idempotencyKey, plugins }: NewConfiguration,
): Promise<ConfigurationResource> {
  const form = formOf({ Name: name, Description: description, Policy: policy });
  for (const { pluginVersionSid, phase } of plugins) {
    form.append('Plugins', JSON.stringify({ plugin_version: pluginVersionSid, phase }));
  }
  return readConfiguration(
    await post(api, endpoint(api, 'Configurations'), { form, idempotencyKey }),
  );
}

export async function fetchConfiguration(
  api: PluginsApi,
  configurationSid: string,
): Promise<ConfigurationResource> {
  return readConfiguration(await get(api, endpoint(api, 'Configurations', configurationSid)));
}

/** Archives a configuration for good; fails with status 400 while it is live or when it is archived already. */
export async function archiveConfiguration(
  api: PluginsApi,
  configurationSid: string,
): Promise<Omit<ConfigurationResource, 'links'>> {
  const url = endpoint(api, 'Configurations', configurationSid, 'Archive');
  return readArchived(await post(api, url));
}

/** All configurations, the newest first, archived ones included. */
export function listConfigurations(
  api: PluginsApi,
  options?: ListOptions,
): AsyncGenerator<ConfigurationResource, void, undefined> {
  const url = endpoint(api, 'Configurations');
  return listRows(api, url, 'configurations', readConfiguration, options);
}

/** The plugins of one configuration in start order. */
export function listConfiguredPlugins(
  api: PluginsApi,
  configurationSid: string,
  options?: ListOptions,
): AsyncGenerator<ConfiguredPluginResource, void, undefined> {
  const url = endpoint(api, 'Configurations', configurationSid, 'Plugins');
  return listRows(api, url, 'plugins', readConfiguredPlugin, options);
}

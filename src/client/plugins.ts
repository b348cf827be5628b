// Plugins: create, update, fetch, archive, list.
import type { PluginResource } from '../domain/index.ts';
import { answerOf } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { formOf } from './form.ts';
import { type ListOptions, listRows } from './pages.ts';
import type { PluginsApi } from './plugins-api.ts';
import { get, post } from './request.ts';

export type PluginTexts = { readonly friendlyName?: string; readonly description?: string };

const readPlugin = answerOf<PluginResource>('plugin', 'sid', 'unique_name');
const readArchived = answerOf<Omit<PluginResource, 'links'>>('plugin', 'sid', 'unique_name');

/** Registers a plugin; a name that is taken fails with status 409. */
export async function createPlugin(
  api: PluginsApi,
  { uniqueName, friendlyName, description }: PluginTexts & { readonly uniqueName: string },
): Promise<PluginResource> {
  const form = formOf({
    UniqueName: uniqueName,
    FriendlyName: friendlyName,
    Description: description,
  });
  return readPlugin(await post(api, endpoint(api, 'Plugins'), { form }));
}

/** Changes the texts of a plugin (SID or unique name); absent texts stay, `''` empties one. */
export async function updatePlugin(
  api: PluginsApi,
  plugin: string,
  { friendlyName, description }: PluginTexts,
): Promise<PluginResource> {
  const form = formOf({ FriendlyName: friendlyName, Description: description });
  return readPlugin(await post(api, endpoint(api, 'Plugins', plugin), { form }));
}

/** Fetches a plugin by SID or unique name. */
export async function fetchPlugin(api: PluginsApi, plugin: string): Promise<PluginResource> {
  return readPlugin(await get(api, endpoint(api, 'Plugins', plugin)));
}

/** Archives a plugin for good; fails with status 400 while it is live or when it is archived already. */
export async function archivePlugin(
  api: PluginsApi,
  plugin: string,
): Promise<Omit<PluginResource, 'links'>> {
  return readArchived(await post(api, endpoint(api, 'Plugins', plugin, 'Archive')));
}

/** All plugins, archived ones included. */
export function listPlugins(
  api: PluginsApi,
  options?: ListOptions,
): AsyncGenerator<PluginResource, void, undefined> {
  return listRows(api, endpoint(api, 'Plugins'), 'plugins', readPlugin, options);
}

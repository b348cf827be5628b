// Makes sure that a plugin is registered, and keeps the texts about it.
import {
  createPlugin,
  fetchPlugin,
  isRefusedFor,
  type PluginsApi,
  type PluginTexts,
  updatePlugin,
} from '../../client/index.ts';
import type { PluginResource } from '../../domain/index.ts';

const MAX_DESCRIPTION = 500;

/** Two pipelines may deploy a plugin for the first time at once. */
export async function registerPlugin(
  api: PluginsApi,
  uniqueName: string,
  texts: PluginTexts,
): Promise<PluginResource> {
  try {
    return await createPlugin(api, { uniqueName, ...shortened(texts) });
  } catch (error) {
    if (!isRefusedFor('plugin-exists', error)) throw error;
    return fetchPlugin(api, uniqueName);
  }
}

export async function updateTexts(
  api: PluginsApi,
  plugin: PluginResource,
  texts: PluginTexts,
): Promise<void> {
  const { friendlyName = plugin.friendly_name, description = plugin.description } =
    shortened(texts);
  if (friendlyName === plugin.friendly_name && description === plugin.description) return;
  await updatePlugin(api, plugin.sid, shortened(texts));
}

function shortened({ friendlyName, description }: PluginTexts): PluginTexts {
  return {
    ...(friendlyName !== undefined && { friendlyName }),
    ...(description !== undefined && { description: description.slice(0, MAX_DESCRIPTION) }),
  };
}

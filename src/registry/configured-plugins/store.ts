// Reads the plugins of a configuration, in the order in which they were configured, joined with what they are now.
import { isSid, UNIQUE_NAME } from '../../domain/index.ts';
import type { ConfigurationRow, Db, PluginVersionRow } from '../database/schema.ts';
import { cutTo, type Slice } from '../http/slice.ts';

export type ConfiguredPluginView = PluginVersionRow & {
  position: number;
  phase: number;
  unique_name: string;
  friendly_name: string;
  description: string;
  plugin_archived: 0 | 1;
};

export function listConfiguredPlugins(
  db: Db,
  configuration: Pick<ConfigurationRow, 'sid'>,
  slice: Slice,
): Promise<ConfiguredPluginView[]> {
  return cutTo(configuredPlugins(db, configuration.sid), 'position', slice).execute();
}

export function allConfiguredPlugins(
  db: Db,
  configurationSid: string,
): Promise<ConfiguredPluginView[]> {
  return configuredPlugins(db, configurationSid).orderBy('position').execute();
}

/** By plugin SID or by unique name. */
export async function findConfiguredPlugin(
  db: Db,
  configuration: Pick<ConfigurationRow, 'sid'>,
  id: string,
): Promise<ConfiguredPluginView | undefined> {
  if (!UNIQUE_NAME.test(id)) return undefined;
  return configuredPlugins(db, configuration.sid)
    .where(isSid('plugin', id) ? 'plugins.sid' : 'plugins.unique_name', '=', id)
    .executeTakeFirst();
}

function configuredPlugins(db: Db, configurationSid: string) {
  return db
    .selectFrom('configured_plugins')
    .innerJoin('plugins', 'plugins.sid', 'configured_plugins.plugin_sid')
    .innerJoin('plugin_versions', 'plugin_versions.sid', 'configured_plugins.plugin_version_sid')
    .selectAll('plugin_versions')
    .select([
      'configured_plugins.position',
      'configured_plugins.phase',
      'plugins.unique_name',
      'plugins.friendly_name',
      'plugins.description',
      'plugins.archived as plugin_archived',
    ])
    .where('configured_plugins.configuration_sid', '=', configurationSid);
}

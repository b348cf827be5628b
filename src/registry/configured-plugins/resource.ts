// A ConfiguredPlugin as the wire shows it; it has no SID of its own.
import type { ConfiguredPluginResource } from '../../domain/index.ts';
import type { ConfigurationRow } from '../database/schema.ts';
import { API_PATH } from '../http/origin.ts';
import { extensionsOf } from '../plugin-versions/extensions.ts';
import type { ConfiguredPluginView } from './store.ts';

export function configuredPluginResource(
  row: ConfiguredPluginView,
  configuration: ConfigurationRow,
  origin: string,
): ConfiguredPluginResource {
  return {
    account_sid: configuration.account_sid,
    configuration_sid: configuration.sid,
    plugin_sid: row.plugin_sid,
    plugin_version_sid: row.sid,
    phase: row.phase,
    plugin_url: row.plugin_url,
    unique_name: row.unique_name,
    friendly_name: row.friendly_name,
    description: row.description,
    plugin_archived: row.plugin_archived === 1,
    version: row.version,
    plugin_version_archived: row.archived === 1,
    changelog: row.changelog,
    private: row.private === 1,
    // It entered the configuration when the configuration was made; members never change afterwards.
    date_created: configuration.date_created,
    url: `${origin}${API_PATH}/Configurations/${configuration.sid}/Plugins/${row.plugin_sid}`,
    ...extensionsOf(row),
  };
}

// A PluginVersion as the wire shows it; its address names SIDs also when it was asked for by name.
import type { PluginVersionResource } from '../../domain/index.ts';
import type { PluginVersionRow } from '../database/schema.ts';
import { API_PATH } from '../http/origin.ts';
import { extensionsOf } from './extensions.ts';

export function pluginVersionResource(
  row: PluginVersionRow,
  origin: string,
): PluginVersionResource {
  return {
    sid: row.sid,
    account_sid: row.account_sid,
    plugin_sid: row.plugin_sid,
    version: row.version,
    plugin_url: row.plugin_url,
    changelog: row.changelog,
    private: row.private === 1,
    archived: row.archived === 1,
    validated: row.validated === 1,
    date_created: row.date_created,
    url: `${origin}${API_PATH}/Plugins/${row.plugin_sid}/Versions/${row.sid}`,
    ...extensionsOf(row),
  };
}

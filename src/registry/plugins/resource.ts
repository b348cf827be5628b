// A Plugin as the wire shows it.
import type { PluginResource } from '../../domain/index.ts';
import type { PluginRow } from '../database/schema.ts';
import { API_PATH } from '../http/origin.ts';

export function pluginResource(row: PluginRow, origin: string): PluginResource {
  const url = `${origin}${API_PATH}/Plugins/${row.sid}`;
  return {
    sid: row.sid,
    account_sid: row.account_sid,
    unique_name: row.unique_name,
    friendly_name: row.friendly_name,
    description: row.description,
    archived: row.archived === 1,
    date_created: row.date_created,
    date_updated: row.date_updated,
    url,
    links: { plugin_versions: `${url}/Versions` },
  };
}

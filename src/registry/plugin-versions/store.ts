// Reads PluginVersions. "Latest" is the one created last, archived or not, as Twilio's clients expect.
import { isSid } from '../../domain/index.ts';
import type { Db, PluginVersionRow } from '../database/schema.ts';
import { cutTo, type Slice } from '../http/slice.ts';

export function listPluginVersions(
  db: Db,
  pluginSid: string,
  slice: Slice,
): Promise<PluginVersionRow[]> {
  const all = db.selectFrom('plugin_versions').selectAll().where('plugin_sid', '=', pluginSid);
  return cutTo(all, 'sequence', slice).execute();
}

/** By SID or by version string. */
export async function findPluginVersion(
  db: Db,
  pluginSid: string,
  id: string,
): Promise<PluginVersionRow | undefined> {
  if (id.length > 200 || id.includes('\0')) return undefined;
  return db
    .selectFrom('plugin_versions')
    .selectAll()
    .where('plugin_sid', '=', pluginSid)
    .where(isSid('pluginVersion', id) ? 'sid' : 'version', '=', id)
    .executeTakeFirst();
}

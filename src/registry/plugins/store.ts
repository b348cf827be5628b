// Reads Plugins. Every query names the account: another account's plugin does not exist.
import { isSid, UNIQUE_NAME } from '../../domain/index.ts';
import type { Db, PluginRow } from '../database/schema.ts';
import { cutTo, type Slice } from '../http/slice.ts';

export function listPlugins(db: Db, accountSid: string, slice: Slice): Promise<PluginRow[]> {
  const all = db.selectFrom('plugins').selectAll().where('account_sid', '=', accountSid);
  return cutTo(all, 'sequence', slice).execute();
}

/** By SID or by unique name; a name can never look like a SID. */
export async function findPlugin(
  db: Db,
  accountSid: string,
  id: string,
): Promise<PluginRow | undefined> {
  if (!UNIQUE_NAME.test(id)) return undefined;
  return db
    .selectFrom('plugins')
    .selectAll()
    .where('account_sid', '=', accountSid)
    .where(isSid('plugin', id) ? 'sid' : 'unique_name', '=', id)
    .executeTakeFirst();
}

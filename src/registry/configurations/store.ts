// Reads Configurations, by SID only: their names need not be unique.
import { isSid } from '../../domain/index.ts';
import type { ConfigurationRow, Db } from '../database/schema.ts';
import { cutTo, type Slice } from '../http/slice.ts';

export function listConfigurations(
  db: Db,
  accountSid: string,
  slice: Slice,
): Promise<ConfigurationRow[]> {
  const all = db.selectFrom('configurations').selectAll().where('account_sid', '=', accountSid);
  return cutTo(all, 'sequence', slice).execute();
}

export async function findConfiguration(
  db: Db,
  accountSid: string,
  sid: string,
): Promise<ConfigurationRow | undefined> {
  if (!isSid('configuration', sid)) return undefined;
  return db
    .selectFrom('configurations')
    .selectAll()
    .where('account_sid', '=', accountSid)
    .where('sid', '=', sid)
    .executeTakeFirst();
}

// Reads API keys of an account.
import { isSid } from '../../domain/index.ts';
import type { ApiKeyRow, Db } from '../database/schema.ts';
import { cutTo, type Slice } from '../http/slice.ts';

export function listApiKeys(db: Db, accountSid: string, slice: Slice): Promise<ApiKeyRow[]> {
  const all = db.selectFrom('api_keys').selectAll().where('account_sid', '=', accountSid);
  return cutTo(all, 'sequence', slice).execute();
}

export async function findApiKey(
  db: Db,
  accountSid: string,
  sid: string,
): Promise<ApiKeyRow | undefined> {
  if (!isSid('apiKey', sid)) return undefined;
  return db
    .selectFrom('api_keys')
    .selectAll()
    .where('account_sid', '=', accountSid)
    .where('sid', '=', sid)
    .executeTakeFirst();
}

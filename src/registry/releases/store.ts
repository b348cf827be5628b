// Reads Releases. The active one is the newest in the account's order of changes, whatever the clock said.
import { isSid } from '../../domain/index.ts';
import type { Db, ReleaseRow } from '../database/schema.ts';
import { cutTo, type Slice } from '../http/slice.ts';

export function listReleases(db: Db, accountSid: string, slice: Slice): Promise<ReleaseRow[]> {
  const all = db.selectFrom('releases').selectAll().where('account_sid', '=', accountSid);
  return cutTo(all, 'sequence', slice).execute();
}

/** From the newest to the first. */
export function allReleases(db: Db, accountSid: string): Promise<ReleaseRow[]> {
  return db
    .selectFrom('releases')
    .selectAll()
    .where('account_sid', '=', accountSid)
    .orderBy('sequence', 'desc')
    .execute();
}

/** By SID, or the word `Active`. */
export async function findRelease(
  db: Db,
  accountSid: string,
  id: string,
): Promise<ReleaseRow | undefined> {
  if (id.toLowerCase() === 'active') return findActiveRelease(db, accountSid);
  if (!isSid('release', id)) return undefined;
  return db
    .selectFrom('releases')
    .selectAll()
    .where('account_sid', '=', accountSid)
    .where('sid', '=', id)
    .executeTakeFirst();
}

export function findActiveRelease(db: Db, accountSid: string): Promise<ReleaseRow | undefined> {
  return db
    .selectFrom('releases')
    .selectAll()
    .where('account_sid', '=', accountSid)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Whether the active release contains this plugin, or this version. */
export async function isConfigured(
  db: Db,
  accountSid: string,
  column: 'plugin_sid' | 'plugin_version_sid',
  sid: string,
): Promise<boolean> {
  const active = await findActiveRelease(db, accountSid);
  if (!active) return false;
  const member = await db
    .selectFrom('configured_plugins')
    .select('position')
    .where('configuration_sid', '=', active.configuration_sid)
    .where(column, '=', sid)
    .executeTakeFirst();
  return member !== undefined;
}

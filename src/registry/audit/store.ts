// Reads the audit trail of an account, newest first, narrowed by what is asked for.
import type { AuditRow, Db } from '../database/schema.ts';
import { cutTo, type Slice } from '../http/slice.ts';

export type AuditFilters = {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly resourceSid?: string | undefined;
  readonly requestId?: string | undefined;
  /** Inclusive. */
  readonly from?: string | undefined;
  /** Exclusive. */
  readonly until?: string | undefined;
};

export function listAudit(
  db: Db,
  accountSid: string,
  filters: AuditFilters,
  slice: Slice,
): Promise<AuditRow[]> {
  const { actor, action, resourceSid, requestId, from, until } = filters;
  let query = db.selectFrom('audit').selectAll().where('account_sid', '=', accountSid);
  if (actor !== undefined) query = query.where('actor', '=', actor);
  if (action !== undefined) query = query.where('action', '=', action);
  if (resourceSid !== undefined) query = query.where('resource_sid', '=', resourceSid);
  if (requestId !== undefined) query = query.where('request_id', '=', requestId);
  if (from !== undefined) query = query.where('date_created', '>=', from);
  if (until !== undefined) query = query.where('date_created', '<', until);
  return cutTo(query, 'sequence', slice).execute();
}

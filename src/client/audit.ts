// The audit trail of an account (Plugboard's addition): who changed what, when and why.
import { answerOf } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { type ListOptions, listRows } from './pages.ts';
import type { PluginsApi } from './plugins-api.ts';

/** One change. Rows hang together by their hashes, so that a row that was altered or lost can be noticed. */
export type AuditResource = {
  account_sid: string;
  sequence: number;
  /** SID of the account or key whose credentials made the change. */
  actor: string;
  /** For example `release.create`. */
  action: string;
  resource_sid: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  reason: string | null;
  request_id: string;
  date_created: string;
  previous_hash: string;
  hash: string;
};

/** All of them have to hold. Moments are ISO 8601 in UTC with whole seconds; `until` is exclusive. */
export type AuditFilters = {
  readonly actor?: string | undefined;
  readonly action?: string | undefined;
  readonly resourceSid?: string | undefined;
  readonly requestId?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
};

const readAudit = answerOf<AuditResource>(
  'audit row',
  'actor',
  'action',
  'resource_sid',
  'date_created',
  'hash',
);

/** The newest change first. */
export function listAudit(
  api: PluginsApi,
  { actor, action, resourceSid, requestId, from, until }: AuditFilters = {},
  options?: ListOptions,
): AsyncGenerator<AuditResource, void, undefined> {
  const url = endpoint(api, 'Audit');
  const filters = {
    Actor: actor,
    Action: action,
    ResourceSid: resourceSid,
    RequestId: requestId,
    From: from,
    Until: until,
  };
  for (const [name, value] of Object.entries(filters)) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return listRows(api, url, 'audit', readAudit, options);
}

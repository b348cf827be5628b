// An audit row as the wire shows it. Before and after are whole, so that the chain can be verified from answers alone.
import type { AuditRow } from '../database/schema.ts';

export type AuditResource = Omit<AuditRow, 'before' | 'after'> & {
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
};

export function auditResource(row: AuditRow): AuditResource {
  return {
    account_sid: row.account_sid,
    sequence: row.sequence,
    actor: row.actor,
    action: row.action,
    resource_sid: row.resource_sid,
    before: parse(row.before),
    after: parse(row.after),
    reason: row.reason,
    request_id: row.request_id,
    date_created: row.date_created,
    previous_hash: row.previous_hash,
    hash: row.hash,
  };
}

function parse(text: string | null): Record<string, unknown> | null {
  return text === null ? null : (JSON.parse(text) as Record<string, unknown>);
}

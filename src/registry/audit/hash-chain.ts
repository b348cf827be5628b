// The hash chain of the audit trail: each row's hash covers the row and the hash before it, so no row can be changed,
// dropped or moved without breaking every later one.
import { createHash } from 'node:crypto';
import type { AuditRow } from '../database/schema.ts';

export const CHAIN_START = '0'.repeat(64);

export type AuditContent = Omit<AuditRow, 'previous_hash' | 'hash'>;

export function chainHash(previousHash: string, row: AuditContent): string {
  // A list, because its order is fixed whatever a database does with columns.
  const content = JSON.stringify([
    previousHash,
    row.account_sid,
    row.sequence,
    row.actor,
    row.action,
    row.resource_sid,
    row.before,
    row.after,
    row.reason,
    row.request_id,
    row.date_created,
  ]);
  return createHash('sha256').update(content, 'utf8').digest('hex');
}

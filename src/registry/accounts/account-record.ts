// An account as the audit trail shows it: without its secret, and without its place in the trail itself.
import type { AccountRow } from '../database/schema.ts';

export function recordOf(account: AccountRow): object {
  const { auth_token_hash: _, sequence: __, audit_head: ___, ...record } = account;
  return record;
}

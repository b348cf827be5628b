// Revokes an API key, for good; the next request with it is refused.
import type { ApiKeyRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';
import { badRequest } from '../http/api-error.ts';

export async function revokeApiKey(write: Write, row: ApiKeyRow): Promise<ApiKeyRow> {
  if (row.revoked) throw badRequest('already-revoked', 'Key is already revoked.');
  await write.tx.updateTable('api_keys').set({ revoked: 1 }).where('sid', '=', row.sid).execute();
  const { secret_hash: _, ...before } = row;
  await write.appendAudit({
    sequence: write.nextSequence(),
    action: 'api-key.revoke',
    resourceSid: row.sid,
    before,
    after: { ...before, revoked: 1 },
  });
  return { ...row, revoked: 1 };
}

// Creates an API key: 256 random bits, of which only a hash stays here.
import type { Scope } from '../auth/scopes.ts';
import { hashSecret } from '../auth/secrets.ts';
import type { Context } from '../context.ts';
import type { ApiKeyRow } from '../database/schema.ts';
import type { Write } from '../database/write.ts';

export async function createApiKey(
  write: Write,
  { randomBytes }: Pick<Context, 'randomBytes'>,
  wanted: { friendlyName: string; scopes: readonly Scope[] },
): Promise<{ row: ApiKeyRow; secret: string }> {
  const secret = randomBytes(32).toString('base64url');
  const row: ApiKeyRow = {
    sid: write.newSid('apiKey'),
    account_sid: write.account.sid,
    friendly_name: wanted.friendlyName,
    secret_hash: hashSecret(secret),
    scopes: [...new Set(wanted.scopes)].join(','),
    revoked: 0,
    date_created: write.now,
    sequence: write.nextSequence(),
  };
  await write.tx.insertInto('api_keys').values(row).execute();
  const { secret_hash: _, ...after } = row;
  await write.appendAudit({
    sequence: row.sequence,
    action: 'api-key.create',
    resourceSid: row.sid,
    after,
  });
  return { row, secret };
}

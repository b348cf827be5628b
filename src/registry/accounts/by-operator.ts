// Who changes accounts: whoever runs the registry, for whom the API has no credentials.
import { SCOPES } from '../auth/scopes.ts';
import type { WriteBy, WriteContext } from '../database/write.ts';

/** The actor in the audit trail. */
export const OPERATOR = 'operator';

export function byOperator(
  { randomBytes }: Pick<WriteContext, 'randomBytes'>,
  accountSid: string,
  reason?: string,
): WriteBy {
  return {
    caller: { accountSid, actor: OPERATOR, scopes: SCOPES },
    // There was no request; the id still names this change and no other.
    requestId: `RQ${randomBytes(16).toString('hex')}`,
    reason,
  };
}

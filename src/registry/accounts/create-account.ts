// Creates an account. There is no HTTP call for it: whoever runs the registry makes its accounts.
import { sidFromBytes } from '../../domain/index.ts';
import { CHAIN_START } from '../audit/hash-chain.ts';
import { hashSecret } from '../auth/secrets.ts';
import type { AccountRow } from '../database/schema.ts';
import { type WriteContext, writeIn } from '../database/write.ts';
import { timestamp } from '../http/times.ts';
import type { Credentials } from '../options.ts';
import { type AccountLimits, allLimitColumns } from './account-limits.ts';
import { recordOf } from './account-record.ts';
import { byOperator } from './by-operator.ts';

export type NewAccount = {
  readonly friendlyName: string;
  readonly credentials?: Credentials;
  /** Why, for the audit trail. */
  readonly reason?: string | undefined;
};

export function newCredentials(context: Pick<WriteContext, 'randomBytes'>): Credentials {
  return {
    accountSid: sidFromBytes('account', context.randomBytes(16)),
    authToken: newAuthToken(context),
  };
}

export function newAuthToken({ randomBytes }: Pick<WriteContext, 'randomBytes'>): string {
  return randomBytes(32).toString('hex');
}

/** Resolves to the credentials, the only time they are seen, or to undefined when the account exists already. */
export async function createAccount(
  context: WriteContext,
  { friendlyName, credentials = newCredentials(context), reason }: NewAccount,
  limits: AccountLimits = {},
): Promise<Credentials | undefined> {
  const { accountSid, authToken } = credentials;
  const row: AccountRow = {
    sid: accountSid,
    friendly_name: friendlyName,
    auth_token_hash: hashSecret(authToken),
    sequence: 0,
    audit_head: CHAIN_START,
    ...allLimitColumns(limits),
    date_created: timestamp(context.now()),
  };
  const by = byOperator(context, accountSid, reason);
  return context.database.transaction().execute(async (tx) => {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('accounts')
      .values(row)
      // Two processes may start on one new database at the same moment.
      .onConflict((conflict) => conflict.column('sid').doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== 1n) return undefined;
    await writeIn(tx, { context, by }, (write) =>
      write.appendAudit({
        sequence: write.nextSequence(),
        action: 'account.create',
        resourceSid: accountSid,
        after: recordOf(row),
      }),
    );
    return credentials;
  });
}

// Creates an account. There is no HTTP call for it: whoever runs the registry makes its accounts.
import { sidFromBytes } from '../../domain/index.ts';
import { CHAIN_START } from '../audit/hash-chain.ts';
import { hashSecret } from '../auth/secrets.ts';
import type { Context } from '../context.ts';
import { timestamp } from '../http/times.ts';
import type { Credentials } from '../options.ts';

export type AccountLimits = {
  /** Most plugins that are not archived. Default: no limit (Twilio has 25). */
  readonly maxPlugins?: number;
  /** Most versions that are not archived, over all plugins. Default: no limit (Twilio has 500). */
  readonly maxVersions?: number;
  /** Most bytes of one bundle. Default: 10 MB, as at Twilio. */
  readonly maxBundleBytes?: number;
  /** Versions that the desktops run, such as `{"@twilio/flex-ui": "2.17.1"}`. Default: engines are not checked. */
  readonly engines?: Readonly<Record<string, string>>;
};

export type NewAccount = { readonly friendlyName: string; readonly credentials?: Credentials };

export function newCredentials(context: Pick<Context, 'randomBytes'>): Credentials {
  return {
    accountSid: sidFromBytes('account', context.randomBytes(16)),
    authToken: context.randomBytes(32).toString('hex'),
  };
}

/** Resolves to the credentials, the only time they are seen, or to undefined when the account exists already. */
export async function createAccount(
  context: Context,
  { friendlyName, credentials = newCredentials(context) }: NewAccount,
  limits: AccountLimits = {},
): Promise<Credentials | undefined> {
  const { numInsertedOrUpdatedRows } = await context.database
    .insertInto('accounts')
    .values({
      sid: credentials.accountSid,
      friendly_name: friendlyName,
      auth_token_hash: hashSecret(credentials.authToken),
      sequence: 0,
      audit_head: CHAIN_START,
      ...limitColumns(limits),
      date_created: timestamp(context.now()),
    })
    // Two processes may start on one new database at the same moment.
    .onConflict((conflict) => conflict.column('sid').doNothing())
    .executeTakeFirstOrThrow();
  return numInsertedOrUpdatedRows === 1n ? credentials : undefined;
}

export class AccountUnknownError extends Error {
  override readonly name = 'AccountUnknownError';
  readonly code = 'account-unknown';
}

/** Replaces the limits of an account; what is left out has no limit afterwards. Rejects for an unknown account. */
export async function setAccountLimits(
  context: Context,
  accountSid: string,
  limits: AccountLimits,
): Promise<void> {
  const { numUpdatedRows } = await context.database
    .updateTable('accounts')
    .set(limitColumns(limits))
    .where('sid', '=', accountSid)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) throw new AccountUnknownError(`There is no account ${accountSid}`);
}

function limitColumns({ maxPlugins, maxVersions, maxBundleBytes, engines }: AccountLimits) {
  return {
    max_plugins: maxPlugins ?? null,
    max_versions: maxVersions ?? null,
    max_bundle_bytes: maxBundleBytes ?? null,
    engines: engines === undefined ? null : JSON.stringify(engines),
  };
}

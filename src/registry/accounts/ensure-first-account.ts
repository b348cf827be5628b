// Makes sure that the registry has its first account, and that somebody knows the account's auth token.
import { secretMatches } from '../auth/secrets.ts';
import type { Context } from '../context.ts';
import type { Credentials } from '../options.ts';
import { createAccount, newCredentials } from './create-account.ts';
import {
  CREDENTIALS_FILE,
  NEXT_CREDENTIALS_FILE,
  readCredentials,
  takeNextCredentials,
  writeCredentials,
} from './credentials-file.ts';

type Given = { dataFolder: string; credentials?: Credentials };

export type FirstAccount = { credentials: Credentials; isNew: boolean };

/**
 * Takes the credentials of the options, else of the file, else makes them and writes the file first: a crash between
 * file and database then leaves credentials that the next start takes up, never an account whose token nobody knows.
 */
export async function ensureFirstAccount(context: Context, given: Given): Promise<FirstAccount> {
  const known = given.credentials ?? (await readCredentials(given.dataFolder));
  if (known) return ensureKnown(context, given, known);

  const anyAccount = await context.database.selectFrom('accounts').select('sid').executeTakeFirst();
  if (anyAccount) {
    throw new Error(
      `The database has accounts, but ${CREDENTIALS_FILE} is not in ${given.dataFolder}. ` +
        'Put it back, or start with PLUGBOARD_ACCOUNT_SID and PLUGBOARD_AUTH_TOKEN.',
    );
  }
  const credentials = await writeCredentials(given.dataFolder, newCredentials(context));
  return ensureKnown(context, given, credentials);
}

async function ensureKnown(
  context: Context,
  { dataFolder, credentials: isGiven }: Given,
  credentials: Credentials,
): Promise<FirstAccount> {
  if (await createAccount(context, { friendlyName: 'First account', credentials })) {
    return { credentials, isNew: true };
  }
  if (await tokenFits(context, credentials)) return { credentials, isNew: false };
  // Its token was renewed, and what did that ended before it had put the file in its place.
  const next = isGiven ? undefined : await readCredentials(dataFolder, NEXT_CREDENTIALS_FILE);
  if (next?.accountSid === credentials.accountSid && (await tokenFits(context, next))) {
    await takeNextCredentials(dataFolder);
    return { credentials: next, isNew: false };
  }
  throw new Error(`The auth token of ${credentials.accountSid} is not the one this registry knows`);
}

async function tokenFits(
  { database }: Context,
  { accountSid, authToken }: Credentials,
): Promise<boolean> {
  const account = await database
    .selectFrom('accounts')
    .select('auth_token_hash')
    .where('sid', '=', accountSid)
    .executeTakeFirstOrThrow();
  return secretMatches(authToken, account.auth_token_hash);
}

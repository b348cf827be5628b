// Makes sure that the registry has its first account, and that somebody knows the account's auth token.
import { secretMatches } from '../auth/secrets.ts';
import type { Context } from '../context.ts';
import type { Credentials } from '../options.ts';
import { createAccount, newCredentials } from './create-account.ts';
import { CREDENTIALS_FILE, readCredentials, writeCredentials } from './credentials-file.ts';

type Given = { dataFolder: string; credentials?: Credentials };

export type FirstAccount = { credentials: Credentials; isNew: boolean };

/**
 * Takes the credentials of the options, else of the file, else makes them and writes the file first: a crash between
 * file and database then leaves credentials that the next start takes up, never an account whose token nobody knows.
 */
export async function ensureFirstAccount(context: Context, given: Given): Promise<FirstAccount> {
  const known = given.credentials ?? (await readCredentials(given.dataFolder));
  if (known) return { credentials: known, isNew: await ensureAccount(context, known) };

  const anyAccount = await context.database.selectFrom('accounts').select('sid').executeTakeFirst();
  if (anyAccount) {
    throw new Error(
      `The database has accounts, but ${CREDENTIALS_FILE} is not in ${given.dataFolder}. ` +
        'Put it back, or start with PLUGBOARD_ACCOUNT_SID and PLUGBOARD_AUTH_TOKEN.',
    );
  }
  const credentials = await writeCredentials(given.dataFolder, newCredentials(context));
  return { credentials, isNew: await ensureAccount(context, credentials) };
}

async function ensureAccount(context: Context, credentials: Credentials): Promise<boolean> {
  if (await createAccount(context, { friendlyName: 'First account', credentials })) return true;
  const { accountSid, authToken } = credentials;
  const account = await context.database
    .selectFrom('accounts')
    .select('auth_token_hash')
    .where('sid', '=', accountSid)
    .executeTakeFirstOrThrow();
  if (!secretMatches(authToken, account.auth_token_hash)) {
    throw new Error(`The auth token of ${accountSid} is not the one this registry knows`);
  }
  return false;
}

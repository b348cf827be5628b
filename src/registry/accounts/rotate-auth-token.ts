// Gives an account another auth token; the one before is refused from the next request on. Keys go on working.
import { hashSecret } from '../auth/secrets.ts';
import { inWrite, type WriteContext } from '../database/write.ts';
import type { Credentials } from '../options.ts';
import { recordOf } from './account-record.ts';
import { byOperator } from './by-operator.ts';
import { newAuthToken } from './create-account.ts';
import { readCredentials, takeNextCredentials, writeNextCredentials } from './credentials-file.ts';

export type Rotation = {
  readonly accountSid: string;
  /** Where credentials.json is, which follows where it has this account. */
  readonly dataFolder: string;
  readonly reason?: string | undefined;
};

/** `isInFile` says that credentials.json has the new token; else whoever starts registries has to give it to them. */
export type RotatedToken = { readonly credentials: Credentials; readonly isInFile: boolean };

/** Resolves to the only sight of the new token. Rejects for an unknown account. */
export async function rotateAuthToken(
  context: WriteContext,
  { accountSid, dataFolder, reason }: Rotation,
): Promise<RotatedToken> {
  const credentials = { accountSid, authToken: newAuthToken(context) };
  const isInFile = (await readCredentials(dataFolder))?.accountSid === accountSid;
  await inWrite(context, byOperator(context, accountSid, reason), async (write) => {
    if (isInFile) await writeNextCredentials(dataFolder, credentials);
    await write.tx
      .updateTable('accounts')
      .set({ auth_token_hash: hashSecret(credentials.authToken) })
      .where('sid', '=', accountSid)
      .execute();
    await write.appendAudit({
      sequence: write.nextSequence(),
      action: 'account.rotate-token',
      resourceSid: accountSid,
      before: recordOf(write.account),
      after: recordOf(write.account),
    });
  });
  if (isInFile) await takeNextCredentials(dataFolder);
  return { credentials, isInFile };
}

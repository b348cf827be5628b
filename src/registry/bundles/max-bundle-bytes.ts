// How large a bundle of an account may be: its own limit, else the registry's.
import type { Context } from '../context.ts';

export async function maxBundleBytesOf(
  { database, settings }: Context,
  accountSid: string,
): Promise<number> {
  const account = await database
    .selectFrom('accounts')
    .select('max_bundle_bytes')
    .where('sid', '=', accountSid)
    .executeTakeFirstOrThrow();
  return account.max_bundle_bytes ?? settings.maxBundleBytes;
}

// The account that is meant when a request names none: the only one there is.
import type { Context } from '../context.ts';
import { badRequest } from '../http/api-error.ts';
import { withTimeout } from './with-timeout.ts';

export type SoleAccount = {
  /** What was true a second ago at most. */
  peek(): string | undefined;
  /** Undefined where there are several accounts, or none. */
  find(): Promise<string | undefined>;
  /** Rejects with a 400 where there are several accounts. */
  get(): Promise<string>;
};

/** Accounts are made beside the API, so nobody tells; a second is soon enough. */
const TRUSTED_MS = 1_000;

/** A desktop that boots does not wait for a database that hangs. */
const TIMEOUT_MS = 1_000;

export function createSoleAccount(
  { database, now }: Pick<Context, 'database' | 'now'>,
  timeoutMs = TIMEOUT_MS,
): SoleAccount {
  let known: { readonly sid: string; readonly at: number } | undefined;
  let asking: Promise<string | undefined> | undefined;

  const ask = async () => {
    const accounts = await database.selectFrom('accounts').select('sid').limit(2).execute();
    const [only, other] = accounts;
    known = only && !other ? { sid: only.sid, at: now().getTime() } : undefined;
    return known?.sid;
  };

  const askOnce = () => {
    asking ??= withTimeout(ask(), timeoutMs).finally(() => {
      asking = undefined;
    });
    return asking;
  };

  const find = async () => {
    try {
      return await askOnce();
    } catch (error) {
      // Without the database no account can be made either, so what was true last is the best there is.
      if (!known) throw error;
      return known.sid;
    }
  };

  return {
    find,
    peek: () => (known && now().getTime() - known.at < TRUSTED_MS ? known.sid : undefined),
    get: async () => {
      const sid = await find();
      if (sid !== undefined) return sid;
      throw badRequest(
        'account-unnamed',
        'This registry has several accounts: name one by AccountSid',
      );
    },
  };
}

// The account that is meant when a request names none: the only one there is.
import type { Context } from '../context.ts';
import { badRequest } from '../http/api-error.ts';

export type SoleAccount = {
  /** What was true a second ago at most. */
  peek(): string | undefined;
  /** Rejects with a 400 where there are several accounts. */
  get(): Promise<string>;
};

/** Accounts are made beside the API, so nobody tells; a second is soon enough. */
const TRUSTED_MS = 1_000;

export function createSoleAccount(context: Pick<Context, 'database' | 'now'>): SoleAccount {
  const { database } = context;
  let known: { readonly sid: string; readonly at: number } | undefined;
  return {
    peek: () => (known && context.now().getTime() - known.at < TRUSTED_MS ? known.sid : undefined),
    get: async () => {
      const accounts = await database.selectFrom('accounts').select('sid').limit(2).execute();
      const [only, other] = accounts;
      if (!only || other) {
        known = undefined;
        throw badRequest(
          'account-unnamed',
          'This registry has several accounts: name one by AccountSid',
        );
      }
      known = { sid: only.sid, at: context.now().getTime() };
      return only.sid;
    },
  };
}

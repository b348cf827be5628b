// Finds out on whose behalf something is read: credentials of the account, the token of a Flex user, or nobody's.
import type { FastifyRequest } from 'fastify';
import { isSid } from '../../domain/index.ts';
import { identify } from '../auth/authenticate.ts';
import { createFailedAttempts } from '../auth/failed-attempts.ts';
import { allows } from '../auth/scopes.ts';
import type { Context } from '../context.ts';
import { ApiError, badParameter } from '../http/api-error.ts';
import { callerNetwork } from '../http/caller-network.ts';
import type { TokenMemory } from './remember-verdicts.ts';
import type { SoleAccount } from './sole-account.ts';

export type Reader = {
  readonly accountSid: string;
  readonly kind: 'anyone' | 'token' | 'credentials';
  /** Holds a key that may deploy. */
  readonly mayDeploy: boolean;
};

export type Readers = {
  /** The account named by credentials, by the parameter, or as the only one; who may not read it is refused. */
  ofList(request: FastifyRequest, named: string | undefined): Promise<Reader>;
  /** Whoever may read what is private in this account; undefined for everybody else. Never on a mere memory. */
  ofPrivate(request: FastifyRequest, accountSid: string): Promise<Reader | undefined>;
};

export function createReaders(
  context: Context,
  tokens: TokenMemory | undefined,
  soleAccount: SoleAccount,
): Readers {
  const { database, settings } = context;
  // Guesses are counted here as they are at the API, whose own count comes before its routes.
  const attempts = createFailedAttempts(context);

  const byToken = async (
    request: FastifyRequest,
    accountSid: string,
    how: 'strict' | 'lenient',
  ): Promise<Reader | undefined> => {
    const token = flexToken(request);
    if (token === undefined || !tokens) return undefined;
    const verdict = await tokens.check({ token, how, address: callerNetwork(request) });
    if (verdict.state === 'unknown') throw unavailable(verdict.error);
    if (verdict.state === 'invalid') return undefined;
    const isOfAccount =
      verdict.accountSid === accountSid ||
      (namesNone(verdict.accountSid) && (await soleAccount.find()) === accountSid);
    return isOfAccount ? { accountSid, kind: 'token', mayDeploy: false } : undefined;
  };

  /** Twilio's name of the account means nothing to a registry that gave its only account a name of its own. */
  const namesNone = (sid: string | undefined) =>
    sid === undefined || settings.flexTokens?.kind === 'twilio';

  const byCredentials = async (request: FastifyRequest): Promise<Reader | undefined> => {
    if (request.headers.authorization === undefined) return undefined;
    const caller = await attempts.count(request, (it) => identify(database, it));
    if (!caller) return undefined;
    const { accountSid } = caller;
    return { accountSid, kind: 'credentials', mayDeploy: allows(caller, 'deploy') };
  };

  return {
    ofList: async (request, named) => {
      const caller = await byCredentials(request);
      if (caller) return caller;
      // Wrong credentials are a mistake that somebody has to hear of, also where none are needed.
      if (request.headers.authorization !== undefined) throw refused();
      const accountSid = named === undefined ? await soleAccount.get() : checkSid(named);
      if (settings.manifestAccess === 'public') {
        return { accountSid, kind: 'anyone', mayDeploy: false };
      }
      const reader =
        settings.manifestAccess === 'token'
          ? await byToken(request, accountSid, 'lenient')
          : undefined;
      if (!reader) throw refused();
      return reader;
    },
    ofPrivate: async (request, accountSid) => {
      const reader =
        (await byCredentials(request)) ?? (await byToken(request, accountSid, 'strict'));
      return reader?.accountSid === accountSid ? reader : undefined;
    },
  };
}

function flexToken({ headers }: FastifyRequest): string | undefined {
  const token = headers['x-flex-jwe'];
  return typeof token === 'string' && token !== '' ? token : undefined;
}

function checkSid(named: string): string {
  if (!isSid('account', named)) throw badParameter('AccountSid', 'is no account SID');
  return named;
}

function refused(): ApiError {
  return new ApiError(401, 'Authenticate', {
    code: 20003,
    details: { reason: 'credentials-refused' },
  });
}

function unavailable(cause: unknown): ApiError {
  return new ApiError(503, 'Nobody could say whether this token is valid', {
    details: { reason: 'token-check-unavailable' },
    headers: { 'retry-after': '1' },
    cause,
  });
}

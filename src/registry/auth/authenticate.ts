// Finds out who calls and refuses who may not: 401 for unknown credentials, 403 for a key without the needed scope.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSid } from '../../domain/index.ts';
import type { Context } from '../context.ts';
import type { Database } from '../database/schema.ts';
import { ApiError } from '../http/api-error.ts';
import type { Api } from '../http/type-provider.ts';
import type { BasicCredentials } from './basic-credentials.ts';
import { createFailedAttempts } from './failed-attempts.ts';
import { allows, type Caller, isScope, SCOPES, type Scope } from './scopes.ts';
import { secretMatches } from './secrets.ts';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
  interface FastifyContextConfig {
    /** Scope that the route needs. Default: `read` for GET, `admin` for everything else. */
    scope?: Scope;
    /** The route answers callers without credentials too. */
    anonymous?: boolean;
  }
}

export function requireCredentials(api: Api, context: Context): void {
  api.decorateRequest('caller', null);
  const attempts = createFailedAttempts(context);
  api.addHook('onRequest', async (request, reply) => {
    const { anonymous = false, scope = defaultScope(request) } = request.routeOptions.config;
    if (anonymous && request.headers.authorization === undefined) return;
    // A path that leads nowhere is a 404 for everybody.
    if (request.is404) return;
    const caller = await attempts.count(request, (it) => identify(context.database, it));
    if (!caller) throw unauthorized(request, reply);
    if (!allows(caller, scope)) throw forbidden(scope);
    request.caller = caller;
  });
}

/** The caller of a route that needs credentials. */
export function callerOf(request: FastifyRequest): Caller {
  if (!request.caller) throw new Error('this route has no caller: it does not need credentials');
  return request.caller;
}

function defaultScope(request: FastifyRequest): Scope {
  return request.method === 'GET' || request.method === 'HEAD' ? 'read' : 'admin';
}

/** Whose credentials these are; undefined when they are missing or wrong. */
export async function identify(
  database: Database,
  credentials: BasicCredentials | undefined,
): Promise<Caller | undefined> {
  if (!credentials) return undefined;
  const { user, password } = credentials;
  if (isSid('apiKey', user)) return authenticateKey(database, user, password);
  if (!isSid('account', user)) return undefined;
  const account = await database
    .selectFrom('accounts')
    .select('auth_token_hash')
    .where('sid', '=', user)
    .executeTakeFirst();
  if (!secretMatches(password, account?.auth_token_hash)) return undefined;
  return { accountSid: user, actor: user, scopes: SCOPES };
}

async function authenticateKey(
  database: Database,
  sid: string,
  secret: string,
): Promise<Caller | undefined> {
  const key = await database
    .selectFrom('api_keys')
    .select(['account_sid', 'secret_hash', 'scopes', 'revoked'])
    .where('sid', '=', sid)
    .executeTakeFirst();
  if (!secretMatches(secret, key?.secret_hash) || !key || key.revoked) return undefined;
  return { accountSid: key.account_sid, actor: sid, scopes: key.scopes.split(',').filter(isScope) };
}

function unauthorized(request: FastifyRequest, reply: FastifyReply): ApiError {
  // A browser would answer this header with a password dialogue in the middle of a page's own fetch.
  const { 'sec-fetch-site': site, 'sec-fetch-mode': mode } = request.headers;
  const fromPage = site !== undefined && mode !== 'navigate';
  if (!fromPage) void reply.header('www-authenticate', 'Basic realm="Plugboard", charset="UTF-8"');
  return new ApiError(401, 'Authenticate', {
    code: 20003,
    details: { reason: 'credentials-refused' },
  });
}

function forbidden(scope: Scope): ApiError {
  return new ApiError(403, `This key lacks the scope ${scope}`, {
    details: { reason: 'scope-missing', scope },
  });
}

// /Releases/{Sid}/Manifest: read by the page of an agent, which has no credentials of the account.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isSid } from '../../domain/index.ts';
import type { Context } from '../context.ts';
import { badParameter, badRequest, notFound } from '../http/api-error.ts';
import { contentTag, tagMatches } from '../http/etag.ts';
import { answers } from '../http/schemas.ts';
import type { Api } from '../http/type-provider.ts';
import { releaseManifest } from './manifest.ts';
import { ManifestQuery, ReleaseManifest, ReleasePath } from './schema.ts';
import { findRelease } from './store.ts';

export async function manifestRoutes(api: Api, context: Context): Promise<void> {
  api.route({
    method: 'GET',
    url: '/Releases/:Sid/Manifest',
    config: { anonymous: context.settings.manifestAccess === 'public' },
    schema: {
      summary: 'Plugboard: a release with its plugins resolved, for the loader.',
      params: ReleasePath,
      querystring: ManifestQuery,
      response: answers(200, ReleaseManifest),
    },
    handler: async (request, reply) => {
      const accountSid = await accountOf(context, request, request.query.AccountSid);
      const release = await findRelease(context.database, accountSid, request.params.Sid);
      if (!release) throw notFound(request.url);
      const manifest = await releaseManifest(context.database, release);
      return sendTagged(request, reply, JSON.stringify(manifest));
    },
  });
}

/** The caller's account, else the one that is named, else the only one there is. */
async function accountOf(
  { database }: Context,
  request: FastifyRequest,
  named: string | undefined,
): Promise<string> {
  if (request.caller) return request.caller.accountSid;
  if (named !== undefined) {
    if (!isSid('account', named)) throw badParameter('AccountSid', 'is no account SID');
    return named;
  }
  const accounts = await database.selectFrom('accounts').select('sid').limit(2).execute();
  if (accounts.length === 1 && accounts[0]) return accounts[0].sid;
  throw badRequest('account-unnamed', 'This registry has several accounts: name one by AccountSid');
}

function sendTagged(request: FastifyRequest, reply: FastifyReply, body: string) {
  const tag = contentTag(body);
  // Kept by caches, but asked for each time: a release has to reach the next boot.
  void reply.headers({ etag: tag, 'cache-control': 'no-cache', vary: 'Authorization, Origin' });
  if (tagMatches(request.headers['if-none-match'], tag)) return reply.code(304).send();
  return reply.type('application/json; charset=utf-8').serializer(String).send(body);
}

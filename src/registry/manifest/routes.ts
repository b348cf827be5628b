// /Releases/{Sid}/Manifest: read by the page of an agent, which has no credentials of the account.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { notFound } from '../http/api-error.ts';
import { answers } from '../http/schemas.ts';
import type { Api } from '../http/type-provider.ts';
import type { Readers } from '../readers/readers.ts';
import { ReleasePath } from '../releases/schema.ts';
import { manifestHeaders } from './manifest-headers.ts';
import type { Manifests } from './manifests.ts';
import { chooseBody, isKnown, type PreparedAnswer } from './prepared-answer.ts';
import { ManifestQuery, ReleaseManifest } from './schema.ts';

export const MANIFEST_ROUTE = '/Releases/:Sid/Manifest';

export type ManifestTools = {
  readonly manifests: Pick<Manifests, 'get' | 'named'>;
  readonly readers: Readers;
};

export function manifestRoutes(
  api: Api,
  context: Context,
  { manifests, readers }: ManifestTools,
): void {
  api.route({
    method: 'GET',
    url: MANIFEST_ROUTE,
    // Whoever has no credentials may have a token, and this route looks at both.
    config: { anonymous: context.settings.manifestAccess !== 'credentials' },
    schema: {
      summary: 'Plugboard: a release with its plugins resolved, for the loader.',
      params: ReleasePath,
      querystring: ManifestQuery,
      response: answers(200, ReleaseManifest),
    },
    handler: async (request, reply) => {
      const { Sid: sid } = request.params;
      const reader = await readers.ofList(request, request.query.AccountSid);
      const { accountSid } = reader;
      const isPublic = reader.kind === 'anyone';
      if (sid.toLowerCase() === 'active') {
        const manifest = await manifests.get(accountSid);
        if (!manifest) throw notFound(request.url);
        return sendPrepared(request, reply, manifest, { isPublic, source: 'memory' });
      }
      const named = await manifests.named.get(accountSid, sid);
      if (!named) throw notFound(request.url);
      return sendPrepared(request, reply, named.answer, { isPublic, source: named.source });
    },
  });
}

function sendPrepared(
  { headers }: FastifyRequest,
  reply: FastifyReply,
  answer: PreparedAnswer,
  facts: { isPublic: boolean; source: 'memory' | 'database' },
) {
  const body = chooseBody(answer, headers['accept-encoding']);
  void reply.headers(manifestHeaders(body, facts));
  if (isKnown(answer, headers['if-none-match'])) return reply.code(304).send();
  return reply.send(body.bytes);
}

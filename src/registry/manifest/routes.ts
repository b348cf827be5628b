// /Releases/{Sid}/Manifest: read by the page of an agent, which has no credentials of the account.
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReleaseBundles } from '../bundles/release/release-bundles.ts';
import type { Context } from '../context.ts';
import { notFound } from '../http/api-error.ts';
import { answers } from '../http/schemas.ts';
import type { Api } from '../http/type-provider.ts';
import { createGrants } from '../readers/grants.ts';
import type { Readers } from '../readers/readers.ts';
import { ReleasePath } from '../releases/schema.ts';
import { findRelease } from '../releases/store.ts';
import { releaseManifest } from './manifest.ts';
import type { ManifestCache } from './manifest-cache.ts';
import { manifestHeaders } from './manifest-headers.ts';
import { chooseBody, isKnown, type PreparedAnswer, prepareAnswer } from './prepared-answer.ts';
import { ManifestQuery, ReleaseManifest } from './schema.ts';

export const MANIFEST_ROUTE = '/Releases/:Sid/Manifest';

export type ManifestTools = {
  readonly manifests: ManifestCache;
  readonly readers: Readers;
  readonly releaseBundles: Pick<ReleaseBundles, 'find'>;
};

export async function manifestRoutes(
  api: Api,
  context: Context,
  { manifests, readers, releaseBundles }: ManifestTools,
): Promise<void> {
  const access = {
    grants: await createGrants(context),
    mayReadPrivate: context.settings.manifestAccess !== 'public',
  };

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
      const release = await findRelease(context.database, accountSid, sid);
      if (!release) throw notFound(request.url);
      const manifest = await releaseManifest(context.database, release, access);
      const releaseBundle = await releaseBundles.find(release);
      const body = { ...manifest, ...(releaseBundle && { release_bundle: releaseBundle }) };
      const prepared = await prepareAnswer(JSON.stringify(body));
      return sendPrepared(request, reply, prepared, { isPublic, source: 'database' });
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

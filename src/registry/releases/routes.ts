// /Releases
import { callerOf } from '../auth/authenticate.ts';
import type { Context } from '../context.ts';
import { notFound } from '../http/api-error.ts';
import { readIfMatch } from '../http/if-match.ts';
import { API_PATH, originOf } from '../http/origin.ts';
import { pageResource } from '../http/page.ts';
import { post } from '../http/post.ts';
import { answers } from '../http/schemas.ts';
import { PageQuery, readSlice } from '../http/slice.ts';
import type { Api } from '../http/type-provider.ts';
import { createRelease } from './create-release.ts';
import { releaseResource } from './resource.ts';
import { CreateReleaseBody, Release, ReleasePage, ReleasePath } from './schema.ts';
import { findRelease, listReleases } from './store.ts';

export async function releaseRoutes(api: Api, context: Context): Promise<void> {
  const { database, settings } = context;

  api.route({
    method: 'GET',
    url: '/Releases',
    schema: { querystring: PageQuery, response: answers(200, ReleasePage) },
    handler: async (request) => {
      const origin = originOf(request, settings.publicUrl);
      const slice = readSlice(request.query);
      return pageResource({
        key: 'releases',
        url: `${origin}${API_PATH}/Releases`,
        slice,
        rows: await listReleases(database, callerOf(request).accountSid, slice),
        positionOf: (row) => row.sequence,
        resourceOf: (row) => releaseResource(row, origin),
      });
    },
  });

  api.route({
    method: 'POST',
    url: '/Releases',
    config: { scope: 'release' },
    schema: { body: CreateReleaseBody, response: answers(201, Release) },
    handler: async (request, reply) => {
      const wanted = {
        configurationSid: request.body.ConfigurationId,
        expectedActive: readIfMatch(request.headers['if-match']),
        reason: request.body.Reason,
      };
      const created = await post(context, request, async (write, origin) =>
        releaseResource(await createRelease(write, wanted), origin),
      );
      return reply.code(201).send(created);
    },
  });

  api.route({
    method: 'GET',
    url: '/Releases/:Sid',
    schema: { params: ReleasePath, response: answers(200, Release) },
    handler: async (request) => {
      const { accountSid } = callerOf(request);
      const row = await findRelease(database, accountSid, request.params.Sid);
      if (!row) throw notFound(request.url);
      return releaseResource(row, originOf(request, settings.publicUrl));
    },
  });
}

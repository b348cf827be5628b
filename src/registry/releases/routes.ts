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
import { composeRelease } from './compose-release.ts';
import { createRelease } from './create-release.ts';
import { readChanges, type WantedChanges } from './read-changes.ts';
import { composedReleaseResource, releaseResource } from './resource.ts';
import {
  ComposedRelease,
  ComposeReleaseBody,
  CreateReleaseBody,
  Release,
  ReleasePage,
  ReleasePath,
} from './schema.ts';
import { findRelease, listReleases } from './store.ts';

export async function releaseRoutes(api: Api, context: Context): Promise<void> {
  const { database, settings } = context;

  api.route({
    method: 'GET',
    url: '/Releases',
    schema: {
      summary: 'Lists releases, newest first: the first one is live.',
      querystring: PageQuery,
      response: answers(200, ReleasePage),
    },
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
    schema: {
      summary: 'Makes a configuration live. A rollback releases an older one.',
      body: CreateReleaseBody,
      response: answers(201, Release),
    },
    handler: async (request, reply) => {
      const wanted = {
        configuration: request.body.ConfigurationId,
        expectedActive: readIfMatch(request.headers['if-match']),
      };
      return post({ context, request, reply, status: 201 }, async (write, origin) =>
        releaseResource(await createRelease(write, wanted), origin),
      );
    },
  });

  api.route({
    method: 'POST',
    url: '/Releases/Compose',
    config: { scope: 'release' },
    schema: {
      summary: 'Plugboard: composes a configuration from the live one and releases it.',
      body: ComposeReleaseBody,
      response: answers(201, ComposedRelease),
    },
    handler: async (request, reply) => {
      const { body, headers } = request;
      const expectedActive = readIfMatch(headers['if-match']);
      return post({ context, request, reply, status: 201 }, async (write, origin) => {
        const wanted = { enable: body.Enable ?? [], disable: body.Disable ?? [] };
        const composed = await composeRelease(write, {
          base: body.Base,
          changes: await readChanges(write.tx, write.account.sid, wanted),
          name: body.Name || composedName(wanted),
          description: body.Description ?? '',
          policy: body.Policy ?? 'refuse',
          expectedActive,
        });
        return composedReleaseResource(composed, origin);
      });
    },
  });

  api.route({
    method: 'GET',
    url: '/Releases/:Sid',
    schema: {
      summary: 'Fetches a release by SID, or the live one as Active.',
      params: ReleasePath,
      response: answers(200, Release),
    },
    handler: async (request) => {
      const { accountSid } = callerOf(request);
      const row = await findRelease(database, accountSid, request.params.Sid);
      if (!row) throw notFound(request.url);
      return releaseResource(row, originOf(request, settings.publicUrl));
    },
  });
}

/** What people read in the history when nobody named the release. */
function composedName({ enable, disable }: WantedChanges): string {
  const parts = [...enable.map((entry) => `+ ${entry}`), ...disable.map((entry) => `- ${entry}`)];
  const name = parts.join(', ');
  return name.length > 200 ? `${name.slice(0, 199)}…` : name;
}

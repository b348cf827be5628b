// /Keys: for whoever holds the account's token or a key with the scope admin.
import { callerOf } from '../auth/authenticate.ts';
import type { Context } from '../context.ts';
import type { ApiKeyRow, Db } from '../database/schema.ts';
import { notFound } from '../http/api-error.ts';
import { API_PATH, originOf } from '../http/origin.ts';
import { pageResource } from '../http/page.ts';
import { post } from '../http/post.ts';
import { answers } from '../http/schemas.ts';
import { PageQuery, readSlice } from '../http/slice.ts';
import type { Api } from '../http/type-provider.ts';
import { createApiKey } from './create-api-key.ts';
import { apiKeyResource } from './resource.ts';
import { revokeApiKey } from './revoke-api-key.ts';
import { ApiKey, ApiKeyPage, ApiKeyPath, CreateApiKeyBody, NewApiKey } from './schema.ts';
import { findApiKey, listApiKeys } from './store.ts';

const admin = { scope: 'admin' } as const;

export async function apiKeyRoutes(api: Api, context: Context): Promise<void> {
  const { database, settings } = context;

  api.route({
    method: 'GET',
    url: '/Keys',
    config: admin,
    schema: {
      summary: 'Plugboard: lists API keys.',
      querystring: PageQuery,
      response: answers(200, ApiKeyPage),
    },
    handler: async (request) => {
      const origin = originOf(request, settings.publicUrl);
      const slice = readSlice(request.query);
      return pageResource({
        key: 'keys',
        url: `${origin}${API_PATH}/Keys`,
        slice,
        rows: await listApiKeys(database, callerOf(request).accountSid, slice),
        positionOf: (row) => row.sequence,
        resourceOf: (row) => apiKeyResource(row, origin),
      });
    },
  });

  api.route({
    method: 'POST',
    url: '/Keys',
    config: admin,
    schema: {
      summary: 'Plugboard: creates an API key; its secret is shown once.',
      body: CreateApiKeyBody,
      response: answers(201, NewApiKey),
    },
    handler: async (request, reply) => {
      const { FriendlyName: friendlyName, Scopes: scopes } = request.body;
      const answer = { context, request, reply, status: 201, secretFields: ['secret'] } as const;
      return post(answer, async (write, origin) => {
        const { row, secret } = await createApiKey(write, context, { friendlyName, scopes });
        return { ...apiKeyResource(row, origin), secret };
      });
    },
  });

  api.route({
    method: 'GET',
    url: '/Keys/:Sid',
    config: admin,
    schema: {
      summary: 'Plugboard: fetches an API key.',
      params: ApiKeyPath,
      response: answers(200, ApiKey),
    },
    handler: async (request) => {
      const row = await existing(database, callerOf(request).accountSid, request);
      return apiKeyResource(row, originOf(request, settings.publicUrl));
    },
  });

  api.route({
    method: 'POST',
    url: '/Keys/:Sid/Revoke',
    config: admin,
    schema: {
      summary: 'Plugboard: revokes an API key.',
      params: ApiKeyPath,
      response: answers(200, ApiKey),
    },
    handler: async (request, reply) =>
      post({ context, request, reply, status: 200 }, async (write, origin) => {
        const row = await existing(write.tx, write.account.sid, request);
        return apiKeyResource(await revokeApiKey(write, row), origin);
      }),
  });
}

async function existing(
  db: Db,
  accountSid: string,
  request: { params: { Sid: string }; url: string },
): Promise<ApiKeyRow> {
  const row = await findApiKey(db, accountSid, request.params.Sid);
  if (!row) throw notFound(request.url);
  return row;
}

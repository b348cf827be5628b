// /Plugins
import { callerOf } from '../auth/authenticate.ts';
import type { Context } from '../context.ts';
import type { Db, PluginRow } from '../database/schema.ts';
import { notFound } from '../http/api-error.ts';
import { archiveResource } from '../http/archive-resource.ts';
import { API_PATH, originOf } from '../http/origin.ts';
import { pageResource } from '../http/page.ts';
import { post } from '../http/post.ts';
import { answers } from '../http/schemas.ts';
import { PageQuery, readSlice } from '../http/slice.ts';
import type { Api } from '../http/type-provider.ts';
import { archivePlugin } from './archive-plugin.ts';
import { createPlugin } from './create-plugin.ts';
import { pluginResource } from './resource.ts';
import {
  CreatePluginBody,
  Plugin,
  PluginArchive,
  PluginPage,
  PluginPath,
  UpdatePluginBody,
} from './schema.ts';
import { findPlugin, listPlugins } from './store.ts';
import { updatePlugin } from './update-plugin.ts';

const deploy = { scope: 'deploy' } as const;

export async function pluginRoutes(api: Api, context: Context): Promise<void> {
  const { database, settings } = context;

  api.route({
    method: 'GET',
    url: '/Plugins',
    schema: {
      summary: 'Lists plugins, newest first.',
      querystring: PageQuery,
      response: answers(200, PluginPage),
    },
    handler: async (request) => {
      const origin = originOf(request, settings.publicUrl);
      const slice = readSlice(request.query);
      return pageResource({
        key: 'plugins',
        url: `${origin}${API_PATH}/Plugins`,
        slice,
        rows: await listPlugins(database, callerOf(request).accountSid, slice),
        positionOf: (row) => row.sequence,
        resourceOf: (row) => pluginResource(row, origin),
      });
    },
  });

  api.route({
    method: 'POST',
    url: '/Plugins',
    config: deploy,
    schema: {
      summary: 'Creates a plugin.',
      body: CreatePluginBody,
      response: answers(201, Plugin),
    },
    handler: async (request, reply) =>
      post({ context, request, reply, status: 201 }, async (write, origin) =>
        pluginResource(await createPlugin(write, request.body), origin),
      ),
  });

  api.route({
    method: 'GET',
    url: '/Plugins/:Sid',
    schema: {
      summary: 'Fetches a plugin by SID or unique name.',
      params: PluginPath,
      response: answers(200, Plugin),
    },
    handler: async (request) => {
      const row = await existing(database, callerOf(request).accountSid, request);
      return pluginResource(row, originOf(request, settings.publicUrl));
    },
  });

  api.route({
    method: 'POST',
    url: '/Plugins/:Sid',
    config: deploy,
    schema: {
      summary: 'Changes the texts of a plugin.',
      params: PluginPath,
      body: UpdatePluginBody,
      response: answers(200, Plugin),
    },
    handler: async (request, reply) =>
      post({ context, request, reply, status: 200 }, async (write, origin) => {
        const before = await existing(write.tx, write.account.sid, request);
        return pluginResource(await updatePlugin(write, before, request.body), origin);
      }),
  });

  api.route({
    method: 'POST',
    url: '/Plugins/:Sid/Archive',
    config: deploy,
    schema: {
      summary: 'Archives a plugin, for good.',
      params: PluginPath,
      response: answers(200, PluginArchive),
    },
    handler: async (request, reply) =>
      post({ context, request, reply, status: 200 }, async (write, origin) => {
        const before = await existing(write.tx, write.account.sid, request);
        const after = await archivePlugin(write, before);
        return archiveResource(pluginResource(after, origin), 'links');
      }),
  });
}

async function existing(
  db: Db,
  accountSid: string,
  request: { params: { Sid: string }; url: string },
): Promise<PluginRow> {
  const row = await findPlugin(db, accountSid, request.params.Sid);
  if (!row) throw notFound(request.url);
  return row;
}

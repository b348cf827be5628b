// /Plugins/{PluginSid}/Versions
import type { PluginVersionResource } from '../../domain/index.ts';
import { callerOf } from '../auth/authenticate.ts';
import { inspectExternal } from '../bundles/inspect-external.ts';
import type { Context } from '../context.ts';
import type { Db, PluginRow, PluginVersionRow } from '../database/schema.ts';
import { notFound } from '../http/api-error.ts';
import { archiveResource } from '../http/archive-resource.ts';
import { API_PATH, originOf } from '../http/origin.ts';
import { pageResource } from '../http/page.ts';
import { post, replay } from '../http/post.ts';
import { answers } from '../http/schemas.ts';
import { PageQuery, readSlice } from '../http/slice.ts';
import type { Api } from '../http/type-provider.ts';
import { findPlugin } from '../plugins/store.ts';
import { archivePluginVersion } from './archive-plugin-version.ts';
import { createPluginVersion } from './create-plugin-version.ts';
import { pluginVersionResource } from './resource.ts';
import {
  CreatePluginVersionBody,
  PluginVersion,
  PluginVersionArchive,
  PluginVersionPage,
  PluginVersionPath,
  PluginVersionsPath,
} from './schema.ts';
import { findPluginVersion, listPluginVersions } from './store.ts';

const deploy = { scope: 'deploy' } as const;

export async function pluginVersionRoutes(api: Api, context: Context): Promise<void> {
  const { database, settings } = context;

  api.route({
    method: 'GET',
    url: '/Plugins/:PluginSid/Versions',
    schema: {
      summary: 'Lists the versions of a plugin, newest first.',
      params: PluginVersionsPath,
      querystring: PageQuery,
      response: answers(200, PluginVersionPage),
    },
    handler: async (request) => {
      const plugin = await existingPlugin(database, callerOf(request).accountSid, request);
      const origin = originOf(request, settings.publicUrl);
      const slice = readSlice(request.query);
      return pageResource({
        key: 'plugin_versions',
        url: `${origin}${API_PATH}/Plugins/${plugin.sid}/Versions`,
        slice,
        rows: await listPluginVersions(database, plugin.sid, slice),
        positionOf: (row) => row.sequence,
        resourceOf: (row) => pluginVersionResource(row, origin),
      });
    },
  });

  api.route({
    method: 'POST',
    url: '/Plugins/:PluginSid/Versions',
    config: deploy,
    schema: {
      summary: 'Creates a version; nothing of it ever changes.',
      params: PluginVersionsPath,
      body: CreatePluginVersionBody,
      response: answers(201, PluginVersion),
    },
    handler: async (request, reply) => {
      const replayed = await replay<PluginVersionResource>({ context, request, reply });
      if (replayed) return replayed;
      // Before the transaction: nobody's release waits for another host.
      const { integrity, warning } = await inspectExternal(
        context,
        callerOf(request).accountSid,
        request.body,
      );
      if (warning !== undefined) void reply.header('plugboard-warning', warning);
      const body = { ...(integrity !== undefined && { Integrity: integrity }), ...request.body };
      return post({ context, request, reply, status: 201 }, async (write, origin) => {
        const plugin = await existingPlugin(write.tx, write.account.sid, request);
        return pluginVersionResource(await createPluginVersion(write, plugin, body), origin);
      });
    },
  });

  api.route({
    method: 'GET',
    url: '/Plugins/:PluginSid/Versions/:Sid',
    schema: {
      summary: 'Fetches a version by SID or version.',
      params: PluginVersionPath,
      response: answers(200, PluginVersion),
    },
    handler: async (request) => {
      const row = await existingVersion(database, callerOf(request).accountSid, request);
      return pluginVersionResource(row, originOf(request, settings.publicUrl));
    },
  });

  api.route({
    method: 'POST',
    url: '/Plugins/:PluginSid/Versions/:Sid/Archive',
    config: deploy,
    schema: {
      summary: 'Archives a version, for good.',
      params: PluginVersionPath,
      response: answers(200, PluginVersionArchive),
    },
    handler: async (request, reply) =>
      post({ context, request, reply, status: 200 }, async (write, origin) => {
        const before = await existingVersion(write.tx, write.account.sid, request);
        const after = await archivePluginVersion(write, before);
        return archiveResource(pluginVersionResource(after, origin), 'validated');
      }),
  });
}

async function existingPlugin(
  db: Db,
  accountSid: string,
  request: { params: { PluginSid: string }; url: string },
): Promise<PluginRow> {
  const plugin = await findPlugin(db, accountSid, request.params.PluginSid);
  if (!plugin) throw notFound(request.url);
  return plugin;
}

async function existingVersion(
  db: Db,
  accountSid: string,
  request: { params: { PluginSid: string; Sid: string }; url: string },
): Promise<PluginVersionRow> {
  const plugin = await existingPlugin(db, accountSid, request);
  const version = await findPluginVersion(db, plugin.sid, request.params.Sid);
  if (!version) throw notFound(request.url);
  return version;
}

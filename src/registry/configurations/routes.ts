// /Configurations
import { callerOf } from '../auth/authenticate.ts';
import type { Context } from '../context.ts';
import type { ConfigurationRow, Db } from '../database/schema.ts';
import { notFound } from '../http/api-error.ts';
import { archiveResource } from '../http/archive-resource.ts';
import { API_PATH, originOf } from '../http/origin.ts';
import { pageResource } from '../http/page.ts';
import { post } from '../http/post.ts';
import { answers } from '../http/schemas.ts';
import { PageQuery, readSlice } from '../http/slice.ts';
import type { Api } from '../http/type-provider.ts';
import { archiveConfiguration } from './archive-configuration.ts';
import { createConfiguration } from './create-configuration.ts';
import { readMembers } from './read-members.ts';
import { configurationResource } from './resource.ts';
import {
  Configuration,
  ConfigurationArchive,
  ConfigurationPage,
  ConfigurationPath,
  CreateConfigurationBody,
} from './schema.ts';
import { findConfiguration, listConfigurations } from './store.ts';

const release = { scope: 'release' } as const;

export async function configurationRoutes(api: Api, context: Context): Promise<void> {
  const { database, settings } = context;

  api.route({
    method: 'GET',
    url: '/Configurations',
    schema: {
      summary: 'Lists configurations, newest first.',
      querystring: PageQuery,
      response: answers(200, ConfigurationPage),
    },
    handler: async (request) => {
      const origin = originOf(request, settings.publicUrl);
      const slice = readSlice(request.query);
      return pageResource({
        key: 'configurations',
        url: `${origin}${API_PATH}/Configurations`,
        slice,
        rows: await listConfigurations(database, callerOf(request).accountSid, slice),
        positionOf: (row) => row.sequence,
        resourceOf: (row) => configurationResource(row, origin),
      });
    },
  });

  api.route({
    method: 'POST',
    url: '/Configurations',
    config: release,
    schema: {
      summary: 'Creates a configuration of plugin versions.',
      body: CreateConfigurationBody,
      response: answers(201, Configuration),
    },
    handler: async (request, reply) => {
      const { Name, Plugins, Description = '', Policy = 'refuse' } = request.body;
      const members = readMembers(Plugins);
      return post({ context, request, reply, status: 201 }, async (write, origin) => {
        const wanted = { name: Name, description: Description, members, policy: Policy };
        return configurationResource(await createConfiguration(write, wanted), origin);
      });
    },
  });

  api.route({
    method: 'GET',
    url: '/Configurations/:Sid',
    schema: {
      summary: 'Fetches a configuration.',
      params: ConfigurationPath,
      response: answers(200, Configuration),
    },
    handler: async (request) => {
      const row = await existing(database, callerOf(request).accountSid, request);
      return configurationResource(row, originOf(request, settings.publicUrl));
    },
  });

  api.route({
    method: 'POST',
    url: '/Configurations/:Sid/Archive',
    config: release,
    schema: {
      summary: 'Archives a configuration, for good.',
      params: ConfigurationPath,
      response: answers(200, ConfigurationArchive),
    },
    handler: async (request, reply) =>
      post({ context, request, reply, status: 200 }, async (write, origin) => {
        const before = await existing(write.tx, write.account.sid, request);
        const after = await archiveConfiguration(write, before);
        return archiveResource(configurationResource(after, origin), 'links');
      }),
  });
}

async function existing(
  db: Db,
  accountSid: string,
  request: { params: { Sid: string }; url: string },
): Promise<ConfigurationRow> {
  const row = await findConfiguration(db, accountSid, request.params.Sid);
  if (!row) throw notFound(request.url);
  return row;
}

// /Configurations/{ConfigurationSid}/Plugins
import { callerOf } from '../auth/authenticate.ts';
import { findConfiguration } from '../configurations/store.ts';
import type { Context } from '../context.ts';
import type { ConfigurationRow, Database } from '../database/schema.ts';
import { notFound } from '../http/api-error.ts';
import { API_PATH, originOf } from '../http/origin.ts';
import { pageResource } from '../http/page.ts';
import { answers } from '../http/schemas.ts';
import { PageQuery, readSlice } from '../http/slice.ts';
import type { Api } from '../http/type-provider.ts';
import { configuredPluginResource } from './resource.ts';
import {
  ConfiguredPlugin,
  ConfiguredPluginPage,
  ConfiguredPluginPath,
  ConfiguredPluginsPath,
} from './schema.ts';
import { findConfiguredPlugin, listConfiguredPlugins } from './store.ts';

/** Twilio's toolkit reads one page and copies it into the next configuration: what is not on it would be lost. */
const WHOLE_CONFIGURATION = 1000;

export async function configuredPluginRoutes(api: Api, context: Context): Promise<void> {
  const { database, settings } = context;

  api.route({
    method: 'GET',
    url: '/Configurations/:ConfigurationSid/Plugins',
    schema: {
      summary: 'Lists the plugins of a configuration in their order.',
      params: ConfiguredPluginsPath,
      querystring: PageQuery,
      response: answers(200, ConfiguredPluginPage),
    },
    handler: async (request) => {
      const configuration = await existing(database, callerOf(request).accountSid, request);
      const origin = originOf(request, settings.publicUrl);
      const slice = readSlice(request.query, {
        order: 'in-order',
        pageSize: WHOLE_CONFIGURATION,
      });
      return pageResource({
        key: 'plugins',
        url: `${origin}${API_PATH}/Configurations/${configuration.sid}/Plugins`,
        slice,
        rows: await listConfiguredPlugins(database, configuration, slice),
        positionOf: (row) => row.position,
        resourceOf: (row) => configuredPluginResource(row, configuration, origin),
      });
    },
  });

  api.route({
    method: 'GET',
    url: '/Configurations/:ConfigurationSid/Plugins/:PluginSid',
    schema: {
      summary: 'Fetches one plugin of a configuration.',
      params: ConfiguredPluginPath,
      response: answers(200, ConfiguredPlugin),
    },
    handler: async (request) => {
      const configuration = await existing(database, callerOf(request).accountSid, request);
      const { PluginSid } = request.params;
      const row = await findConfiguredPlugin(database, configuration, PluginSid);
      if (!row) throw notFound(request.url);
      return configuredPluginResource(row, configuration, originOf(request, settings.publicUrl));
    },
  });
}

async function existing(
  database: Database,
  accountSid: string,
  request: { params: { ConfigurationSid: string }; url: string },
): Promise<ConfigurationRow> {
  const row = await findConfiguration(database, accountSid, request.params.ConfigurationSid);
  if (!row) throw notFound(request.url);
  return row;
}

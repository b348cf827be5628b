// /plugins: the addresses under which an unmodified Flex UI looks for its plugins.
import type { FileIndex } from '../bundles/file-index.ts';
import { ADAPTER_FILE } from '../bundles/flex-adapter.ts';
import { type FileSource, sendFile } from '../bundles/send-file.ts';
import { findBundleOfVersion } from '../bundles/store.ts';
import type { Context } from '../context.ts';
import { notFound } from '../http/api-error.ts';
import { originOf } from '../http/origin.ts';
import { answers } from '../http/schemas.ts';
import type { Api } from '../http/type-provider.ts';
import { cachingHeaders } from '../manifest/manifest-headers.ts';
import { prepareAnswer } from '../manifest/prepared-answer.ts';
import { findPluginVersion } from '../plugin-versions/store.ts';
import { findPlugin } from '../plugins/store.ts';
import type { Grants } from '../readers/grants.ts';
import type { Readers } from '../readers/readers.ts';
import { customEntry } from './list-entries.ts';
import { listOf } from './list-of.ts';
import { loaderRoute } from './loader-route.ts';
import { BundleByNamePath, FlexListAnswer, FlexListQuery } from './schema.ts';
import { sendPrepared } from './send-prepared.ts';

export type FlexListTools = {
  readonly readers: Readers;
  readonly grants: Grants;
  readonly index: FileIndex;
  /** Undefined where the registry hosts no bundles. */
  readonly source: FileSource | undefined;
};

/** Who asks decides what is under a name, so no cache may answer for the registry. */
const NAMED_CACHING = cachingHeaders({ isPublic: false });

export async function flexListRoutes(
  api: Api,
  context: Context,
  { readers, grants, index, source }: FlexListTools,
): Promise<void> {
  const loader = loaderRoute(api, context);

  for (const [url, isCustom] of [
    ['/plugins', false],
    ['/plugins/custom', true],
  ] as const) {
    api.route({
      method: 'GET',
      url,
      schema: {
        summary: isCustom
          ? "Plugboard: the list for Twilio's setting custom_plugins_url."
          : "Plugboard: the list that Flex UI's own loader reads.",
        querystring: FlexListQuery,
        response: answers(200, FlexListAnswer),
      },
      handler: async (request, reply) => {
        const reader = await readers.ofList(request, request.query.AccountSid);
        const origin = originOf(request, context.settings.publicUrl);
        const list = await listOf(context, { grants, loader }, reader, origin);
        if (list.leftOut.length > 0) {
          void reply.header('plugboard-left-out', list.leftOut.join(', '));
        }
        const entries = isCustom ? list.entries.map(customEntry) : list.entries;
        const answer = await prepareAnswer(JSON.stringify(entries));
        void reply.headers(cachingHeaders({ isPublic: reader.kind === 'anyone' }));
        return sendPrepared(request, reply.type('application/json; charset=utf-8'), answer);
      },
    });
  }

  api.route({
    method: ['GET', 'HEAD'],
    url: '/plugins/v1/:Name/:Version/bundle.js',
    schema: { hide: true, params: BundleByNamePath, querystring: FlexListQuery },
    handler: async (request, reply) => {
      const { accountSid } = await readers.ofList(request, request.query.AccountSid);
      const { Name: name, Version: version } = request.params;
      const plugin = await findPlugin(context.database, accountSid, name);
      const row = plugin && (await findPluginVersion(context.database, plugin.sid, version));
      const bundle = row && (await findBundleOfVersion(context.database, row.sid));
      if (!row || !bundle || !source) throw notFound(request.url);
      if (row.private && !(await readers.ofPrivate(request, accountSid))) {
        throw notFound(request.url);
      }
      const path = row.format === 'system' ? ADAPTER_FILE : bundle.entry;
      const file = await index.find({ accountSid, bundleId: bundle.id, path });
      if (!file) throw notFound(request.url);
      return sendFile(request, reply, source, file, NAMED_CACHING);
    },
  });
}

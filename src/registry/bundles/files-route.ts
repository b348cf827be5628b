// GET /Plugins/{PluginSid}/Versions/{Sid}/Files: the files of a version that the registry hosts.
import { Type } from '@sinclair/typebox';
import { callerOf } from '../auth/authenticate.ts';
import type { Context } from '../context.ts';
import type { BundleFileRow, BundleRow } from '../database/schema.ts';
import { notFound } from '../http/api-error.ts';
import { originOf } from '../http/origin.ts';
import { answers, Resource, Sid, Uri } from '../http/schemas.ts';
import type { Api } from '../http/type-provider.ts';
import { PluginVersionPath } from '../plugin-versions/schema.ts';
import { findPluginVersion } from '../plugin-versions/store.ts';
import { findPlugin } from '../plugins/store.ts';
import { bundleAddress } from './bundle-address.ts';
import { mediaTypeOf } from './media-type.ts';
import { findBundleOfVersion, listBundleFiles } from './store.ts';

const BundleFile = Resource({
  path: Type.String(),
  size: Type.Integer(),
  content_type: Type.String(),
  integrity: Type.String(),
  url: Uri,
});

/** All files in one answer: an upload may have 500 at most. */
const BundleFiles = Resource({
  plugin_version_sid: Sid('pluginVersion'),
  entry: Type.String(),
  files: Type.Array(BundleFile),
});

export function bundleFilesRoute(api: Api, { database, settings }: Context): void {
  api.route({
    method: 'GET',
    url: '/Plugins/:PluginSid/Versions/:Sid/Files',
    schema: {
      summary: 'Plugboard: lists the files of a hosted version; 404 where it is hosted elsewhere.',
      params: PluginVersionPath,
      response: answers(200, BundleFiles),
    },
    handler: async (request) => {
      const { PluginSid, Sid } = request.params;
      const plugin = await findPlugin(database, callerOf(request).accountSid, PluginSid);
      const version = plugin && (await findPluginVersion(database, plugin.sid, Sid));
      const bundle = version && (await findBundleOfVersion(database, version.sid));
      if (!bundle) throw notFound(request.url);
      const origin = originOf(request, settings.publicUrl);
      const rows = await listBundleFiles(database, bundle);
      return {
        plugin_version_sid: version.sid,
        entry: bundle.entry,
        files: rows.map((row) => fileResource(bundle, row, origin)),
      };
    },
  });
}

function fileResource(bundle: BundleRow, { path, size, digest }: BundleFileRow, origin: string) {
  return {
    path,
    size,
    content_type: mediaTypeOf(path),
    integrity: `sha384-${Buffer.from(digest, 'hex').toString('base64')}`,
    url: `${origin}${bundleAddress(bundle, path)}`,
  };
}

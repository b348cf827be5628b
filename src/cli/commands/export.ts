// `plugboard export`: the live release as static files, which any server or CDN can hand to the loader.
import { resolve } from 'node:path';
import { fetchReleaseManifest, type PluginsApi } from '../../client/index.ts';
import {
  type ManifestPluginResource,
  parseReleaseManifest,
  type ReleaseManifestResource,
} from '../../domain/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { copyPlugin } from '../exports/copy-plugin.ts';
import { writeInside } from '../exports/write-inside.ts';
import { usageError } from '../failures/usage-error.ts';
import { makeFolder, type NewFolder, refuseFull } from '../new-folder.ts';
import { isWebAddress } from '../profiles/choose-login.ts';
import { requireActiveRelease } from '../releases/find-release.ts';
import type { Shape } from '../shape.ts';

export type ExportFlags = { readonly baseUrl?: string };

export const EXPORTED_SHAPE: Shape = {
  folder: 'text',
  releaseSid: 'text',
  manifest: 'text',
  registryUrl: 'text',
  plugins: 'number',
  files: 'number',
  bytes: 'number',
};

/** Where the loader asks for the manifest, below the address that the page gives it. */
const MANIFEST = 'v1/PluginService/Releases/Active/Manifest';

export const exportRelease: RunCommand<ExportFlags> = async (
  { terminal, connect, note },
  { args: [to = ''], flags },
) => {
  const base = baseOf(flags.baseUrl);
  const folder = resolve(terminal.cwd, to);
  const wanted: NewFolder = { folder, advice: 'Name another folder.' };
  await refuseFull(wanted);
  const api = await connect();
  const manifest = await fetchLive(api);
  // What the loader could not read is better found here than on every desktop.
  const { refusedEntries } = parseReleaseManifest(manifest);
  if (refusedEntries[0]) throw refusedEntries[0].error;

  const { account_sid, release_sid, configuration_sid, date_created } = manifest;
  const plugins: ManifestPluginResource[] = [];
  let files = 0;
  let bytes = 0;
  await makeFolder(wanted, async (partial) => {
    for (const plugin of manifest.plugins) {
      note(`${plugin.unique_name} ${plugin.version}`);
      const copied = await copyPlugin(api, plugin, partial);
      files += copied.files;
      bytes += copied.bytes;
      const { integrity } = copied;
      plugins.push({ ...plugin, plugin_url: `${base}/${copied.path}`, integrity });
    }
    const exported = { account_sid, release_sid, configuration_sid, date_created, plugins };
    await writeInside(partial, MANIFEST, Buffer.from(JSON.stringify(exported)));
  });
  return {
    json: {
      folder,
      releaseSid: release_sid,
      manifest: MANIFEST,
      registryUrl: base,
      plugins: plugins.length,
      files,
      bytes,
    },
    text: () =>
      [
        `Exported ${release_sid}: ${plugins.length} plugins in ${files} files, ${bytes} bytes, to ${folder}`,
        `Serve it at ${base} with Access-Control-Allow-Origin, and give the loader registry: { url: '${base}' }.`,
      ].join('\n'),
  };
};

function baseOf(baseUrl: string | undefined): string {
  if (baseUrl !== undefined && isWebAddress(baseUrl)) return baseUrl.replace(/\/+$/, '');
  throw usageError(
    'The address under which the folder will be served is missing.',
    'Give --base-url https://cdn.example.com/plugins; bundles are named by it in the manifest.',
  );
}

async function fetchLive(api: PluginsApi): Promise<ReleaseManifestResource> {
  const manifest = await fetchReleaseManifest(api);
  if (manifest) return manifest;
  await requireActiveRelease(api);
  // Somebody has just released the first one.
  return fetchLive(api);
}

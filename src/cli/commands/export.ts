// `plugboard export`: the live release as static files, which any server or CDN can hand to the loader.
import { rename, rm, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fetchReleaseManifest } from '../../client/index.ts';
import { type ManifestPluginResource, parseReleaseManifest } from '../../domain/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { copyPlugin } from '../exports/copy-plugin.ts';
import { refused } from '../exports/refused.ts';
import { writeInside } from '../exports/write-inside.ts';
import { usageError } from '../failures/usage-error.ts';
import { isWebAddress } from '../profiles/choose-login.ts';
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
  await refuseExisting(folder);
  const api = await connect();
  const manifest = await fetchReleaseManifest(api);
  if (!manifest) throw refused('no-active-release', 'Nothing was released yet.', 'Release first.');
  // What the loader could not read is better found here than on every desktop.
  const { refusedEntries } = parseReleaseManifest(manifest);
  if (refusedEntries[0]) throw refusedEntries[0].error;

  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  const plugins: ManifestPluginResource[] = [];
  let files = 0;
  let bytes = 0;
  for (const plugin of manifest.plugins) {
    note(`${plugin.unique_name} ${plugin.version}`);
    const copied = await copyPlugin(api, plugin, partial);
    files += copied.files;
    bytes += copied.bytes;
    const { integrity } = copied;
    plugins.push({ ...plugin, plugin_url: `${base}/${copied.path}`, integrity });
  }
  const { account_sid, release_sid, configuration_sid, date_created } = manifest;
  const exported = { account_sid, release_sid, configuration_sid, date_created, plugins };
  await writeInside(partial, MANIFEST, Buffer.from(JSON.stringify(exported)));
  await rename(partial, folder);
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

async function refuseExisting(folder: string): Promise<void> {
  try {
    await stat(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  throw usageError(`${folder} exists already.`, 'Name a new folder.');
}

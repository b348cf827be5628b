// `plugboard export`: the live release as static files, which any server or CDN can hand to the loader.
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fetchBundle, fetchReleaseManifest, type PluginsApi } from '../../client/index.ts';
import { type ManifestPluginResource, parseReleaseManifest } from '../../domain/index.ts';
import type { RunCommand } from '../command-spec.ts';
import { integrityOf } from '../deploys/inspect-bundle.ts';
import { EXIT } from '../exit-codes.ts';
import { CliError } from '../failures/cli-error.ts';
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
  if (!manifest) throw failure('no-active-release', 'Nothing was released yet.', 'Release first.');
  // What the loader could not read is better found here than on every desktop.
  const { refusedEntries } = parseReleaseManifest(manifest);
  if (refusedEntries[0]) throw refusedEntries[0].error;

  const partial = `${folder}.partial`;
  await rm(partial, { recursive: true, force: true });
  const plugins: ManifestPluginResource[] = [];
  let bytes = 0;
  for (const plugin of manifest.plugins) {
    note(`${plugin.unique_name} ${plugin.version}`);
    const bundle = await download(api, plugin);
    const path = `bundles/${plugin.unique_name}/${folderOf(plugin.version)}/bundle.js`;
    await write(join(partial, path), bundle);
    bytes += bundle.byteLength;
    const integrity = plugin.integrity ?? integrityOf(bundle);
    plugins.push({ ...plugin, plugin_url: `${base}/${path}`, integrity });
  }
  const { account_sid, release_sid, configuration_sid, date_created } = manifest;
  const exported = { account_sid, release_sid, configuration_sid, date_created, plugins };
  await write(join(partial, MANIFEST), Buffer.from(JSON.stringify(exported)));
  await rename(partial, folder);
  return {
    json: {
      folder,
      releaseSid: release_sid,
      manifest: MANIFEST,
      registryUrl: base,
      plugins: plugins.length,
      bytes,
    },
    text: () =>
      [
        `Exported ${release_sid}: ${plugins.length} plugins, ${bytes} bytes, to ${folder}`,
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

/** Versions may hold signs that servers and file systems read in their own way, such as the plus of a build. */
function folderOf(version: string): string {
  return version.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_');
}

async function download(
  { fetch }: PluginsApi,
  plugin: ManifestPluginResource,
): Promise<Uint8Array> {
  const { unique_name: name, plugin_url: url, integrity } = plugin;
  if (plugin.private) {
    throw failure(
      'bundle-private',
      `The bundle of ${name} is private; a folder of files would make it public.`,
      'Take it out of the release, or deploy a public version.',
    );
  }
  const { status, bytes } = await fetchBundle({ fetch }, url);
  if (status !== 200) {
    throw failure('bundle-status', `${url} answers with status ${status}.`, 'Put it back.');
  }
  if (integrity?.startsWith('sha384-') && integrity !== integrityOf(bytes)) {
    throw failure(
      'bundle-differs',
      `${url} serves other bytes than were deployed.`,
      'Put them back.',
    );
  }
  return bytes;
}

function failure(code: string, message: string, advice: string): CliError {
  return new CliError({ code, message, advice, exit: EXIT.refused });
}

async function write(path: string, bytes: Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
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

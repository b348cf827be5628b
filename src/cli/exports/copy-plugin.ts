// Copies what one plugin of a release needs in a browser into a folder: its bundle, and the files beside it.
import { join } from 'node:path';
import { fetchBundle, fetchBundleFiles, type PluginsApi } from '../../client/index.ts';
import type { ManifestPluginResource } from '../../domain/index.ts';
import { integrityOf } from '../deploys/inspect-bundle.ts';
import { EXIT } from '../exit-codes.ts';
import { answerOf } from '../failures/other-api.ts';
import { refused } from './refused.ts';
import { writeInside } from './write-inside.ts';

export type CopiedPlugin = {
  /** Path of the file that a browser runs, below the folder. */
  readonly path: string;
  readonly integrity: string;
  readonly files: number;
  readonly bytes: number;
};

type BrowserFile = {
  readonly path: string;
  readonly url: string;
  readonly integrity: string | undefined;
};

export async function copyPlugin(
  api: PluginsApi,
  plugin: ManifestPluginResource,
  folder: string,
): Promise<CopiedPlugin> {
  if (plugin.private) {
    throw refused(
      'bundle-private',
      `The bundle of ${plugin.unique_name} is private; a folder of files would make it public.`,
      'Take it out of the release, or deploy a public version.',
    );
  }
  const below = `bundles/${plugin.unique_name}/${folderOf(plugin.version)}`;
  const { entry, others } = await filesOf(api, plugin);
  const bundle = await download(api, entry);
  await writeInside(join(folder, below), entry.path, bundle);
  let bytes = bundle.byteLength;
  for (const file of others) {
    const content = await download(api, file);
    await writeInside(join(folder, below), file.path, content);
    bytes += content.byteLength;
  }
  return {
    path: `${below}/${entry.path}`,
    integrity: plugin.integrity ?? integrityOf(bundle),
    files: 1 + others.length,
    bytes,
  };
}

/** Of a bundle hosted elsewhere only its address is known. Source maps are not for the public. */
async function filesOf(
  api: PluginsApi,
  { plugin_sid, plugin_version_sid, plugin_url, integrity }: ManifestPluginResource,
): Promise<{ entry: BrowserFile; others: readonly BrowserFile[] }> {
  const hosted = await fetchBundleFiles(api, plugin_sid, plugin_version_sid);
  const served = hosted?.files.find(({ url }) => url === plugin_url);
  if (!hosted || !served) {
    return { entry: { path: 'bundle.js', url: plugin_url, integrity }, others: [] };
  }
  const taken = (path: string) => path !== served.path && !path.toLowerCase().endsWith('.map');
  const others = hosted.files.filter(({ path }) => taken(path));
  return { entry: { ...served, integrity: integrity ?? served.integrity }, others };
}

async function download(
  { fetch }: PluginsApi,
  { url, integrity }: BrowserFile,
): Promise<Uint8Array> {
  const { status, bytes } = await answerOf('bundle', fetchBundle({ fetch }, url));
  if (status >= 500) {
    const advice = 'The host of the bundle failed: wait a moment, then run it again.';
    throw refused('bundle-status', answered(url, status), advice, EXIT.unreachable);
  }
  if (status !== 200) throw refused('bundle-status', answered(url, status), 'Put it back.');
  if (integrity?.startsWith('sha384-') && integrity !== integrityOf(bytes)) {
    throw refused(
      'bundle-differs',
      `${url} serves other bytes than were deployed.`,
      'Put them back.',
    );
  }
  return bytes;
}

function answered(url: string, status: number): string {
  return `${url} answers with status ${status}.`;
}

/** Versions may hold signs that servers and file systems read in their own way, such as the plus of a build. */
function folderOf(version: string): string {
  return version.replace(/[^\w.-]/g, '_').replace(/^\.+/, '_');
}

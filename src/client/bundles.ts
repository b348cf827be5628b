// Bundles that the registry itself hosts (Plugboard's addition): bytes and version in one call.
import type { BundleFilesResource, PluginVersionResource } from '../domain/index.ts';
import { answerOf, listIn } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { formOf } from './form.ts';
import { type NewPluginVersion, readVersion } from './plugin-versions.ts';
import type { PluginsApi } from './plugins-api.ts';
import { undefinedWhenNotFound } from './plugins-api-error.ts';
import { get, postFiles } from './request.ts';

/** A file of a bundle; `path` is relative to the bundle, with `/` between folders. */
export type BundleFile = { readonly path: string; readonly content: Blob };

/** The registry answers where the bytes are and what their integrity is, so these two are not given. */
export type NewHostedVersion = Omit<NewPluginVersion, 'pluginUrl' | 'integrity'> & {
  readonly files: readonly BundleFile[];
  /** Path of the file that a browser runs. Default: `bundle.js`, else the only script at the top. */
  readonly entry?: string;
};

const UPLOAD_TIMEOUT_MS = 120_000;

/**
 * Uploads a bundle (one file, or a folder with chunks, images and a source map) and creates its version.
 * The same upload again answers the version there is; other bytes under the same version fail with status 409.
 * The deadline is `timeoutMs` of the API, else two minutes.
 */
export async function uploadPluginVersion(
  api: PluginsApi,
  plugin: string,
  { files, entry, ...created }: NewHostedVersion,
): Promise<PluginVersionResource> {
  const form = new FormData();
  const fields = formOf({
    Version: created.version,
    Changelog: created.changelog,
    Private: created.private,
    Dependencies: created.dependencies,
    OptionalDependencies: created.optionalDependencies,
    Engines: created.engines,
    Policy: created.policy,
    Format: created.format,
    Entry: entry,
  });
  for (const [name, value] of fields) form.append(name, value);
  for (const { path, content } of files) form.append('File', content, path);
  const url = endpoint(api, 'Plugins', plugin, 'Versions', 'Upload');
  return readVersion(await postFiles(api, url, form, UPLOAD_TIMEOUT_MS));
}

const readFiles = answerOf<BundleFilesResource>('list of files', 'plugin_version_sid', 'entry');
const readFile = answerOf<BundleFilesResource['files'][number]>(
  'file of a bundle',
  'path',
  'integrity',
  'url',
);

/**
 * The files of a version that the registry hosts; undefined when it is hosted elsewhere, there is no such version,
 * or the server speaks Twilio's API only.
 */
export async function fetchBundleFiles(
  api: PluginsApi,
  plugin: string,
  version: string,
): Promise<BundleFilesResource | undefined> {
  const url = endpoint(api, 'Plugins', plugin, 'Versions', version, 'Files');
  const answer = await undefinedWhenNotFound(get(api, url));
  if (answer === undefined) return undefined;
  return { ...readFiles(answer), files: listIn(answer, 'files').map(readFile) };
}

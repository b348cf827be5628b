// Plugin versions: create, fetch, archive, list.
import type { BundleFormat, PluginPolicy, PluginVersionResource } from '../domain/index.ts';
import { answerOf } from './answer.ts';
import { endpoint } from './endpoint.ts';
import { formOf } from './form.ts';
import { type ListOptions, listRows } from './pages.ts';
import type { PluginsApi } from './plugins-api.ts';
import { get, post } from './request.ts';

/** What a version is made of. From `integrity` on these are Plugboard's additions to Twilio's API. */
export type NewPluginVersion = {
  readonly version: string;
  readonly pluginUrl: string;
  readonly changelog?: string;
  readonly private?: boolean;
  /** Subresource Integrity of the bundle's bytes. */
  readonly integrity?: string;
  /** unique_name -> semver range. */
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  /** For example `{ '@twilio/flex-ui': '^2.0.0' }`. */
  readonly engines?: Readonly<Record<string, string>>;
  readonly policy?: PluginPolicy;
  readonly format?: BundleFormat;
};

export const readVersion = answerOf<PluginVersionResource>(
  'plugin version',
  'sid',
  'plugin_sid',
  'version',
  'plugin_url',
);
const readArchived = answerOf<Omit<PluginVersionResource, 'validated'>>(
  'plugin version',
  'sid',
  'plugin_sid',
  'version',
);

/** Registers a version of a plugin (SID or unique name); it never changes afterwards. */
export async function createPluginVersion(
  api: PluginsApi,
  plugin: string,
  created: NewPluginVersion,
): Promise<PluginVersionResource> {
  const form = formOf({
    Version: created.version,
    PluginUrl: created.pluginUrl,
    Changelog: created.changelog,
    Private: created.private,
    Integrity: created.integrity,
    Dependencies: created.dependencies,
    OptionalDependencies: created.optionalDependencies,
    Engines: created.engines,
    Policy: created.policy,
    Format: created.format,
  });
  return readVersion(await post(api, endpoint(api, 'Plugins', plugin, 'Versions'), { form }));
}

/** Fetches a version by SID or version string, of a plugin by SID or unique name. */
export async function fetchPluginVersion(
  api: PluginsApi,
  plugin: string,
  version: string,
): Promise<PluginVersionResource> {
  return readVersion(await get(api, endpoint(api, 'Plugins', plugin, 'Versions', version)));
}

/** Archives a version for good; fails with status 400 while it is live or when it is archived already. */
export async function archivePluginVersion(
  api: PluginsApi,
  plugin: string,
  version: string,
): Promise<Omit<PluginVersionResource, 'validated'>> {
  const url = endpoint(api, 'Plugins', plugin, 'Versions', version, 'Archive');
  return readArchived(await post(api, url));
}

/** All versions of a plugin, the newest first, archived ones included. */
export function listPluginVersions(
  api: PluginsApi,
  plugin: string,
  options?: ListOptions,
): AsyncGenerator<PluginVersionResource, void, undefined> {
  const url = endpoint(api, 'Plugins', plugin, 'Versions');
  return listRows(api, url, 'plugin_versions', readVersion, options);
}

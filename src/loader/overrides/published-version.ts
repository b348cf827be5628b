// Asks the registry for another version of a plugin, by the plain Plugins API: with the host's credentials.
import {
  type ManifestPlugin,
  PlugboardError,
  parseReleaseManifest,
  type ReleaseManifest,
  reasonOf,
} from '../../domain/index.ts';
import type { BootSettings } from '../options.ts';
import { requestJson } from '../request-json.ts';

/** Rejects with `override-version`. */
export async function fetchPublishedVersion(
  plugin: string,
  version: string,
  release: ReleaseManifest,
  settings: BootSettings,
): Promise<ManifestPlugin> {
  const { registry, timeouts } = settings;
  const url = `${registry.url}/v1/PluginService/Plugins/${plugin}/Versions/${encodeURIComponent(version)}`;
  const signal = new AbortController().signal;
  try {
    const resource = await requestJson(url, settings, signal, timeouts.manifestMs);
    return parseVersion(resource, plugin, version, release);
  } catch (cause) {
    const reason = cause instanceof PlugboardError ? cause.code : reasonOf(cause);
    throw new PlugboardError('override-version', { plugin, version, reason }, { cause });
  }
}

/** Read like an entry of a manifest, by the same parser. */
function parseVersion(
  resource: unknown,
  plugin: string,
  version: string,
  release: ReleaseManifest,
): ManifestPlugin {
  const fields = Object(resource) as Record<string, unknown>;
  if (fields['version'] !== version) throw new Error('the registry answered another version');
  const entry = { ...fields, unique_name: plugin, plugin_version_archived: fields['archived'] };
  const { plugins, refusedEntries } = parseReleaseManifest({
    account_sid: release.accountSid,
    release_sid: release.releaseSid,
    configuration_sid: release.configurationSid,
    plugins: [entry],
  });
  const [found] = plugins;
  if (!found) throw refusedEntries[0]?.error ?? new Error('the registry answered no version');
  return found;
}

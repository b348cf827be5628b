// The files behind both desktops: the manifest that Plugboard reads, the list that Flex UI reads, and the same bundles.
import type { ManifestPluginResource } from '../../src/domain/index.ts';
import type { Site } from '../boot/contender.ts';
import type { PublishedWork } from '../boot/plugboard/publish-work.ts';
import { list } from '../boot/site-files.ts';

const MANIFEST_PATH = '/v1/PluginService/Releases/Active/Manifest';
export const LIST_PATH = '/plugins';

/** `flexDesktop` is the origin of the desktop whose plugins Flex UI loads: it asks with credentials. */
export function stageSite({ manifest, files }: PublishedWork, flexDesktop: string): Site {
  const headers = {
    'access-control-allow-origin': flexDesktop,
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'x-flex-jwe, x-flex-version',
  };
  return {
    desktop: {},
    registry: {
      ...files,
      [MANIFEST_PATH]: list(manifest),
      [LIST_PATH]: { ...list(manifest.plugins.map(flexEntry)), headers },
    },
    cdn: {},
  };
}

/** As the registry lists a plugin for Flex UI. */
function flexEntry(plugin: ManifestPluginResource) {
  const { unique_name: name, version, plugin_url: src, integrity, phase } = plugin;
  return { name, version, src, integrity, phase, provider: 'PluginsApiV1' };
}

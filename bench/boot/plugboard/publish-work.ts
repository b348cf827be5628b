// Releases a work with a real registry, and takes from it what browsers get: the manifest and every bundle.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import {
  basicAuth,
  composeRelease,
  createPlugin,
  fetchReleaseManifest,
  type PluginsApi,
  uploadPluginVersion,
} from '../../../src/client/index.ts';
import type { ReleaseManifestResource } from '../../../src/domain/index.ts';
import { startRegistry } from '../../../src/registry/index.ts';
import type { Files, Origins, Work, WorkPlugin } from '../contender.ts';
import { script } from '../site-files.ts';
import { flexBundle } from './flex-bundle.ts';

export type PublishedWork = {
  /** With `release_bundle`. */
  readonly manifest: ReleaseManifestResource;
  /** Every plugin's bundle and the release bundle, by path on the CDN. */
  readonly files: Files;
};

const RELEASE_BUNDLE_DEADLINE_MS = 120_000;
/** Makes a release of two hundred plugins an ordinary request. */
const TIMEOUT_MS = 60_000;

export async function publishWork(
  work: Work,
  { cdn }: Pick<Origins, 'cdn'>,
): Promise<PublishedWork> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-bench-registry-'));
  // The CDN is the name under which browsers know this registry's bundles.
  const registry = await startRegistry({ dataFolder, publicUrl: cdn, rateLimitPerMinute: 0 });
  try {
    const { accountSid, authToken } = registry.credentials;
    const authorize = basicAuth(accountSid, authToken);
    const api = { baseUrl: registry.url, fetch, authorize, timeoutMs: TIMEOUT_MS };
    const enable: string[] = [];
    for (const plugin of work) enable.push(await uploadPlugin(api, plugin, work));
    await composeRelease(api, { enable });
    const manifest = await manifestWithBundle(api);
    const addresses = manifest.plugins.map(({ plugin_url }) => plugin_url);
    if (manifest.release_bundle) addresses.push(manifest.release_bundle.url);
    return { manifest, files: await readFiles(addresses, registry.url) };
  } finally {
    await registry.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function uploadPlugin(api: PluginsApi, plugin: WorkPlugin, work: Work): Promise<string> {
  const { name, version } = plugin;
  const rangeOf = (needed: string) => `^${work.find((it) => it.name === needed)?.version}`;
  await createPlugin(api, { uniqueName: name });
  await uploadPluginVersion(api, name, {
    version,
    files: [{ path: 'bundle.js', content: new Blob([flexBundle(plugin)]) }],
    dependencies: Object.fromEntries(plugin.dependencies.map((it) => [it, rangeOf(it)])),
  });
  return `${name}@${version}`;
}

/** The registry makes the release bundle behind the back of the release. */
async function manifestWithBundle(api: PluginsApi): Promise<ReleaseManifestResource> {
  for (const deadline = Date.now() + RELEASE_BUNDLE_DEADLINE_MS; Date.now() < deadline; ) {
    const manifest = await fetchReleaseManifest(api);
    if (manifest?.release_bundle) return manifest;
    await delay(100);
  }
  throw new Error('The registry made no release bundle in time.');
}

async function readFiles(addresses: readonly string[], registryUrl: string): Promise<Files> {
  const files: Record<string, Files[string]> = {};
  for (const { pathname } of addresses.map((address) => new URL(address))) {
    const response = await fetch(registryUrl + pathname, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    if (!response.ok) throw new Error(`The registry answered ${response.status} for ${pathname}.`);
    files[pathname] = script(await response.text());
  }
  return files;
}

// A registry that hosts the example plugins, and a desktop that leaves them to Flex UI's own loader.
import { readFile } from 'node:fs/promises';
import { expect } from '@playwright/test';
import { type Desktop, startDesktop } from '../../examples/flex-desktop/server/start-desktop.ts';
import { buildPlugins } from '../../examples/plugins/build.ts';
import {
  basicAuth,
  createConfiguration,
  createPlugin,
  createRelease,
  fetchReleaseManifest,
  type PluginsApi,
  uploadPluginVersion,
} from '../../src/client/index.ts';
import {
  type RegistryOptions,
  type RunningRegistry,
  startRegistry,
} from '../../src/registry/index.ts';

export type HostedFlex = {
  readonly desktop: Desktop;
  readonly registry: RunningRegistry;
  readonly api: PluginsApi;
  readonly versionSids: readonly string[];
  close(): Promise<void>;
};

export async function startHostedFlex(options: RegistryOptions): Promise<HostedFlex> {
  const registry = await startRegistry(options);
  const { accountSid, authToken } = registry.credentials;
  const api = { baseUrl: registry.url, fetch, authorize: basicAuth(accountSid, authToken) };
  const versionSids = await uploadPlugins(api);
  await release(api, versionSids);
  await releaseBundleMade(api);
  const desktop = await startDesktop({ registryUrl: registry.url, pluginLoader: 'flex' });
  return {
    desktop,
    registry,
    api,
    versionSids,
    close: async () => {
      await desktop.close();
      await registry.close();
    },
  };
}

/** It is made behind the back of the release, so that no release waits for it. */
async function releaseBundleMade(api: PluginsApi): Promise<void> {
  await expect
    .poll(async () => (await fetchReleaseManifest(api))?.release_bundle?.parts.length)
    .toBe(2);
}

/** In the reverse of the order in which they have to start. */
async function uploadPlugins(api: PluginsApi): Promise<string[]> {
  const sids: string[] = [];
  for (const { uniqueName, description, file, integrity, ...declared } of (
    await buildPlugins()
  ).reverse()) {
    await createPlugin(api, { uniqueName, description });
    const version = await uploadPluginVersion(api, uniqueName, {
      ...declared,
      files: [
        { path: 'bundle.js', content: new Blob([await readFile(file)]) },
        { path: 'bundle.js.map', content: new Blob([await readFile(`${file}.map`)]) },
      ],
    });
    if (version.integrity !== integrity) throw new Error(`${uniqueName} arrived changed`);
    sids.push(version.sid);
  }
  return sids;
}

export async function release(api: PluginsApi, versionSids: readonly string[]): Promise<string> {
  const plugins = versionSids.map((pluginVersionSid) => ({ pluginVersionSid }));
  const { sid } = await createConfiguration(api, { name: 'Hosted', plugins });
  return (await createRelease(api, { configurationSid: sid })).sid;
}

// Publishing the example plugins into a real registry, again and again.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  type PluginToPublish,
  publishPlugins,
} from '../../examples/flex-desktop/demo/publish-plugins.ts';
import {
  basicAuth,
  createConfiguration,
  createRelease,
  fetchActiveRelease,
  fetchReleaseManifest,
  listReleases,
  type PluginsApi,
} from '../../src/client/index.ts';
import { type RunningRegistry, startRegistry } from '../../src/registry/index.ts';

const INTEGRITY = `sha384-${'A'.repeat(64)}`;
const OTHER_INTEGRITY = `sha384-${'B'.repeat(64)}`;

let dataFolder: string;
let registry: RunningRegistry;
let api: PluginsApi;

test.beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-'));
  registry = await startRegistry({ dataFolder });
  const { accountSid, authToken } = registry.credentials;
  api = { baseUrl: registry.url, fetch, authorize: basicAuth(accountSid, authToken) };
});

test.afterEach(async () => {
  await registry.close();
  await rm(dataFolder, { recursive: true });
});

const plugin = (
  uniqueName: string,
  { version = '1.0.0', integrity = INTEGRITY, port = 8700 } = {},
): PluginToPublish => ({
  uniqueName,
  description: '',
  version: {
    version,
    pluginUrl: `http://localhost:${port}/bundles/${uniqueName}/${version}/bundle.js`,
    integrity,
  },
});

async function publish(...plugins: PluginToPublish[]): Promise<string[]> {
  const lines: string[] = [];
  await publishPlugins(api, plugins, (line) => lines.push(line));
  return lines;
}

async function liveVersions(): Promise<string[] | undefined> {
  const manifest = await fetchReleaseManifest(api);
  return manifest?.plugins.map((entry) => `${entry.unique_name} ${entry.version}`);
}

async function countReleases(): Promise<number> {
  let count = 0;
  for await (const release of listReleases(api)) if (release.sid !== '') count += 1;
  return count;
}

test('the first publication makes all plugins live in one release', async () => {
  const lines = await publish(plugin('timer'), plugin('notes'));
  expect(await liveVersions()).toEqual(['timer 1.0.0', 'notes 1.0.0']);
  expect(lines).toEqual([expect.stringMatching(/^Released timer 1\.0\.0, notes 1\.0\.0 \(FK/)]);
});

test('publishing the same again releases nothing', async () => {
  await publish(plugin('timer'), plugin('notes'));
  const lines = await publish(plugin('timer'), plugin('notes'));
  expect(lines).toEqual([]);
  expect(await countReleases()).toBe(1);
});

test('a release that someone made in between stays live', async () => {
  await publish(plugin('timer'), plugin('notes'));
  const { sid } = await createConfiguration(api, { name: 'none', plugins: [] });
  const own = await createRelease(api, { configurationSid: sid });
  await publish(plugin('timer'), plugin('notes'));
  expect((await fetchActiveRelease(api))?.sid).toBe(own.sid);
});

test('a new version of one plugin is released together with the others', async () => {
  await publish(plugin('timer'), plugin('notes'));
  await publish(plugin('timer', { version: '1.1.0' }), plugin('notes'));
  expect(await liveVersions()).toEqual(['timer 1.1.0', 'notes 1.0.0']);
});

test('other bytes under a published version are not published, and are told of', async () => {
  await publish(plugin('timer'));
  const lines = await publish(plugin('timer', { integrity: OTHER_INTEGRITY }));
  expect(lines).toEqual([
    'timer 1.0.0 was published with other bytes, and browsers refuse the new ones: raise its version.',
  ]);
  expect((await fetchReleaseManifest(api))?.plugins[0]?.integrity).toBe(INTEGRITY);
});

test('a desktop on another port is told where the bundles were published', async () => {
  await publish(plugin('timer'));
  const lines = await publish(plugin('timer', { port: 9000 }));
  expect(lines).toEqual([
    expect.stringContaining('http://localhost:8700/bundles/timer/1.0.0/bundle.js'),
  ]);
});

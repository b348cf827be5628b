// The client against a real registry on loopback: every call once, in the order in which a release comes about.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  archiveConfiguration,
  archivePlugin,
  archivePluginVersion,
  basicAuth,
  createConfiguration,
  createPlugin,
  createPluginVersion,
  createRelease,
  fetchActiveRelease,
  fetchConfiguration,
  fetchPlugin,
  fetchPluginVersion,
  fetchRelease,
  fetchReleaseManifest,
  listConfigurations,
  listConfiguredPlugins,
  listPlugins,
  listPluginVersions,
  listReleases,
  type PluginsApi,
  updatePlugin,
} from '../../src/client/index.ts';
import { type RunningRegistry, startRegistry } from '../../src/registry/index.ts';
import { failureOf } from './loopback-api.ts';

let dataFolder: string;
let registry: RunningRegistry;
let api: PluginsApi;

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-client-'));
  registry = await startRegistry({ dataFolder, logLevel: 'silent' });
  const { accountSid, authToken } = registry.credentials;
  api = { baseUrl: registry.url, fetch, authorize: basicAuth(accountSid, authToken) };
});
afterAll(async () => {
  await registry.close();
  await rm(dataFolder, { recursive: true, force: true });
});

async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

async function newVersion(plugin: string, version = '1.0.0'): Promise<string> {
  const pluginUrl = `https://cdn.test/${plugin}/${version}/bundle.js`;
  const { sid } = await createPluginVersion(api, plugin, { version, pluginUrl });
  return sid;
}

async function releaseOf(pluginVersionSids: string[]): Promise<string> {
  const plugins = pluginVersionSids.map((pluginVersionSid) => ({ pluginVersionSid }));
  const { sid } = await createConfiguration(api, { name: 'Released', plugins });
  await createRelease(api, { configurationSid: sid });
  return sid;
}

test('an account that released nothing has neither an active release nor a manifest', async () => {
  expect(await fetchActiveRelease(api)).toBeUndefined();
  expect(await fetchReleaseManifest(api)).toBeUndefined();
});

test('a plugin is created, changed and read back by name and by SID', async () => {
  const created = await createPlugin(api, { uniqueName: 'texts', friendlyName: 'Texts & more, é' });
  expect(created.friendly_name).toBe('Texts & more, é');
  const updated = await updatePlugin(api, 'texts', { description: '100% "quoted"' });
  expect(updated).toMatchObject({ friendly_name: 'Texts & more, é', description: '100% "quoted"' });
  expect(await fetchPlugin(api, created.sid)).toEqual(await fetchPlugin(api, 'texts'));
});

test('a version keeps its extensions, also when its name holds a plus', async () => {
  await createPlugin(api, { uniqueName: 'extended' });
  const version = '1.0.0-rc.1+build.5';
  const created = await createPluginVersion(api, 'extended', {
    version,
    pluginUrl: 'https://cdn.test/extended.js',
    changelog: 'First; second & third',
    private: true,
    integrity: `sha384-${'A'.repeat(64)}`,
    dependencies: { texts: '^1.0.0' },
    optionalDependencies: { other: '*' },
    engines: { '@twilio/flex-ui': '^2.0.0' },
    policy: 'mandatory',
    format: 'system',
  });
  expect(created).toMatchObject({
    version,
    changelog: 'First; second & third',
    private: true,
    integrity: `sha384-${'A'.repeat(64)}`,
    dependencies: { texts: '^1.0.0' },
    optional_dependencies: { other: '*' },
    engines: { '@twilio/flex-ui': '^2.0.0' },
    policy: 'mandatory',
    format: 'system',
  });
  expect(await fetchPluginVersion(api, 'extended', version)).toEqual(created);
});

test('a release carries the plugins of its configuration, in order, into the manifest', async () => {
  const sids: string[] = [];
  for (const uniqueName of ['first', 'second']) {
    await createPlugin(api, { uniqueName });
    sids.push(await newVersion(uniqueName));
  }
  const configurationSid = await releaseOf(sids);
  expect(await fetchConfiguration(api, configurationSid)).toMatchObject({ name: 'Released' });
  const active = await fetchActiveRelease(api);
  expect(active?.configuration_sid).toBe(configurationSid);
  expect(await fetchRelease(api, active?.sid ?? '')).toEqual(active);

  const manifest = await fetchReleaseManifest(api);
  const configured = await collect(listConfiguredPlugins(api, configurationSid));
  expect(manifest?.release_sid).toBe(active?.sid);
  for (const plugins of [manifest?.plugins, configured]) {
    expect(plugins?.map(({ unique_name, phase }) => [unique_name, phase])).toEqual([
      ['first', 3],
      ['second', 3],
    ]);
  }
});

test('lists come whole over many pages, the newest first', async () => {
  await createPlugin(api, { uniqueName: 'many' });
  const versions = ['1.0.0', '1.1.0', '1.2.0', '1.3.0', '1.4.0'];
  for (const version of versions) await newVersion('many', version);
  const listed = await collect(listPluginVersions(api, 'many', { pageSize: 2 }));
  expect(listed.map(({ version }) => version)).toEqual([...versions].reverse());
  const names = (await collect(listPlugins(api, { pageSize: 1 }))).map((row) => row.unique_name);
  expect(names).toEqual(expect.arrayContaining(['many', 'second', 'first', 'texts']));
});

test('releasing an earlier configuration again is a rollback, and history keeps both', async () => {
  const before = await collect(listReleases(api));
  const empty = await releaseOf([]);
  const earlier = before[0]?.configuration_sid ?? '';
  await createRelease(api, { configurationSid: earlier });
  const after = await collect(listReleases(api, { pageSize: 1 }));
  expect(after.slice(0, 2).map((release) => release.configuration_sid)).toEqual([earlier, empty]);
  expect(after.slice(2)).toEqual(before);
});

test('what is live cannot be archived; what is not can be, once', async () => {
  expect(await failureOf(archivePlugin(api, 'first'))).toMatchObject({
    kind: 'status',
    status: 400,
    code: 20400,
    message: expect.stringContaining('part of an active release'),
  });
  const live = (await fetchActiveRelease(api))?.configuration_sid ?? '';
  await releaseOf([]);
  expect(await archivePluginVersion(api, 'first', '1.0.0')).toMatchObject({ archived: true });
  expect(await archivePlugin(api, 'first')).toMatchObject({ archived: true });
  expect(await archiveConfiguration(api, live)).toMatchObject({ archived: true });
  const configurations = await collect(listConfigurations(api));
  expect(configurations.find(({ sid }) => sid === live)?.archived).toBe(true);
  expect(await failureOf(archivePlugin(api, 'first'))).toMatchObject({
    message: 'Plugin is already archived.',
  });
});

test('a name that is taken, a plugin that is not there and a wrong key are told apart', async () => {
  expect(await failureOf(createPlugin(api, { uniqueName: 'texts' }))).toMatchObject({
    status: 409,
    code: 20409,
  });
  expect(await failureOf(fetchPlugin(api, 'nowhere'))).toMatchObject({ status: 404, code: 20404 });
  const authorize = basicAuth(registry.credentials.accountSid, 'wrong');
  expect(await failureOf(fetchPlugin({ ...api, authorize }, 'texts'))).toMatchObject({
    status: 401,
    code: 20003,
  });
});

// What each call puts on the wire.
import {
  archiveConfiguration,
  archivePlugin,
  archivePluginVersion,
  basicAuth,
  createConfiguration,
  createPlugin,
  createPluginVersion,
  createRelease,
  fetchPlugin,
  fetchPluginVersion,
  updatePlugin,
} from '../../src/client/index.ts';
import { type LoopbackApi, sendJson, startLoopbackApi } from './loopback-api.ts';
import {
  configurationResource,
  pluginResource,
  releaseResource,
  sid,
  versionResource,
} from './resources.ts';

let loopback: LoopbackApi;
beforeEach(async () => {
  loopback = await startLoopbackApi((_, response) => sendJson(response, pluginResource()));
});
afterEach(() => loopback.close());

function lastForm(): [string, string][] {
  return [...(loopback.seen.at(-1)?.form ?? [])];
}

function lastLine(): string {
  const last = loopback.seen.at(-1);
  return `${last?.method} ${last?.url}`;
}

test('creating a plugin sends a form and answers with the resource', async () => {
  loopback.answer = (_, response) => sendJson(response, pluginResource(), 201);
  const created = await createPlugin(loopback.api, {
    uniqueName: 'plugin-1',
    description: 'a&b é',
  });
  expect(created).toEqual(pluginResource());
  expect(lastLine()).toBe('POST /v1/PluginService/Plugins');
  expect(loopback.seen[0]?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(lastForm()).toEqual([
    ['UniqueName', 'plugin-1'],
    ['Description', 'a&b é'],
  ]);
});

test('updating a plugin keeps an empty text and leaves out an absent one', async () => {
  await updatePlugin(loopback.api, 'plugin-1', { description: '' });
  expect(lastLine()).toBe('POST /v1/PluginService/Plugins/plugin-1');
  expect(lastForm()).toEqual([['Description', '']]);
});

test('a version is created with its extensions, structures as JSON text', async () => {
  loopback.answer = (_, response) => sendJson(response, versionResource(), 201);
  await createPluginVersion(loopback.api, 'plugin-1', {
    version: '1.0.0',
    pluginUrl: 'https://cdn.test/bundle.js',
    changelog: 'First',
    private: false,
    integrity: 'sha384-abc',
    dependencies: { base: '^1.0.0' },
    optionalDependencies: { extra: '*' },
    engines: { react: '^17.0.0' },
    policy: 'mandatory',
    format: 'system',
  });
  expect(lastLine()).toBe('POST /v1/PluginService/Plugins/plugin-1/Versions');
  expect(lastForm()).toEqual([
    ['Version', '1.0.0'],
    ['PluginUrl', 'https://cdn.test/bundle.js'],
    ['Changelog', 'First'],
    ['Private', 'false'],
    ['Integrity', 'sha384-abc'],
    ['Dependencies', '{"base":"^1.0.0"}'],
    ['OptionalDependencies', '{"extra":"*"}'],
    ['Engines', '{"react":"^17.0.0"}'],
    ['Policy', 'mandatory'],
    ['Format', 'system'],
  ]);
});

test('a configuration lists its plugins as one repeated parameter, in order', async () => {
  loopback.answer = (_, response) => sendJson(response, configurationResource(), 201);
  await createConfiguration(loopback.api, {
    name: 'Sprint 1',
    plugins: [{ pluginVersionSid: sid('FV', 2) }, { pluginVersionSid: sid('FV', 1), phase: 4 }],
  });
  expect(lastForm()).toEqual([
    ['Name', 'Sprint 1'],
    ['Plugins', `{"plugin_version":"${sid('FV', 2)}"}`],
    ['Plugins', `{"plugin_version":"${sid('FV', 1)}","phase":4}`],
  ]);
});

test('a release names its configuration as ConfigurationId', async () => {
  loopback.answer = (_, response) => sendJson(response, releaseResource(), 201);
  await createRelease(loopback.api, { configurationSid: sid('FJ', 1) });
  expect(lastLine()).toBe('POST /v1/PluginService/Releases');
  expect(lastForm()).toEqual([['ConfigurationId', sid('FJ', 1)]]);
});

test('archiving posts nothing to the Archive path', async () => {
  await archivePlugin(loopback.api, 'plugin-1');
  expect(lastLine()).toBe('POST /v1/PluginService/Plugins/plugin-1/Archive');
  expect(loopback.seen[0]?.headers['content-length']).toBe('0');
  loopback.answer = (_, response) => sendJson(response, versionResource());
  await archivePluginVersion(loopback.api, 'plugin-1', '1.0.0');
  expect(lastLine()).toBe('POST /v1/PluginService/Plugins/plugin-1/Versions/1.0.0/Archive');
  loopback.answer = (_, response) => sendJson(response, configurationResource());
  await archiveConfiguration(loopback.api, sid('FJ', 1));
  expect(lastLine()).toBe(`POST /v1/PluginService/Configurations/${sid('FJ', 1)}/Archive`);
});

test('names and versions stay one path segment whatever they contain', async () => {
  loopback.answer = (_, response) => sendJson(response, versionResource());
  await fetchPluginVersion(loopback.api, 'a/../b', '1.0.0-rc.1+build.5');
  expect(lastLine()).toBe('GET /v1/PluginService/Plugins/a%2F..%2Fb/Versions/1.0.0-rc.1%2Bbuild.5');
});

test.each(['', '.', '..'])('%j is refused as a name before anything is sent', async (name) => {
  await expect(fetchPlugin(loopback.api, name)).rejects.toThrow(TypeError);
  expect(loopback.seen).toHaveLength(0);
});

test('basicAuth authorises each request, also with characters outside ASCII', async () => {
  const authorize = basicAuth('AC1', 'sécret');
  await fetchPlugin({ ...loopback.api, authorize }, 'plugin-1');
  const expected = Buffer.from('AC1:sécret').toString('base64');
  expect(loopback.seen[0]?.headers.authorization).toBe(`Basic ${expected}`);
});

test('credentials and a path in baseUrl are ignored', async () => {
  const baseUrl = loopback.api.baseUrl.replace('//', '//user:secret@').concat('/some/page?x=1');
  await fetchPlugin({ ...loopback.api, baseUrl }, 'plugin-1');
  expect(lastLine()).toBe('GET /v1/PluginService/Plugins/plugin-1');
  expect(loopback.seen[0]?.headers.authorization).toBeUndefined();
});

test('fetch is called as a plain function, as browsers demand', async () => {
  const receivers: unknown[] = [];
  const strictFetch = function (this: unknown, ...args: Parameters<typeof fetch>) {
    receivers.push(this);
    return fetch(...args);
  };
  await fetchPlugin({ ...loopback.api, fetch: strictFetch }, 'plugin-1');
  expect(receivers).toEqual([undefined]);
});

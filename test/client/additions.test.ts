// Plugboard's additions against a real registry: composed releases, guards, the audit trail, keys.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  basicAuth,
  composeRelease,
  createApiKey,
  createPlugin,
  createPluginVersion,
  createRelease,
  fetchReleaseManifest,
  listApiKeys,
  listAudit,
  listReleases,
  type PluginsApi,
  revokeApiKey,
} from '../../src/client/index.ts';
import { type RunningRegistry, startRegistry, verifyAudit } from '../../src/registry/index.ts';
import { failureOf } from './loopback-api.ts';

let dataFolder: string;
let registry: RunningRegistry;
let api: PluginsApi;

beforeEach(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-client-'));
  registry = await startRegistry({ dataFolder, logLevel: 'silent' });
  const { accountSid, authToken } = registry.credentials;
  api = { baseUrl: registry.url, fetch, authorize: basicAuth(accountSid, authToken) };
  for (const uniqueName of ['one', 'two']) {
    await createPlugin(api, { uniqueName });
    for (const version of ['1.0.0', '1.1.0']) {
      await createPluginVersion(api, uniqueName, { version, pluginUrl: 'https://cdn.test/b.js' });
    }
  }
});
afterEach(async () => {
  await registry.close();
  await rm(dataFolder, { recursive: true, force: true });
});

async function collect<Row>(rows: AsyncIterable<Row>): Promise<Row[]> {
  const all: Row[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

async function live(): Promise<string[]> {
  const manifest = await fetchReleaseManifest(api);
  return (manifest?.plugins ?? []).map((it) => `${it.unique_name}@${it.version}:${it.phase}`);
}

test('a composed release enables by name, by SID with a phase, and disables by name', async () => {
  const first = await composeRelease(api, { enable: ['one@1.0.0', 'two@latest'], name: 'First' });
  expect(first).toMatchObject({ base_release_sid: null, rebased: false });
  expect(await live()).toEqual(['one@1.0.0:3', 'two@1.1.0:3']);
  const { sid } = await createPluginVersion(api, 'one', {
    version: '2.0.0',
    pluginUrl: 'https://cdn.test/2.js',
  });
  await composeRelease(api, {
    enable: [{ pluginVersionSid: sid, phase: 1 }],
    disable: ['two'],
  });
  expect(await live()).toEqual(['one@2.0.0:1']);
});

test('two changes against one base are both live, unless they concern the same plugin', async () => {
  const base = (await composeRelease(api, { enable: ['one@1.0.0'] })).sid;
  await composeRelease(api, { enable: ['one@1.1.0'], base });
  expect(await composeRelease(api, { enable: ['two@1.0.0'], base })).toMatchObject({
    base_release_sid: base,
    rebased: true,
  });
  expect(await failureOf(composeRelease(api, { disable: ['one'], base }))).toMatchObject({
    status: 409,
    details: { reason: 'release-conflict', plugins: ['one'] },
  });
  expect(await live()).toEqual(['one@1.1.0:3', 'two@1.0.0:3']);
});

test('a release that expects another one to be live is refused, and the same key releases once', async () => {
  const { configuration_sid: configurationSid, sid } = await composeRelease(api, {
    enable: ['one@1.0.0'],
  });
  const moved = createRelease(api, { configurationSid, ifMatch: `FK${'0'.repeat(32)}` });
  expect(await failureOf(moved)).toMatchObject({ status: 412 });
  const again = { configurationSid, ifMatch: sid, idempotencyKey: 'pipeline-7' };
  const released = await createRelease(api, again);
  expect(await createRelease(api, again)).toEqual(released);
  expect(await collect(listReleases(api))).toHaveLength(2);
});

test('the audit trail says who, what and why, can be narrowed, and verifies from its answers', async () => {
  const release = await composeRelease(api, { enable: ['one@1.0.0'], reason: 'Ticket 12' });
  const narrowed = await collect(listAudit(api, { resourceSid: release.sid }));
  expect(narrowed).toMatchObject([
    { actor: registry.credentials.accountSid, action: 'release.create', reason: 'Ticket 12' },
  ]);
  const rows = await collect(listAudit(api, {}, { pageSize: 3 }));
  expect(verifyAudit(rows)).toMatchObject({ ok: true, count: rows.length });
});

test('a key does what its scopes allow until it is revoked', async () => {
  const key = await createApiKey(api, { friendlyName: 'Pipeline', scopes: ['read', 'release'] });
  const withKey = { ...api, authorize: basicAuth(key.sid, key.secret) };
  await composeRelease(withKey, { enable: ['one@1.0.0'] });
  expect(await failureOf(createPlugin(withKey, { uniqueName: 'x' }))).toMatchObject({
    status: 403,
    details: { reason: 'scope-missing', scope: 'deploy' },
  });
  expect(await revokeApiKey(api, key.sid)).toMatchObject({ revoked: true });
  expect(await failureOf(collect(listReleases(withKey)))).toMatchObject({ status: 401 });
  expect(await collect(listApiKeys(api))).toMatchObject([{ sid: key.sid, revoked: true }]);
});

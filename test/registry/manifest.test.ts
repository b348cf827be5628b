// The manifest: one answer per boot, readable by the page of an agent, never older than the release.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseReleaseManifest, planLoad } from '../../src/domain/index.ts';
import { startRegistry } from '../../src/registry/index.ts';
import { TestAccount } from './support/test-account.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

let registry: TestRegistry;
let account: TestAccount;
beforeAll(async () => {
  registry = await startTestRegistry();
});
afterAll(() => registry.stop());
beforeEach(async () => {
  account = await registry.newAccount();
});

test('is read by the loader as it stands, in the order in which it starts the plugins', async () => {
  const notes = await account.deploy('notes', '1.2.0', { Integrity: `sha384-${'A'.repeat(64)}` });
  const panel = await account.deploy('panel', '1.0.0', {
    Dependencies: '{"notes":"^1.0.0"}',
    Format: 'system',
    Policy: 'mandatory',
  });
  const configuration = await account.configure(panel, notes);
  const release = await account.release(configuration);
  const { body } = await account.get('Releases/Active/Manifest');
  const manifest = parseReleaseManifest(body);
  expect(manifest).toMatchObject({ releaseSid: release, configurationSid: configuration });
  expect(manifest.refusedEntries).toEqual([]);
  expect(manifest.plugins.map(({ uniqueName }) => uniqueName)).toEqual(['notes', 'panel']);
  expect(manifest.plugins[1]).toMatchObject({
    url: 'https://cdn.example/panel/1.0.0/bundle.js',
    dependencies: { notes: '^1.0.0' },
    format: 'system',
    policy: 'mandatory',
  });
  expect(planLoad(manifest).refused).toEqual([]);
  expect((await account.get(`Releases/${release}/Manifest`)).body).toEqual(body);
});

test('is answered 304 while nothing changed, and never for another release: A, B, A', async () => {
  const [a, b] = [await account.configure(await account.deploy('a')), await account.configure()];
  const tags: (string | null)[] = [];
  for (const configuration of [a, b, a]) {
    await account.release(configuration);
    for (const tag of tags) {
      const old = await account.get('Releases/Active/Manifest', { 'if-none-match': tag ?? '' });
      expect([old.status, old.body.configuration_sid]).toEqual([200, configuration]);
    }
    const fresh = await account.get('Releases/Active/Manifest');
    const tag = fresh.headers.get('etag') ?? '';
    expect(fresh.headers.get('cache-control')).toBe('private, no-cache');
    for (const header of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const same = await account.get('Releases/Active/Manifest', { 'if-none-match': header });
      expect([same.status, same.body, same.headers.get('etag')]).toEqual([304, undefined, tag]);
    }
    tags.push(tag);
  }
});

test('says live that a plugin of an old release was archived meanwhile', async () => {
  const old = await account.release(await account.configure(await account.deploy('a')));
  await account.release(await account.configure());
  await account.post('Plugins/a/Archive');
  const { body } = await account.get(`Releases/${old}/Manifest`);
  expect(body.plugins[0]).toMatchObject({ plugin_archived: true });
  expect(parseReleaseManifest(body).plugins[0]?.archived).toBe(true);
});

const anonymous = (query = '') =>
  fetch(`${registry.url}/v1/PluginService/Releases/Active/Manifest${query}`);

test('without credentials the account has to be named where there are several', async () => {
  await account.release(await account.configure());
  await registry.newAccount();
  const unnamed = await anonymous();
  expect([unnamed.status, (await unnamed.json()).details.reason]).toEqual([400, 'account-unnamed']);
  const named = await anonymous(`?AccountSid=${account.credentials.accountSid}`);
  expect([named.status, (await named.json()).account_sid]).toEqual([
    200,
    account.credentials.accountSid,
  ]);
  expect((await anonymous('?AccountSid=FP1')).status).toBe(400);
  expect((await anonymous(`?AccountSid=AC${'0'.repeat(32)}`)).status).toBe(404);
});

test('wrong credentials are refused, although none would do', async () => {
  const { status } = await account.get('Releases/Active/Manifest', { authorization: 'Basic eDp5' });
  expect(status).toBe(401);
});

test('a page on this machine reads the manifest of the only account without credentials', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'plugboard-manifest-'));
  const alone = await startRegistry({ dataFolder });
  try {
    const owner = new TestAccount(alone.url, alone.credentials);
    const url = `${alone.url}/v1/PluginService/Releases/Active/Manifest`;
    const read = () => fetch(url, { headers: { origin: 'http://localhost:3000' } });
    expect((await read()).status).toBe(404);
    const release = await owner.release(await owner.configure(await owner.deploy('a')));
    const answer = await read();
    expect((await answer.json()).release_sid).toBe(release);
    expect(answer.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(answer.headers.get('access-control-expose-headers')).toContain('ETag');
  } finally {
    await alone.close();
    await rm(dataFolder, { recursive: true });
  }
});

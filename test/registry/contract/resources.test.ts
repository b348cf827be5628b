// The contract, part 1: bodies, resources, keys, identifiers. Ids are lines of the conformance checklist.
import { DATABASES } from '../support/databases.ts';
import { apiClient } from '../support/official-clients.ts';
import { describedKeys, OPERATION_COUNT } from '../support/public-description.ts';
import type { TestAccount } from '../support/test-account.ts';
import { startTestRegistry, type TestRegistry } from '../support/test-registry.ts';

test('the public description has the 18 operations', () => expect(OPERATION_COUNT).toBe(18));

describe.each(DATABASES)('resources on %s', (kind) => {
  let registry: TestRegistry;
  let account: TestAccount;
  beforeAll(async () => {
    registry = await startTestRegistry(kind);
  });
  afterAll(() => registry.stop());
  beforeEach(async () => {
    account = await registry.newAccount();
  });

  test('C01 upsert creates on an empty server and updates afterwards', async () => {
    const { plugins } = apiClient(account);
    const first = await plugins.upsert({ UniqueName: 'wrap-up', FriendlyName: 'Wrap up' });
    expect(first).toMatchObject({ unique_name: 'wrap-up', friendly_name: 'Wrap up' });
    const second = await plugins.upsert({ UniqueName: 'wrap-up', FriendlyName: 'Timer' });
    expect(second).toMatchObject({ sid: first.sid, friendly_name: 'Timer' });
  });

  test('C03 a body that is not percent-encoded is read as it was meant', async () => {
    const { status, body } = await account.post(
      'Plugins',
      'UniqueName=a&FriendlyName=x y&Description=100% é',
    );
    expect(status).toBe(201);
    expect(body).toMatchObject({ unique_name: 'a', friendly_name: 'x y', description: '100% é' });
  });

  test('C04 Plugins arrive 0, 1 or n times, raw or encoded, with and without a phase', async () => {
    const [a, b] = [await account.deploy('a'), await account.deploy('b')];
    const encoded = encodeURIComponent(`{"plugin_version":"${a}","phase":1}`);
    const bodies = [
      ['Name=x', []],
      [`Name=x&Plugins={"plugin_version":"${a}","phase":3}`, [3]],
      [`Name=x&Plugins={"plugin_version": "${a}"}`, [3]],
      [`Name=x&Plugins=${encoded}&Plugins={"plugin_version":"${b}","phase":4}`, [1, 4]],
    ] as const;
    for (const [form, phases] of bodies) {
      const created = await account.post('Configurations', form);
      expect(created.status).toBe(201);
      const { body } = await account.get(created.body.links.plugins);
      expect(body.plugins.map((plugin: { phase: number }) => plugin.phase)).toEqual(phases);
    }
  });

  test('C05 a configuration without plugins has an empty list with a full meta', async () => {
    const { body } = await account.get(`Configurations/${await account.configure()}/Plugins`);
    expect(body.plugins).toEqual([]);
    expect(Object.keys(body.meta).sort()).toEqual(
      'first_page_url key next_page_url page page_size previous_page_url url'.split(' '),
    );
    expect(body.meta).toMatchObject({ previous_page_url: null, next_page_url: null });
  });

  test('C09 every resource has exactly the keys that Twilio describes', async () => {
    const version = await account.deploy('a');
    const configuration = await account.configure(version);
    const idle = await account.configure();
    const release = await account.release(configuration);
    await account.deploy('b');
    const keysAt = async (path: string) => Object.keys((await account.get(path)).body).sort();
    const keysOfArchive = async (path: string) =>
      Object.keys((await account.post(`${path}/Archive`)).body).sort();
    expect(await keysAt('Plugins/a')).toEqual(describedKeys('flex.v1.plugin'));
    expect(await keysAt('Plugins/a/Versions/1.0.0')).toEqual(
      describedKeys('flex.v1.plugin.plugin_version'),
    );
    expect(await keysAt(`Configurations/${configuration}`)).toEqual(
      describedKeys('flex.v1.plugin_configuration'),
    );
    expect(await keysAt(`Configurations/${configuration}/Plugins/a`)).toEqual(
      describedKeys('flex.v1.plugin_configuration.configured_plugin'),
    );
    expect(await keysAt(`Releases/${release}`)).toEqual(describedKeys('flex.v1.plugin_release'));
    expect(await keysOfArchive('Plugins/b/Versions/1.0.0')).toEqual(
      describedKeys('flex.v1.plugin_version_archive'),
    );
    expect(await keysOfArchive('Plugins/b')).toEqual(describedKeys('flex.v1.plugin_archive'));
    expect(await keysOfArchive(`Configurations/${idle}`)).toEqual(
      describedKeys('flex.v1.plugin_configuration_archive'),
    );
  });

  test('C10 a name and a SID lead to the same resource, whose address has SIDs', async () => {
    await account.deploy('a', '1.0.0-rc.1+build.5');
    const plugin = (await account.get('Plugins/a')).body;
    expect((await account.get(`Plugins/${plugin.sid}`)).body).toEqual(plugin);
    expect(plugin.url).toBe(`${registry.url}/v1/PluginService/Plugins/${plugin.sid}`);
    const version = (await account.get('Plugins/a/Versions/1.0.0-rc.1+build.5')).body;
    expect(version.version).toBe('1.0.0-rc.1+build.5');
    expect(version.url).toBe(`${plugin.url}/Versions/${version.sid}`);
    for (const path of [`a/Versions/${version.sid}`, `${plugin.sid}/Versions/${version.sid}`]) {
      expect((await account.get(`Plugins/${path}`)).body).toEqual(version);
    }
    expect((await account.get('Plugins/a/Versions')).body.plugin_versions).toEqual([version]);
  });

  test('C18 validated means that success was reported, and private is off by default', async () => {
    await account.post('Plugins', { UniqueName: 'a' });
    const flags = async (Version: string, more: Record<string, string>) => {
      const PluginUrl = 'https://cdn.example/a.js';
      const { body } = await account.post('Plugins/a/Versions', { Version, PluginUrl, ...more });
      return [body.validated, body.private];
    };
    expect(await flags('1.0.0', { ValidateStatus: 'success', Private: 'true' })).toEqual([
      true,
      true,
    ]);
    expect(await flags('1.0.1', { ValidateStatus: 'failure' })).toEqual([false, false]);
    expect(await flags('1.0.2', { Private: 'false' })).toEqual([false, false]);
  });

  test('C19 an empty archive body, a typed GET and Flex-Metadata are all accepted', async () => {
    await account.post('Plugins', { UniqueName: 'a' }, { 'flex-metadata': 'anything at all' });
    const typed = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await account.get('Plugins/a', typed)).status).toBe(200);
    expect((await account.post('Plugins/a/Archive', '', { 'content-length': '0' })).status).toBe(
      200,
    );
  });

  test("Plugboard's fields of a version come back as they were given, and only then", async () => {
    const given = {
      Integrity: `sha384-${'A'.repeat(64)}`,
      Dependencies: '{"b": "^1.2.0"}',
      OptionalDependencies: '{"c": "*"}',
      Engines: '{"@twilio/flex-ui": "^2.0.0"}',
      Policy: 'mandatory',
      Format: 'system',
    };
    const a = await account.deploy('a', '1.0.0', given);
    const ours = {
      integrity: given.Integrity,
      dependencies: { b: '^1.2.0' },
      optional_dependencies: { c: '*' },
      engines: { '@twilio/flex-ui': '^2.0.0' },
      policy: 'mandatory',
      format: 'system',
    };
    expect((await account.get('Plugins/a/Versions/1.0.0')).body).toMatchObject(ours);
    const b = await account.deploy('b', '1.3.0');
    const configuration = await account.configure(a, b);
    const { body } = await account.get(`Configurations/${configuration}/Plugins`);
    expect(body.plugins[0]).toMatchObject(ours);
    expect(body.plugins[1]).not.toHaveProperty('dependencies');
  });
});

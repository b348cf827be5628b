// The package `twilio`, unmodified: each of the 18 operations, and what it makes of the answers.
import { DATABASES } from '../support/databases.ts';
import { twilioClient } from '../support/official-clients.ts';
import { startTestRegistry, type TestRegistry } from '../support/test-registry.ts';

describe.each(DATABASES)('the package twilio on %s', (kind) => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startTestRegistry(kind);
  });
  afterAll(() => registry.stop());

  test('carries out all 18 operations', async () => {
    const account = await registry.newAccount();
    const client = twilioClient(account);

    const plugin = await client.plugins.create({ uniqueName: 'notes', description: '100% & more' });
    expect(plugin.dateCreated).toBeInstanceOf(Date);
    const updated = await client.plugins('notes').update({ friendlyName: 'Notes' });
    expect([updated.friendlyName, updated.description]).toEqual(['Notes', '100% & more']);
    expect((await client.plugins(plugin.sid).fetch()).uniqueName).toBe('notes');
    expect((await client.plugins.list()).map(({ sid }) => sid)).toEqual([plugin.sid]);

    const versions = client.plugins('notes').pluginVersions;
    const version = await versions.create({
      versionParam: '1.0.0',
      pluginUrl: 'https://cdn.example/notes.js',
      changelog: 'first',
      private: true,
    });
    expect((await versions('1.0.0').fetch()).sid).toBe(version.sid);
    expect((await versions.list()).map((row) => [row.version, row._private])).toEqual([
      ['1.0.0', true],
    ]);

    const configuration = await client.pluginConfigurations.create({
      name: 'Sprint 1',
      plugins: [{ plugin_version: version.sid, phase: 3 }],
    });
    const configurations = client.pluginConfigurations;
    expect((await configurations(configuration.sid).fetch()).name).toBe('Sprint 1');
    expect(await configurations.list()).toHaveLength(1);
    const members = configurations(configuration.sid).plugins;
    expect((await members.list()).map((row) => [row.uniqueName, row.phase])).toEqual([
      ['notes', 3],
    ]);
    expect((await members('notes').fetch()).pluginVersionSid).toBe(version.sid);

    const release = await client.pluginReleases.create({ configurationId: configuration.sid });
    expect((await client.pluginReleases('Active').fetch()).sid).toBe(release.sid);
    expect(await client.pluginReleases.list()).toHaveLength(1);

    const none = await configurations.create({ name: 'None' });
    await client.pluginReleases.create({ configurationId: none.sid });
    const versionArchive = client.pluginVersionArchive('notes', '1.0.0');
    expect((await versionArchive.update()).archived).toBe(true);
    const configurationArchive = client.pluginConfigurationArchive(configuration.sid);
    expect((await configurationArchive.update()).archived).toBe(true);
    expect((await client.pluginArchive('notes').update()).archived).toBe(true);
  });
});

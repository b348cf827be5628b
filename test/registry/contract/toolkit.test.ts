// Twilio's toolkit, which is what its CLI runs, from the first deploy to everything switched off.
import { DATABASES } from '../support/databases.ts';
import { toolkit } from '../support/official-clients.ts';
import type { TestAccount } from '../support/test-account.ts';
import { startTestRegistry, type TestRegistry } from '../support/test-registry.ts';

describe.each(DATABASES)('the toolkit on %s', (kind) => {
  let registry: TestRegistry;
  let account: TestAccount;
  beforeAll(async () => {
    registry = await startTestRegistry(kind);
    account = await registry.newAccount();
  });
  afterAll(() => registry.stop());

  test('deploys, configures, releases, describes, lists, compares, rolls back, disables, archives', async () => {
    const tools = toolkit(account);
    const deploy = (name: string, version: string) =>
      tools.deploy({
        name,
        url: `https://cdn.example/${name}.js`,
        version,
        friendlyName: `${name} & more`,
        description: '100% sure',
        changelog: 'first',
        isPrivate: true,
      });
    expect(await deploy('wrap-up', '1.0.0')).toMatchObject({
      name: 'wrap-up',
      version: '1.0.0',
      isPrivate: true,
    });
    await deploy('notes', '1.0.0');
    const first = await tools.createConfiguration({
      name: 'Sprint 1',
      addPlugins: ['wrap-up@1.0.0', 'notes@latest'],
    });
    expect(first.plugins).toHaveLength(2);
    await tools.release({ configurationSid: first.sid });

    await deploy('notes', '1.1.0');
    const second = await tools.createConfiguration({
      name: 'Sprint 2',
      addPlugins: ['notes@latest'],
      fromConfiguration: 'active',
    });
    await tools.release({ configurationSid: second.sid });
    expect(await tools.describePlugin({ name: 'notes' })).toMatchObject({ isActive: true });
    expect((await tools.describePluginVersion({ name: 'notes', version: '1.0.0' })).isActive).toBe(
      false,
    );
    expect((await tools.describeConfiguration({ sid: second.sid })).isActive).toBe(true);

    const diff = await tools.diff({
      resource: 'configuration',
      oldIdentifier: first.sid,
      newIdentifier: 'active',
    });
    expect(diff.plugins['notes']?.find(({ path }) => path === 'version')).toMatchObject({
      before: '1.0.0',
      after: '1.1.0',
    });

    const back = await tools.release({ configurationSid: first.sid });
    expect(await tools.describeRelease({ sid: back.releaseSid })).toMatchObject({ isActive: true });
    expect((await tools.listReleases({})).releases).toHaveLength(3);
    expect((await tools.listPlugins({})).plugins.map(({ isActive }) => isActive)).toEqual([
      true,
      true,
    ]);
    expect((await tools.listPluginVersions({ name: 'notes' })).plugin_versions).toHaveLength(2);
    expect((await tools.listConfigurations({})).configurations).toHaveLength(2);
    await expect(tools.archivePlugin({ name: 'notes' })).rejects.toMatchObject({
      message: expect.stringContaining('part of an active release'),
    });

    const none = await tools.createConfiguration({
      name: 'Nothing',
      addPlugins: [],
      removePlugins: ['notes', 'wrap-up'],
      fromConfiguration: 'active',
    });
    expect(none.plugins).toEqual([]);
    await tools.release({ configurationSid: none.sid });
    await tools.archivePluginVersion({ name: 'notes', version: '1.1.0' });
    await tools.archiveConfiguration({ sid: second.sid });
    expect(await tools.archivePlugin({ name: 'notes' })).toMatchObject({ isArchived: true });
    expect((await tools.describePlugin({ name: 'notes' })).isActive).toBe(false);
    // The toolkit waits 100 ms before each of its requests.
  }, 60_000);

  test('run five times at once for five plugins, it leaves one to five of them live; composed calls leave all five', async () => {
    const crowd = await registry.newAccount();
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) await crowd.deploy(name);
    const Base = await crowd.release(await crowd.configure());
    const composed = await Promise.all(
      names.map((name) => crowd.post('Releases/Compose', { Base, Enable: `${name}@1.0.0` })),
    );
    expect(composed.map(({ status }) => status)).toEqual(Array(5).fill(201));
    expect(await live(crowd)).toEqual(names);

    await crowd.release(await crowd.configure());
    await Promise.all(names.map((name) => releaseWith(toolkit(crowd), name)));
    // Who read before the other released takes it out again; how many do, the order of their requests decides.
    const left = await live(crowd);
    expect(left.length).toBeGreaterThanOrEqual(1);
    expect(names).toEqual(expect.arrayContaining(left));
    // The toolkit waits 100 ms before each of its requests.
  }, 60_000);

  async function releaseWith(tools: ReturnType<typeof toolkit>, name: string): Promise<void> {
    const { sid } = await tools.createConfiguration({
      name,
      addPlugins: [`${name}@1.0.0`],
      fromConfiguration: 'active',
    });
    await tools.release({ configurationSid: sid });
  }

  async function live(crowd: TestAccount): Promise<string[]> {
    const { plugins } = await toolkit(crowd).listPlugins({});
    const active = plugins.filter(({ isActive }) => isActive);
    return active.map(({ name }) => name).sort();
  }
});

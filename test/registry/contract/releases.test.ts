// The contract, part 3: what is live, how it is rolled back, and what may be archived.
import { DATABASES } from '../support/databases.ts';
import { apiClient, twilioClient } from '../support/official-clients.ts';
import type { TestAccount } from '../support/test-account.ts';
import { startTestRegistry, type TestRegistry } from '../support/test-registry.ts';

describe.each(DATABASES)('releases on %s', (kind) => {
  let registry: TestRegistry;
  let account: TestAccount;
  beforeAll(async () => {
    // A clock that stands still: order must not come from it.
    registry = await startTestRegistry(kind, { now: () => new Date('2026-01-02T03:04:05.678Z') });
  });
  afterAll(() => registry.stop());
  beforeEach(async () => {
    account = await registry.newAccount();
  });

  test('C11 Active is a 404 without a release, afterwards item 0 of the list', async () => {
    const none = await account.get('Releases/Active');
    expect(none.status).toBe(404);
    expect(none.body).toEqual({
      code: 20404,
      message: 'The requested resource /PluginService/Releases/Active was not found',
      more_info: 'https://www.twilio.com/docs/errors/20404',
      status: 404,
    });
    await account.release(await account.configure());
    const { body } = await account.get('Releases');
    expect((await account.get('Releases/Active')).body).toEqual(body.releases[0]);
    expect((await account.get('Releases/active')).body).toEqual(body.releases[0]);
    expect(await twilioClient(account).pluginReleases('Active').fetch()).toMatchObject({
      sid: body.releases[0].sid,
    });
  });

  test('C12 releases of one second keep the order in which they were made', async () => {
    const configuration = await account.configure();
    const made: string[] = [];
    for (let index = 0; index < 4; index += 1) made.push(await account.release(configuration));
    const { releases } = (await account.get('Releases')).body;
    expect(releases.map((row: { sid: string }) => row.sid)).toEqual([...made].reverse());
    expect(releases[0].date_created).toBe('2026-01-02T03:04:05Z');
    expect((await apiClient(account).releases.active())?.sid).toBe(made.at(-1));
  });

  test('C13 a rollback is a new release of the old configuration', async () => {
    const [one, two] = [await account.configure(), await account.configure()];
    const first = await account.release(one);
    await account.release(two);
    const back = await account.release(one);
    expect(back).not.toBe(first);
    expect((await account.get('Releases/Active')).body).toMatchObject({
      sid: back,
      configuration_sid: one,
    });
    expect((await account.get('Releases')).body.releases).toHaveLength(3);
  });

  test('C14 what is live cannot be archived; after an empty release it can', async () => {
    const configuration = await account.configure(await account.deploy('a'));
    await account.release(configuration);
    const paths = ['Plugins/a/Versions/1.0.0', 'Plugins/a', `Configurations/${configuration}`];
    for (const path of paths) {
      const { status, body } = await account.post(`${path}/Archive`);
      expect([status, body.code]).toEqual([400, 20400]);
      expect(body.message).toContain('part of an active release');
    }
    await account.release(await account.configure());
    for (const path of paths) expect((await account.post(`${path}/Archive`)).status).toBe(200);
  });

  test('C15 a second archive is refused in the words that the CLI looks for', async () => {
    const configuration = await account.configure(await account.deploy('a'));
    const sentences = {
      'Plugins/a/Versions/1.0.0': 'Plugin version is already archived.',
      'Plugins/a': 'Plugin is already archived.',
      [`Configurations/${configuration}`]: 'Configuration is already archived.',
    };
    for (const [path, message] of Object.entries(sentences)) {
      expect((await account.post(`${path}/Archive`)).body.archived).toBe(true);
      const { status, body } = await account.post(`${path}/Archive`);
      expect([status, body.code, body.message]).toEqual([400, 20400, message]);
    }
  });

  test('C16 archived things stay visible but can never be configured or released again', async () => {
    const version = await account.deploy('a');
    const [kept, archived] = [await account.configure(version), await account.configure()];
    await account.post('Plugins/a/Archive');
    await account.post(`Configurations/${archived}/Archive`);
    expect((await account.get('Plugins')).body.plugins[0]).toMatchObject({ archived: true });
    expect((await account.get(`Configurations/${kept}/Plugins/a`)).body).toMatchObject({
      plugin_archived: true,
      plugin_version_archived: false,
    });
    const reasons: unknown[] = [];
    for (const [path, form] of [
      ['Configurations', { Name: 'x', Plugins: `{"plugin_version":"${version}"}` }],
      ['Releases', { ConfigurationId: kept }],
      ['Releases', { ConfigurationId: archived }],
      ['Plugins/a/Versions', { Version: '2.0.0', PluginUrl: 'https://cdn.example/a.js' }],
    ] as const) {
      const { status, body } = await account.post(path, form);
      reasons.push([status, body.details.reason]);
    }
    expect(reasons).toEqual([
      [400, 'plugin-archived'],
      [400, 'plugin-archived'],
      [400, 'configuration-archived'],
      [400, 'plugin-archived'],
    ]);
  });

  test('C16 an archived version alone stays visible, and nothing with it is configured or released', async () => {
    const [version, other] = [await account.deploy('a'), await account.addVersion('a', '1.1.0')];
    const [kept, beside] = [await account.configure(version), await account.configure(other)];
    await account.post('Plugins/a/Versions/1.0.0/Archive');
    expect((await account.get('Plugins/a/Versions/1.0.0')).body.archived).toBe(true);
    const { plugin_versions: listed } = (await account.get('Plugins/a/Versions')).body;
    expect(listed.map((row: { archived: boolean }) => row.archived)).toEqual([false, true]);
    expect((await account.get(`Configurations/${kept}/Plugins`)).body.plugins).toMatchObject([
      { plugin_archived: false, plugin_version_archived: true },
    ]);
    const Plugins = JSON.stringify({ plugin_version: version });
    const refused = await Promise.all([
      account.post('Configurations', { Name: 'x', Plugins }),
      account.post('Releases', { ConfigurationId: kept }),
      account.post('Releases/Compose', { Enable: 'a@1.0.0' }),
    ]);
    for (const { status, body } of refused) {
      expect([status, body.code, body.details.reason]).toEqual([400, 20400, 'version-archived']);
    }
    // Its sister is as good as before.
    await account.release(beside);
  });

  test('C16 an archived configuration is listed and fetched with its members', async () => {
    const configuration = await account.configure(await account.deploy('a'));
    await account.post(`Configurations/${configuration}/Archive`);
    const { configurations } = (await account.get('Configurations')).body;
    expect(configurations).toMatchObject([{ sid: configuration, archived: true }]);
    const fetched = (await account.get(`Configurations/${configuration}`)).body;
    expect(fetched.archived).toBe(true);
    expect(
      (await account.get(`Configurations/${configuration}/Plugins`)).body.plugins,
    ).toHaveLength(1);
  });

  test('C17 the latest version is the one created last, archived or not, and not the highest', async () => {
    await account.deploy('a', '2.0.0');
    await account.addVersion('a', '1.5.0');
    await account.post('Plugins/a/Versions/1.5.0/Archive');
    const latest = await apiClient(account).versions.latest('a');
    expect(latest).toMatchObject({ version: '1.5.0', archived: true });
  });

  test.each([
    [
      'an unknown version',
      { Plugins: `{"plugin_version":"FV${'0'.repeat(32)}"}` },
      'version-unknown',
    ],
    [
      'a plugin version that is no SID',
      { Plugins: '{"plugin_version":"a@1.0.0"}' },
      'parameter-invalid',
    ],
    ['Plugins that is not JSON', { Plugins: 'a@1.0.0' }, 'parameter-invalid'],
    ['one JSON list', { Plugins: '[]' }, 'parameter-invalid'],
  ])('a configuration with %s is refused', async (_, form, reason) => {
    const { status, body } = await account.post('Configurations', { Name: 'x', ...form });
    expect([status, body.code, body.details.reason]).toEqual([400, 20400, reason]);
  });

  test('one plugin cannot be twice in a configuration', async () => {
    const sids = [await account.deploy('a'), await account.addVersion('a', '2.0.0')];
    const Plugins = sids.map((sid) => JSON.stringify({ plugin_version: sid }));
    const { status, body } = await account.post('Configurations', { Name: 'x', Plugins });
    expect([status, body.details.reason]).toEqual([400, 'plugin-duplicate']);
  });

  test('a configuration that could not boot is refused with the sentence of the boot', async () => {
    const a = await account.deploy('a', '1.0.0', { Dependencies: '{"b":"^2.0.0"}' });
    const b = await account.deploy('b', '1.0.0', { Dependencies: '{"c":"*"}' });
    const c = await account.deploy('c', '1.0.0', { Dependencies: '{"b":"*"}' });
    const Plugins = (...sids: string[]) => sids.map((sid) => `{"plugin_version":"${sid}"}`);
    const conflict = await account.post('Configurations', { Name: 'x', Plugins: Plugins(a, b, c) });
    expect([conflict.status, conflict.body.details.reason]).toEqual([400, 'dependency-version']);
    const cycle = await account.post('Configurations', { Name: 'x', Plugins: Plugins(b, c) });
    expect(cycle.body).toMatchObject({ code: 20400, message: 'b depends on itself: b -> c -> b.' });
    const warned = await account.post('Configurations', {
      Name: 'x',
      Plugins: Plugins(b, c),
      Policy: 'warn',
    });
    expect([warned.status, warned.body.warnings[0].reason]).toEqual([201, 'dependency-cycle']);
    expect((await account.get(`Configurations/${warned.body.sid}`)).body).toEqual(warned.body);
  });

  test('engines count where the account says what its desktops run', async () => {
    const engines = { '@twilio/flex-ui': '2.17.1' };
    const strict = await registry.newAccount({ engines });
    const more = { Engines: '{"@twilio/flex-ui":"^1.0.0"}' };
    const Plugins = JSON.stringify({ plugin_version: await strict.deploy('a', '1.0.0', more) });
    const { status, body } = await strict.post('Configurations', { Name: 'x', Plugins });
    expect([status, body.details.reason]).toEqual([400, 'engine-mismatch']);
    await account.configure(await account.deploy('a', '1.0.0', more));
  });
});

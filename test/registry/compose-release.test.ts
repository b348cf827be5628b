// Composing and releasing in one call: nobody loses the release of somebody else.
import { DATABASES } from './support/databases.ts';
import type { Answer, TestAccount } from './support/test-account.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

describe.each(DATABASES)('composed releases on %s', (kind) => {
  let registry: TestRegistry;
  let account: TestAccount;
  beforeAll(async () => {
    registry = await startTestRegistry(kind);
  });
  afterAll(() => registry.stop());
  beforeEach(async () => {
    account = await registry.newAccount();
  });

  const compose = (form: Record<string, string | string[]>, headers = {}): Promise<Answer> =>
    account.post('Releases/Compose', form, headers);

  /** `name@version:phase` of what is live, in order. */
  async function live(): Promise<string[]> {
    const { body } = await account.get('Releases/Active');
    const list = await account.get(`Configurations/${body.configuration_sid}/Plugins`);
    return list.body.plugins.map(
      (row: { unique_name: string; version: string; phase: number }) =>
        `${row.unique_name}@${row.version}:${row.phase}`,
    );
  }

  test('enables on top of what is live, replaces in place, and keeps phases', async () => {
    const a = await account.deploy('a');
    await account.deploy('b');
    await account.addVersion('a', '2.0.0');
    const first = await compose({ Enable: [`{"plugin_version":"${a}","phase":1}`, 'b@1.0.0'] });
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({ base_release_sid: null, rebased: false });
    expect(await live()).toEqual(['a@1.0.0:1', 'b@1.0.0:3']);
    await compose({ Enable: 'a@latest', Name: 'Sprint 2', Description: 'd' });
    expect(await live()).toEqual(['a@2.0.0:1', 'b@1.0.0:3']);
    await compose({ Disable: 'a' });
    expect(await live()).toEqual(['b@1.0.0:3']);
    const { configurations } = (await account.get('Configurations')).body;
    expect(configurations.map((row: { name: string }) => row.name)).toEqual([
      '- a',
      'Sprint 2',
      `+ {"plugin_version":"${a}","phase":1}, + b@1.0.0`,
    ]);
  });

  test('changes of different plugins against one base are both live', async () => {
    for (const name of ['a', 'b']) await account.deploy(name);
    const base = (await compose({ Enable: ['a@1.0.0', 'b@1.0.0'] })).body.sid as string;
    for (const name of ['a', 'b']) await account.addVersion(name, '2.0.0');
    expect((await compose({ Base: base, Enable: 'a@2.0.0' })).body.rebased).toBe(false);
    const second = await compose({ Base: base, Enable: 'b@2.0.0' });
    expect(second.body).toMatchObject({ base_release_sid: base, rebased: true });
    expect(await live()).toEqual(['a@2.0.0:3', 'b@2.0.0:3']);
  });

  test('changes of one plugin against one base are a conflict that names it', async () => {
    await account.deploy('a');
    const base = (await compose({ Enable: 'a@1.0.0' })).body.sid as string;
    for (const version of ['2.0.0', '3.0.0']) await account.addVersion('a', version);
    const winner = await compose({ Base: base, Enable: 'a@2.0.0' });
    const loser = await compose({ Base: base, Enable: 'a@3.0.0' });
    expect([loser.status, loser.body.code]).toEqual([409, 20409]);
    expect(loser.body.details).toEqual({
      reason: 'release-conflict',
      plugins: ['a'],
      active_release: winner.body.sid,
      active_configuration: winner.body.configuration_sid,
    });
    expect((await compose({ Base: base, Disable: 'a' })).status).toBe(409);
    expect((await compose({ Base: base, Enable: 'a@2.0.0' })).status).toBe(201);
    expect(await live()).toEqual(['a@2.0.0:3']);
  });

  test('whoever saw no release yet conflicts with the first one only where it matters', async () => {
    for (const name of ['a', 'b']) await account.deploy(name);
    await account.addVersion('a', '2.0.0');
    expect((await compose({ Base: 'None', Enable: 'a@1.0.0' })).status).toBe(201);
    expect((await compose({ Base: 'None', Enable: 'b@1.0.0' })).body.rebased).toBe(true);
    expect((await compose({ Base: 'None', Enable: 'a@2.0.0' })).status).toBe(409);
  });

  test('five parallel releases of five plugins leave five changes live', async () => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    for (const name of names) await account.deploy(name);
    const base = (await compose({ Enable: names.map((name) => `${name}@1.0.0`) })).body.sid;
    for (const name of names) await account.addVersion(name, '2.0.0');
    const all = await Promise.all(
      names.map((name) => compose({ Base: base, Enable: `${name}@2.0.0` })),
    );
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201, 201]);
    expect(await live()).toEqual(names.map((name) => `${name}@2.0.0:3`));
  });

  test('If-Match refuses when the active release is another, and says which', async () => {
    const configuration = await account.configure();
    const form = { ConfigurationId: configuration };
    const first = await account.release(configuration);
    const second = await account.post('Releases', form, { 'if-match': `"${first}"` });
    expect(second.status).toBe(201);
    const third = await account.post('Releases', form, { 'if-match': first });
    expect([third.status, third.body.code]).toEqual([412, 20412]);
    expect(third.body.details).toEqual({
      reason: 'active-release-moved',
      active_release: second.body.sid,
      active_configuration: configuration,
    });
    await account.deploy('a');
    expect((await compose({ Enable: 'a@1.0.0' }, { 'if-match': first })).status).toBe(412);
    expect((await account.get('Configurations')).body.configurations).toHaveLength(1);
  });

  test.each(['', ' ', '"', '""', 'W/"FK1"', '"FK1", "FK2"'])(
    'an If-Match that names no release, %j, is refused and nothing is released',
    async (header) => {
      const form = { ConfigurationId: await account.configure() };
      const { status, body } = await account.post('Releases', form, { 'if-match': header });
      expect([status, body.details.reason]).toEqual([400, 'if-match-invalid']);
      expect((await account.get('Releases')).body.releases).toEqual([]);
    },
  );

  test('If-Match: * asks for any active release, and refuses where there is none', async () => {
    const form = { ConfigurationId: await account.configure() };
    const any = { 'if-match': '*' };
    expect((await account.post('Releases', form, any)).status).toBe(412);
    await account.post('Releases', form);
    expect((await account.post('Releases', form, any)).status).toBe(201);
  });

  test.each([
    [{}, 'nothing-to-change'],
    [{ Enable: 'a' }, 'parameter-invalid'],
    [{ Enable: 'unknown@1.0.0' }, 'plugin-unknown'],
    [{ Enable: 'a@9.9.9' }, 'version-unknown'],
    [{ Enable: ['a@1.0.0', 'a@1.0.0'] }, 'plugin-duplicate'],
    [{ Enable: 'a@1.0.0', Disable: 'a' }, 'plugin-duplicate'],
    [{ Enable: 'a@1.0.0', Base: `FK${'0'.repeat(32)}` }, 'release-unknown'],
    [{ Enable: 'needy@1.0.0' }, 'dependency-missing'],
  ])('%j is refused as %s and leaves nothing behind', async (form, reason) => {
    await account.deploy('a');
    await account.deploy('needy', '1.0.0', { Dependencies: '{"missing":"*"}' });
    const { status, body } = await compose(form);
    expect([status, body.details.reason]).toEqual([400, reason]);
    expect((await account.get('Configurations')).body.configurations).toEqual([]);
    expect((await account.get('Releases/Active')).status).toBe(404);
  });
});

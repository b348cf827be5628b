// Quotas: off unless the operator sets them, and an archived thing gives its place back at once.
import { setAccountLimits } from '../../src/registry/index.ts';
import { DATABASES } from './support/databases.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

describe.each(DATABASES)('quotas on %s', (kind) => {
  let registry: TestRegistry;
  beforeAll(async () => {
    registry = await startTestRegistry(kind);
  });
  afterAll(() => registry.stop());

  test("an account without limits may have more than Twilio's 25 plugins", async () => {
    const account = await registry.newAccount();
    for (let index = 0; index < 26; index += 1) {
      expect((await account.post('Plugins', { UniqueName: `p${index}` })).status).toBe(201);
    }
  });

  test('plugins are counted until they are archived', async () => {
    const account = await registry.newAccount({ maxPlugins: 2 });
    for (const name of ['a', 'b']) await account.post('Plugins', { UniqueName: name });
    const third = await account.post('Plugins', { UniqueName: 'c' });
    expect([third.status, third.body.code]).toEqual([400, 20400]);
    expect(third.body.details).toEqual({ reason: 'quota-exceeded', quota: 'plugins', limit: 2 });
    await account.post('Plugins/a/Archive');
    expect((await account.post('Plugins', { UniqueName: 'c' })).status).toBe(201);
  });

  test('versions are counted over all plugins, archived ones and those of archived plugins are not', async () => {
    const account = await registry.newAccount({ maxVersions: 3 });
    await account.deploy('a');
    await account.addVersion('a', '1.1.0');
    await account.deploy('b');
    await expect(account.addVersion('b', '2.0.0')).rejects.toThrow('quota-exceeded');
    await account.post('Plugins/a/Versions/1.0.0/Archive');
    await account.addVersion('b', '2.0.0');
    await account.post('Plugins/a/Archive');
    await account.addVersion('b', '3.0.0');
  });

  test('limits can be lifted', async () => {
    const account = await registry.newAccount({ maxPlugins: 0 });
    expect((await account.post('Plugins', { UniqueName: 'a' })).status).toBe(400);
    await setAccountLimits(registry.context, account.credentials.accountSid, {});
    expect((await account.post('Plugins', { UniqueName: 'a' })).status).toBe(201);
  });

  test('limits of an account that there is not are refused', async () => {
    const limits = setAccountLimits(registry.context, `AC${'0'.repeat(32)}`, { maxPlugins: 1 });
    await expect(limits).rejects.toMatchObject({ code: 'account-unknown' });
  });
});

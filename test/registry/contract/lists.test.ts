// The contract, part 2: lists and their pages, read by Twilio's own clients.
import { DATABASES } from '../support/databases.ts';
import { apiClient, twilioClient } from '../support/official-clients.ts';
import type { TestAccount } from '../support/test-account.ts';
import { startTestRegistry, type TestRegistry } from '../support/test-registry.ts';

describe.each(DATABASES)('lists on %s', (kind) => {
  let registry: TestRegistry;
  let account: TestAccount;
  beforeAll(async () => {
    registry = await startTestRegistry(kind);
  });
  afterAll(() => registry.stop());
  beforeEach(async () => {
    account = await registry.newAccount();
  });

  test('C06 twilio walks all pages, newest first, on addresses of this server', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      await account.post('Plugins', { UniqueName: name });
    const rows = await twilioClient(account).plugins.list({ pageSize: 2 });
    expect(rows.map((row) => row.uniqueName)).toEqual(['e', 'd', 'c', 'b', 'a']);
    const { body } = await account.get('Plugins?PageSize=2');
    const next = new URL(body.meta.next_page_url);
    expect(next.origin).toBe(registry.url);
    expect([...next.searchParams.keys()]).toEqual(['PageSize', 'Page', 'PageToken']);
  });

  test('C07 api-client goes forward and back by tokens', async () => {
    for (const name of ['a', 'b', 'c']) await account.post('Plugins', { UniqueName: name });
    const { plugins } = apiClient(account);
    const first = await plugins.list({ pageSize: 1 });
    expect(first.plugins[0]?.unique_name).toBe('c');
    const second = await plugins.list({
      pageSize: 1,
      page: 1,
      pageToken: String(first.meta.next_token),
    });
    expect(second.plugins[0]?.unique_name).toBe('b');
    const back = await plugins.list({ pageSize: 1, pageToken: String(second.meta.previous_token) });
    expect(back.plugins[0]?.unique_name).toBe('c');
  });

  test('C07 pages that are walked by the token alone lead back to the first one, and no further', async () => {
    for (const name of ['a', 'b', 'c']) await account.post('Plugins', { UniqueName: name });
    const turn = async (url: string) => {
      const address = new URL(url);
      address.searchParams.delete('Page');
      const { plugins, meta } = (await account.get(address.href)).body;
      return { name: plugins[0].unique_name, meta };
    };
    const first = await turn(`${registry.url}/v1/PluginService/Plugins?PageSize=1`);
    expect(first.meta.previous_page_url).toBeNull();
    const second = await turn(first.meta.next_page_url);
    const third = await turn(second.meta.next_page_url);
    expect([third.name, third.meta.next_page_url]).toEqual(['a', null]);
    const backAtSecond = await turn(third.meta.previous_page_url);
    const backAtFirst = await turn(backAtSecond.meta.previous_page_url);
    expect([backAtSecond.name, backAtFirst.name]).toEqual(['b', 'c']);
    expect(backAtFirst.meta.previous_page_url).toBeNull();
  });

  test('C08 each list stands under the key that its meta names', async () => {
    const version = await account.deploy('a');
    const configuration = await account.configure(version);
    await account.release(configuration);
    const lists = {
      Plugins: 'plugins',
      'Plugins/a/Versions': 'plugin_versions',
      Configurations: 'configurations',
      Releases: 'releases',
      [`Configurations/${configuration}/Plugins`]: 'plugins',
    };
    for (const [path, key] of Object.entries(lists)) {
      const { body } = await account.get(path);
      expect([body.meta.key, body[key].length]).toEqual([key, 1]);
    }
  });

  test('a row that arrives between two pages neither repeats nor hides another', async () => {
    for (const name of ['a', 'b', 'c']) await account.post('Plugins', { UniqueName: name });
    const first = await account.get('Plugins?PageSize=2');
    await account.post('Plugins', { UniqueName: 'd' });
    const second = await account.get(first.body.meta.next_page_url);
    expect(second.body.plugins.map((row: { unique_name: string }) => row.unique_name)).toEqual([
      'a',
    ]);
    expect(second.body.meta.next_page_url).toBeNull();
  });

  test('configured plugins keep the order in which they were configured, on one page', async () => {
    const versions: string[] = [];
    for (let index = 0; index < 60; index += 1) versions.push(await account.deploy(`p${index}`));
    versions.reverse();
    const configuration = await account.configure(...versions);
    const { body } = await account.get(`Configurations/${configuration}/Plugins`);
    expect(
      body.plugins.map((row: { plugin_version_sid: string }) => row.plugin_version_sid),
    ).toEqual(versions);
    const rows = await twilioClient(account)
      .pluginConfigurations(configuration)
      .plugins.list({ pageSize: 7 });
    expect(rows.map((row) => row.pluginVersionSid)).toEqual(versions);
  });

  test.each([
    ['PageSize=0', 20400],
    ['PageSize=1001', 20400],
    ['PageSize=many', 20400],
    ['Page=-1', 20400],
    ['PageToken=nonsense', 21481],
    ['PageToken=PA99999999999', 21481],
    ['PageToken=PA9999999999', 21481],
  ])('%s is refused with %d', async (query, code) => {
    const { status, body } = await account.get(`Plugins?${query}`);
    expect([status, body.code]).toEqual([400, code]);
  });
});

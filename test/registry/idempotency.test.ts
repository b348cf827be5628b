// Idempotency keys: a repeated POST gets the first answer and changes nothing.
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DATABASES } from './support/databases.ts';
import type { TestAccount } from './support/test-account.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

describe.each(DATABASES)('idempotency keys on %s', (kind) => {
  let registry: TestRegistry;
  let account: TestAccount;
  let now = new Date('2026-03-01T00:00:00Z');
  beforeAll(async () => {
    registry = await startTestRegistry(kind, { now: () => now });
  });
  afterAll(() => registry.stop());
  beforeEach(async () => {
    account = await registry.newAccount();
  });

  const key = { 'idempotency-key': 'deploy-17' };

  test('the same request with the same key is carried out once', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, () => account.post('Plugins', { UniqueName: 'a' }, key)),
    );
    expect(all.map(({ status }) => status)).toEqual(Array(8).fill(201));
    expect(new Set(all.map(({ body }) => body.sid)).size).toBe(1);
    expect(all.filter(({ headers }) => headers.get('idempotent-replayed') === 'true')).toHaveLength(
      7,
    );
    expect((await account.get('Audit?Action=plugin.create')).body.audit).toHaveLength(1);
  });

  test('another request with a used key is refused', async () => {
    await account.post('Plugins', { UniqueName: 'a' }, key);
    const { status, body } = await account.post('Plugins', { UniqueName: 'b' }, key);
    expect([status, body.code, body.details.reason]).toEqual([
      422,
      20422,
      'idempotency-key-reused',
    ]);
  });

  test('a refused request does not use its key up', async () => {
    const form = { Version: '1.0.0', PluginUrl: 'https://cdn.example/a.js' };
    expect((await account.post('Plugins/a/Versions', form, key)).status).toBe(404);
    await account.post('Plugins', { UniqueName: 'a' });
    expect((await account.post('Plugins/a/Versions', form, key)).status).toBe(201);
  });

  test('keys of two accounts have nothing to do with each other', async () => {
    const other = await registry.newAccount();
    const first = await account.post('Plugins', { UniqueName: 'a' }, key);
    const second = await other.post('Plugins', { UniqueName: 'a' }, key);
    expect(second.body.sid).not.toBe(first.body.sid);
  });

  test('a key is forgotten after a day', async () => {
    await account.post('Plugins', { UniqueName: 'a' }, key);
    now = new Date(now.getTime() + 25 * 60 * 60 * 1000);
    expect((await account.post('Plugins', { UniqueName: 'a' }, key)).status).toBe(409);
  });

  test('archiving and releasing can be repeated too', async () => {
    const configuration = await account.configure(await account.deploy('a'));
    const release = () => account.post('Releases', { ConfigurationId: configuration }, key);
    expect((await release()).body).toEqual((await release()).body);
    expect((await account.get('Releases')).body.releases).toHaveLength(1);
    await account.release(await account.configure());
    const archive = () => account.post('Plugins/a/Archive', '', { 'idempotency-key': 'archive-a' });
    expect([(await archive()).status, (await archive()).status]).toEqual([200, 200]);
  });

  test('a repeated creation of a key does not tell the secret again', async () => {
    const create = () => account.post('Keys', { FriendlyName: 'ci', Scopes: 'read' }, key);
    const [first, second] = [(await create()).body, (await create()).body];
    expect(second.sid).toBe(first.sid);
    expect([typeof first.secret, typeof second.secret]).toEqual(['string', 'undefined']);
  });
});

test('a repeated creation of a version does not ask the host of its bundle again', async () => {
  let asked = 0;
  const host = createServer((_request, response) => {
    asked += 1;
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('elsewhere()');
  }).listen(0, '127.0.0.1');
  await once(host, 'listening');
  const externalBundles = { hosts: ['127.0.0.1'], allowPrivate: true };
  const fetching = await startTestRegistry('SQLite', { externalBundles });
  const account = await fetching.newAccount();
  await account.post('Plugins', { UniqueName: 'a' });
  const { port } = host.address() as AddressInfo;
  const form = { Version: '1.0.0', PluginUrl: `http://127.0.0.1:${port}/a.js` };
  const create = () => account.post('Plugins/a/Versions', form, { 'idempotency-key': 'once' });
  const first = await create();
  host.close();
  host.closeAllConnections();
  const second = await create();
  expect([first.status, second.status, second.body]).toEqual([201, 201, first.body]);
  expect([asked, second.headers.get('idempotent-replayed')]).toEqual([1, 'true']);
  await fetching.stop();
});

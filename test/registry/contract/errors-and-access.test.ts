// The contract, part 4: errors that Twilio's clients recognise, who may do what, browsers, and load.

import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DATABASES } from '../support/databases.ts';
import { apiClient, twilioClient } from '../support/official-clients.ts';
import { TestAccount } from '../support/test-account.ts';
import { startTestRegistry, type TestRegistry } from '../support/test-registry.ts';

describe.each(DATABASES)('errors and access on %s', (kind) => {
  let registry: TestRegistry;
  let account: TestAccount;
  beforeAll(async () => {
    registry = await startTestRegistry(kind);
  });
  afterAll(() => registry.stop());
  beforeEach(async () => {
    account = await registry.newAccount();
  });

  test.each([
    ['no credentials', ''],
    ['a scheme that is not Basic', 'Bearer abc'],
    ['no colon', `Basic ${Buffer.from('AC').toString('base64')}`],
    ['an unknown account', `Basic ${Buffer.from(`AC${'0'.repeat(32)}:x`).toString('base64')}`],
    ['an unknown key', `Basic ${Buffer.from(`SK${'0'.repeat(32)}:x`).toString('base64')}`],
    ['a Flex token', `Basic ${Buffer.from('token:x').toString('base64')}`],
  ])('C20 %s is a 401', async (_, authorization) => {
    const { status, body, headers } = await account.get('Plugins', { authorization });
    expect([status, body.code, body.status]).toEqual([401, 20003, 401]);
    expect(headers.get('www-authenticate')).toMatch(/^Basic/);
  });

  test('C20 a wrong auth token is a 401', async () => {
    const guessed = { ...account.credentials, authToken: 'guessed' };
    expect((await registry.accountOf(guessed).get('Plugins')).status).toBe(401);
  });

  test('C20 nothing of another account can be found, used or released', async () => {
    const other = await registry.newAccount();
    const version = await other.deploy('secret');
    const configuration = await other.configure(version);
    const release = await other.release(configuration);
    const plugin = (await other.get('Plugins/secret')).body.sid as string;
    const hidden = [
      'Plugins/secret',
      `Plugins/${plugin}`,
      `Plugins/${plugin}/Versions`,
      `Plugins/${plugin}/Versions/${version}`,
      `Configurations/${configuration}`,
      `Configurations/${configuration}/Plugins`,
      `Configurations/${configuration}/Plugins/${plugin}`,
      `Releases/${release}`,
      'Releases/Active',
      `Releases/${release}/Manifest`,
    ];
    for (const path of hidden)
      expect([path, (await account.get(path)).status]).toEqual([path, 404]);
    for (const path of [
      `Plugins/${plugin}`,
      `Plugins/${plugin}/Versions/${version}`,
      `Configurations/${configuration}`,
    ]) {
      expect((await account.post(`${path}/Archive`)).status).toBe(404);
    }
    const use = await account.post('Configurations', {
      Name: 'x',
      Plugins: `{"plugin_version":"${version}"}`,
    });
    expect(use.body.details.reason).toBe('version-unknown');
    const released = await account.post('Releases', { ConfigurationId: configuration });
    expect(released.body.details.reason).toBe('configuration-unknown');
  });

  test('C21 a page on this machine may call the API, a page elsewhere may not', async () => {
    const preflight = (origin: string) =>
      fetch(`${registry.url}/v1/PluginService/Plugins`, {
        method: 'OPTIONS',
        headers: {
          origin,
          'access-control-request-method': 'GET',
          'access-control-request-headers': 'authorization, content-type',
        },
      });
    const allowed = await preflight('http://localhost:3000');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('http://localhost:3000');
    expect(allowed.headers.get('access-control-allow-headers')).toMatch(
      /Authorization.*Content-Type/,
    );
    for (const origin of ['https://evil.example', 'http://localhost.evil.example', 'null']) {
      expect((await preflight(origin)).headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('C22 twelve parallel reads are all answered', async () => {
    await account.deploy('a');
    const { plugins } = apiClient(account);
    const reads = await Promise.all(Array.from({ length: 12 }, () => plugins.get('a')));
    expect(new Set(reads.map((plugin) => plugin.sid)).size).toBe(1);
  });

  test('a name is taken once, a version is taken once', async () => {
    await account.deploy('a');
    const name = await account.post('Plugins', { UniqueName: 'a' });
    expect([name.status, name.body.code, name.body.details.reason]).toEqual([
      409,
      20409,
      'plugin-exists',
    ]);
    const form = { Version: '1.0.0', PluginUrl: 'https://cdn.example/other.js' };
    const version = await account.post('Plugins/a/Versions', form);
    expect([version.status, version.body.code, version.body.details.reason]).toEqual([
      409,
      20409,
      'version-exists',
    ]);
  });

  test.each([
    ['Plugins', {}, 'UniqueName'],
    ['Plugins', { UniqueName: 'with space' }, 'UniqueName'],
    ['Plugins', { UniqueName: `FP${'a'.repeat(32)}` }, 'UniqueName'],
    ['Plugins', { UniqueName: ['a', 'b'] }, 'UniqueName'],
    ['Plugins', { UniqueName: 'a', Description: 'x'.repeat(501) }, 'Description'],
    ['Plugins/a/Versions', { PluginUrl: 'https://x.example' }, 'Version'],
    ['Plugins/a/Versions', { Version: '1.0.0' }, 'PluginUrl'],
    ['Plugins/a/Versions', { Version: '0.275', PluginUrl: 'https://x.example' }, 'Version'],
    ['Plugins/a/Versions', { Version: 'v1.0.0', PluginUrl: 'https://x.example' }, 'Version'],
    ['Plugins/a/Versions', { Version: '1.0.0', PluginUrl: '/bundle.js' }, 'PluginUrl'],
    ['Plugins/a/Versions', { Version: '1.0.0', PluginUrl: 'javascript:alert(1)' }, 'PluginUrl'],
    ['Plugins/a/Versions', { Version: '1.0.0', PluginUrl: 'https://x.example/a b' }, 'PluginUrl'],
    ['Plugins/a/Versions', { Version: '1.0.0', PluginUrl: 'ht\ntps://x.example' }, 'PluginUrl'],
    [
      'Plugins/a/Versions',
      { Version: '1.0.0', PluginUrl: 'https://x.example', Private: 'maybe' },
      'Private',
    ],
    [
      'Plugins/a/Versions',
      { Version: '1.0.0', PluginUrl: 'https://x.example', Integrity: 'sha1-x' },
      'Integrity',
    ],
    [
      'Plugins/a/Versions',
      { Version: '1.0.0', PluginUrl: 'https://x.example', Dependencies: '{"b":1}' },
      'Dependencies',
    ],
    [
      'Plugins/a/Versions',
      { Version: '1.0.0', PluginUrl: 'https://x.example', Engines: '[]' },
      'Engines',
    ],
    [
      'Plugins/a/Versions',
      { Version: '1.0.0', PluginUrl: 'https://x.example', Policy: 'x' },
      'Policy',
    ],
    ['Configurations', {}, 'Name'],
    ['Releases', {}, 'ConfigurationId'],
  ])('POST %s %j names the parameter that is wrong', async (path, form, parameter) => {
    await account.post('Plugins', { UniqueName: 'a' });
    const { status, body } = await account.post(path, form);
    expect([status, body.code, body.details.parameter]).toEqual([400, 20400, parameter]);
  });

  test('twilio sees a RestException with our details', async () => {
    await account.deploy('a');
    const duplicate = twilioClient(account).plugins.create({ uniqueName: 'a' });
    await expect(duplicate).rejects.toMatchObject({
      status: 409,
      code: 20409,
      details: { reason: 'plugin-exists', plugin: 'a' },
    });
  });
});

describe("what Twilio's clients need of an error", () => {
  /** Answers 404 to GET and 201 to POST, as told. */
  async function withServer<Result>(
    answer: (method: string) => { status: number; body: unknown },
    use: (account: TestAccount) => Promise<Result>,
  ): Promise<Result> {
    const server = createServer((request, response) => {
      const { status, body } = answer(request.method ?? '');
      request.resume();
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    try {
      return await use(new TestAccount(url, { accountSid: `AC${'0'.repeat(32)}`, authToken: 'x' }));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  }

  const full = { code: 20404, message: 'x', more_info: 'https://x.example', status: 404 };
  const upsert = (account: TestAccount) =>
    apiClient(account).plugins.upsert({ UniqueName: 'a', FriendlyName: 'a' });

  test.each(['more_info', 'status'] as const)(
    'C02 upsert fails on a 404 without %s',
    async (key) => {
      const { [key]: _, ...stripped } = full;
      const answer = (method: string) =>
        method === 'GET' ? { status: 404, body: stripped } : { status: 201, body: { sid: 'FP1' } };
      await withServer(answer, (account) => expect(upsert(account)).rejects.toThrow());
    },
  );

  test('C02 upsert creates on a 404 with all of it', async () => {
    const answer = (method: string) =>
      method === 'GET' ? { status: 404, body: full } : { status: 201, body: { sid: 'FP1' } };
    await withServer(answer, async (account) => expect((await upsert(account)).sid).toBe('FP1'));
  });
});

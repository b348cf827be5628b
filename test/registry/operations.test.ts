// What whoever runs a registry needs of it: health, metrics, its own description, logs, limits, deadlines.
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { optionsFromEnvironment } from '../../src/registry/index.ts';
import { DATABASES } from './support/databases.ts';
import { twilioClient } from './support/official-clients.ts';
import { TestAccount } from './support/test-account.ts';
import { startTestRegistry, type TestRegistry } from './support/test-registry.ts';

describe('a registry', () => {
  let registry: TestRegistry;
  let account: TestAccount;
  const logged: string[] = [];
  beforeAll(async () => {
    registry = await startTestRegistry('SQLite', {
      logLevel: 'trace',
      logStream: { write: (line) => void logged.push(line) },
      requestTimeoutMs: 300,
    });
    account = await registry.newAccount();
  });
  afterAll(() => registry.stop());

  const fetchText = async (path: string) => (await fetch(registry.url + path)).text();

  test('says that it lives and that it is ready', async () => {
    expect(JSON.parse(await fetchText('/healthz'))).toEqual({ status: 'ok' });
    expect(JSON.parse(await fetchText('/readyz'))).toEqual({ status: 'ready' });
  });

  test('measures requests by route, never by SID', async () => {
    await account.deploy('a');
    await account.get('Plugins/a');
    await account.get('Plugins/b');
    const metrics = await fetchText('/metrics');
    expect(metrics).toMatch(
      /_count\{method="GET",route="\/v1\/PluginService\/Plugins\/:Sid",status="404"\} 1/,
    );
    expect(metrics).not.toContain('Plugins/b');
    expect(metrics).toContain('process_resident_memory_bytes');
  });

  test('describes every route with a sentence, for programs and for people', async () => {
    const { openapi, paths } = JSON.parse(await fetchText('/openapi.json'));
    expect(openapi).toBe('3.1.0');
    const operations = Object.entries(paths as Record<string, Record<string, { summary?: string }>>)
      .filter(([path]) => path.startsWith('/v1/'))
      .flatMap(([, methods]) => Object.values(methods));
    expect(operations.length).toBeGreaterThanOrEqual(25);
    for (const { summary } of operations) expect(summary).toMatch(/\.$/);
    const { requestBody, parameters } = paths['/v1/PluginService/Releases'].post;
    expect(Object.keys(requestBody.content)).toEqual(['application/x-www-form-urlencoded']);
    expect(parameters.map(({ in: place, name }: Record<string, string>) => [place, name])).toEqual([
      ['header', 'Idempotency-Key'],
      ['header', 'If-Match'],
    ]);
    const page = await fetchText('/docs');
    expect(page).toContain('<h2>POST /v1/PluginService/Releases/Compose</h2>');
    expect(page).toContain('<dt>UniqueName</dt><dd>form, required</dd>');
  });

  test("logs each request with its id and without anybody's secret", async () => {
    const { body } = await account.post('Keys', { FriendlyName: 'ci', Scopes: 'deploy' });
    const key = registry.accountOf({ accountSid: body.sid, authToken: body.secret });
    await key.get('Plugins?token=planted-in-a-query', {
      'x-request-id': 'pipeline-42',
      'x-flex-jwe': 'planted-jwe',
    });
    const bundle = `/bundles/${account.credentials.accountSid}/${'0'.repeat(64)}`;
    await fetchText(`${bundle}~20.planted-grant/vendors~main.js`);
    await fetchText(`${bundle}%7E20.planted-grant/bundle.js`);
    const log = logged.join('');
    expect(log).toContain('"reqId":"pipeline-42"');
    expect(log).toContain(`${bundle}~…/vendors~main.js`);
    for (const secret of [
      account.credentials.authToken,
      account.authorization.slice(6),
      body.secret,
      'planted-in-a-query',
      'planted-jwe',
      'planted-grant',
    ]) {
      expect(log).not.toContain(secret);
    }
  });

  test('tells its request id, and makes one where the given one is not harmless', async () => {
    const given = await account.get('Plugins', { 'x-request-id': 'a b' });
    expect(given.headers.get('twilio-request-id')).toMatch(/^RQ[0-9a-f]{32}$/);
  });

  test.each([
    ['headers that never end', 'GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: '],
    [
      'a body that never comes',
      'POST /v1/PluginService/Plugins HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\na',
    ],
  ])('cuts %s off in time and in its error shape, while others are served', async (_, start) => {
    const socket = connect(Number(new URL(registry.url).port), '127.0.0.1');
    let answer = '';
    socket.on('data', (chunk) => {
      answer += String(chunk);
    });
    socket.write(start);
    await once(socket, 'data').then(() =>
      expect((answer.match(/HTTP\/1.1 (\d+)/) ?? [])[1]).toMatch(/^40[18]$/),
    );
    expect((await account.get('Plugins')).status).toBe(200);
    socket.destroy();
  });

  test.each([
    ['no HTTP at all', 'hello\r\n\r\n', 400],
    ['a header of 100 kB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, 431],
    [
      'a body above the limit',
      'POST /v1/PluginService/Plugins HTTP/1.1\r\nHost: x\r\nAUTH\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 2000000\r\n\r\n',
      413,
    ],
  ])('answers %s in its error shape', async (_, request, status) => {
    const socket = connect(Number(new URL(registry.url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(request.replace('AUTH', `Authorization: ${account.authorization}`));
    let answer = '';
    for await (const chunk of socket) {
      answer += String(chunk);
      if (answer.includes('}')) break;
    }
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({
      code: 20_000 + status,
      status,
    });
  });
});

describe.each(DATABASES)('a registry with a rate limit on %s', (kind) => {
  let registry: TestRegistry;
  let account: TestAccount;
  beforeAll(async () => {
    registry = await startTestRegistry(kind, { rateLimitPerMinute: 3 });
    account = await registry.newAccount();
  });
  afterAll(() => registry.stop());

  test('C22 answers 429 in a form that twilio retries by itself', async () => {
    for (let index = 0; index < 3; index += 1) await account.get('Plugins');
    const refused = await account.get('Plugins');
    expect([refused.status, refused.body.code, refused.body.details.reason]).toEqual([
      429,
      20429,
      'rate-limited',
    ]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

    const answers = [refused, refused, { status: 200, body: { sid: `FP${'0'.repeat(32)}` } }];
    const relay = createServer((_request, response) => {
      const { status, body } = answers.shift() ?? refused;
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    }).listen(0, '127.0.0.1');
    await once(relay, 'listening');
    const url = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
    const client = twilioClient(new TestAccount(url, account.credentials), { autoRetry: true });
    expect((await client.plugins('a').fetch()).sid).toBe(`FP${'0'.repeat(32)}`);
    expect(answers).toEqual([]);
    relay.closeAllConnections();
    relay.close();
  }, 20_000);

  test('counts each caller for itself, and manifests not at all', async () => {
    const other = await registry.newAccount();
    expect((await other.get('Plugins')).status).toBe(200);
    const manifest = `${registry.url}/v1/PluginService/Releases/Active/Manifest?AccountSid=${other.credentials.accountSid}`;
    for (let index = 0; index < 5; index += 1) expect((await fetch(manifest)).status).toBe(404);
  });
});

test.each(DATABASES)(
  'on %s another name with each attempt does not evade the rate limit, and stops nobody who was let in',
  async (kind) => {
    const registry = await startTestRegistry(kind, { rateLimitPerMinute: 3 });
    const account = await registry.newAccount();
    await account.get('Plugins');
    const attempt = async (digit: number) => {
      const accountSid = `AC${String(digit).repeat(32)}`;
      return (await registry.accountOf({ accountSid, authToken: 'guess' }).get('Plugins')).status;
    };
    const statuses = [await attempt(1), await attempt(2), await attempt(3), await attempt(4)];
    expect(statuses).toEqual([401, 401, 401, 429]);
    expect((await account.get('Plugins')).status).toBe(200);
    await registry.stop();
  },
);

describe('environment variables', () => {
  test('stand in docs/operations.md, all of them and no others', () => {
    const read = (path: string) => readFileSync(join(__dirname, '../..', path), 'utf8');
    const names = (text: string) => new Set(text.match(/PLUGBOARD_[A-Z_]+/g));
    expect(names(read('docs/operations.md'))).toEqual(names(read('src/registry/environment.ts')));
  });

  test('become options, and only those that are set', () => {
    expect(optionsFromEnvironment({})).toEqual({});
    const env = {
      PLUGBOARD_DATA: '/srv/plugboard',
      PLUGBOARD_PORT: '8080',
      PLUGBOARD_CORS_ORIGINS: 'https://a.example, https://b.example',
      PLUGBOARD_LOG_LEVEL: 'warn',
      PLUGBOARD_RATE_LIMIT: '0',
      PLUGBOARD_METRICS: 'off',
    };
    expect(optionsFromEnvironment(env)).toEqual({
      dataFolder: '/srv/plugboard',
      port: 8080,
      corsOrigins: ['https://a.example', 'https://b.example'],
      logLevel: 'warn',
      rateLimitPerMinute: 0,
      metrics: false,
    });
  });

  test.each([
    ['PLUGBOARD_PORT', '80x'],
    ['PLUGBOARD_PORT', '65536'],
    ['PLUGBOARD_REQUEST_TIMEOUT_MS', '0'],
    ['PLUGBOARD_LOG_LEVEL', 'loud'],
    ['PLUGBOARD_PUBLIC_URL', 'registry.example'],
    ['PLUGBOARD_TRUST_PROXY', 'yes'],
    ['PLUGBOARD_ACCOUNT_SID', 'AC1'],
  ])('%s=%s is refused by name', (name, value) => {
    expect(() => optionsFromEnvironment({ [name]: value })).toThrow(name);
  });
});

// Reading a hosted bundle, as browsers, proxies and developers do.

import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { TestAccount } from '../support/test-account.ts';
import { type HostingRegistry, startHostingRegistry } from './hosting-registry.ts';

const CODE = 'export const answer = 42; // plugin code\n'.repeat(200);
const LARGE = Buffer.alloc(3 * 1024 * 1024, 'large bundle; ');
const MAP = '{"version":3,"sources":["secret.ts"],"mappings":""}';

let hosting: HostingRegistry;
let url: string;
let largeUrl: string;
let privateUrl: string;

beforeAll(async () => {
  hosting = await startHostingRegistry();
  const files = [['bundle.js', CODE] as const, ['bundle.js.map', MAP] as const];
  url = (await hosting.upload('served', '1.0.0', files)).body.plugin_url;
  privateUrl = (await hosting.upload('secret', '1.0.0', files, { Private: 'true' })).body
    .plugin_url;
  largeUrl = (await hosting.upload('large', '1.0.0', [['bundle.js', LARGE]])).body.plugin_url;
});
afterAll(() => hosting.stop());

type Raw = { status: number; headers: NodeJS.Dict<string | string[]>; body: Buffer };

/** Without fetch's own decompression. */
function get(address: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request(address, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.setTimeout(10_000, () => sent.destroy(new Error('no answer')));
    sent.end();
  });
}

test('a bundle may be kept for ever, by every cache, and used by every page', async () => {
  const { status, headers, body } = await get(url, { origin: 'https://flex.twilio.com' });
  expect([status, body.toString()]).toEqual([200, CODE]);
  expect(headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'content-length': String(CODE.length),
    'cache-control': 'public, max-age=31536000, immutable',
    'access-control-allow-origin': '*',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    vary: 'Accept-Encoding',
  });
  expect(headers['access-control-allow-credentials']).toBeUndefined();
  expect(headers['set-cookie']).toBeUndefined();
});

const ENCODINGS: [accepted: string, encoding: string | undefined][] = [
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip', 'gzip'],
  ['br;q=0, gzip;q=0.5', 'gzip'],
  ['identity', undefined],
  ['', undefined],
  ['gzip;q=0', undefined],
];
test.each(ENCODINGS)('who accepts "%s" gets it as %s', async (accepted, encoding) => {
  const { headers, body } = await get(url, { 'accept-encoding': accepted });
  expect(headers['content-encoding']).toBe(encoding);
  expect(headers['content-length']).toBe(String(body.length));
  const decode = { br: brotliDecompressSync, gzip: gunzipSync }[encoding as 'br' | 'gzip'];
  expect((decode ? decode(body) : body).toString()).toBe(CODE);
});

test('each encoding has its own tag, and a known tag is answered without bytes', async () => {
  const plain = await get(url);
  const brotli = await get(url, { 'accept-encoding': 'br' });
  expect(plain.headers.etag).not.toBe(brotli.headers.etag);
  const again = await get(url, {
    'accept-encoding': 'br',
    'if-none-match': `W/"x", ${String(brotli.headers.etag)}`,
  });
  expect([again.status, again.body.length]).toEqual([304, 0]);
  expect(again.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  const changed = await get(url, { 'if-none-match': '"another"' });
  expect(changed.status).toBe(200);
});

const RANGES: [range: string, status: number, start: number, end: number][] = [
  ['bytes=0-9', 206, 0, 10],
  ['bytes=10-', 206, 10, CODE.length],
  ['bytes=-5', 206, CODE.length - 5, CODE.length],
  [`bytes=5-${CODE.length + 100}`, 206, 5, CODE.length],
  ['bytes=9-5', 200, 0, CODE.length],
  ['bytes=0-1,4-5', 200, 0, CODE.length],
  ['lines=1-2', 200, 0, CODE.length],
];
test.each(RANGES)('the range %s is answered with %i', async (range, status, start, end) => {
  const answer = await get(url, { range, 'accept-encoding': 'br' });
  expect(answer.status).toBe(status);
  const expected = CODE.slice(start, end);
  if (status === 206) {
    expect(answer.body.toString()).toBe(expected);
    expect(answer.headers['content-range']).toBe(`bytes ${start}-${end - 1}/${CODE.length}`);
  }
});

test('a range behind the end is refused with the size', async () => {
  const { status, headers } = await get(url, { range: `bytes=${CODE.length}-` });
  expect([status, headers['content-range']]).toEqual([416, `bytes */${CODE.length}`]);
});

test('a resumed download of something else gets the whole', async () => {
  const plain = await get(url);
  const tag = String(plain.headers.etag);
  expect((await get(url, { range: 'bytes=1-2', 'if-range': tag })).status).toBe(206);
  expect((await get(url, { range: 'bytes=1-2', 'if-range': '"old"' })).status).toBe(200);
});

test('a large bundle arrives whole and in parts, and HEAD tells its size', async () => {
  expect((await get(largeUrl)).body.equals(LARGE)).toBe(true);
  const part = await get(largeUrl, { range: 'bytes=2000000-2999999' });
  expect(part.body.equals(LARGE.subarray(2_000_000, 3_000_000))).toBe(true);
  const head = await get(largeUrl, {}, 'HEAD');
  expect([head.status, head.headers['content-length'], head.body.length]).toEqual([
    200,
    String(LARGE.length),
    0,
  ]);
});

test.each(['bytes=0-9', 'bytes=-10', 'bytes=999999-'])(
  'HEAD with the range %s says what a whole GET would, because ranges are for GET',
  async (range) => {
    for (const encoding of ['identity', 'br']) {
      const whole = await get(url, { 'accept-encoding': encoding });
      const head = await get(url, { 'accept-encoding': encoding, range }, 'HEAD');
      expect([head.status, head.body.length]).toEqual([200, 0]);
      expect(head.headers['content-range']).toBeUndefined();
      for (const name of ['content-length', 'content-encoding', 'etag', 'cache-control']) {
        expect([name, head.headers[name]]).toEqual([name, whole.headers[name]]);
      }
    }
  },
);

test('a source map is for those who may deploy', async () => {
  const map = `${url}.map`;
  const { body } = await hosting.account.post('Keys', { FriendlyName: 'r', Scopes: 'read' });
  const reader = new TestAccount('', { accountSid: body.sid, authToken: body.secret });
  expect((await get(map)).status).toBe(404);
  expect((await get(map, { authorization: reader.authorization })).status).toBe(404);
  const allowed = await get(map, { authorization: hosting.account.authorization });
  expect([allowed.status, allowed.body.toString()]).toEqual([200, MAP]);
  expect(allowed.headers['cache-control']).toBe('private, no-store');
});

test('a private bundle is for those who have credentials, and no shared cache keeps it', async () => {
  const refused = await get(privateUrl);
  expect(refused.status).toBe(404);
  expect(String(refused.headers['cache-control'] ?? '')).not.toContain('public');
  const { authorization } = hosting.account;
  const { status, headers } = await get(privateUrl, { authorization });
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('private, max-age=31536000, immutable');
  expect(headers['access-control-allow-origin']).toBeUndefined();
});

test('what is not there is a 404 that nobody keeps, however it is asked for', async () => {
  const { pathname, origin } = new URL(url);
  const folder = pathname.slice(0, pathname.lastIndexOf('/'));
  const paths = [
    `${folder}/other.js`,
    `${folder}/`,
    `${folder}/..%2f..%2fregistry.sqlite`,
    `${folder}/%2e%2e/%2e%2e/registry.sqlite`,
    `${folder}/bundle.js%00`,
    `/bundles/AC${'0'.repeat(32)}/${'0'.repeat(64)}/bundle.js`,
    '/bundles/x/y/z',
  ];
  for (const path of paths) {
    const { status, headers } = await get(origin + path);
    expect([path, status]).toEqual([path, 404]);
    expect(headers['cache-control']).toBeUndefined();
  }
});

// Versions of bundles that are hosted elsewhere: what the registry fetches, what it refuses to, and what it says.
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { isFetched, isUnsafe } from '../../../src/registry/bundles/fetch-external.ts';
import { isPublicAddress } from '../../../src/registry/bundles/public-address.ts';
import { type HostingRegistry, integrityOf, startHostingRegistry } from './hosting-registry.ts';

const CODE = 'elsewhere()';
const CORS = { 'access-control-allow-origin': '*' };

let cdn: Server;
let origin: string;
let asked: string[];
let open: HostingRegistry;
let closed: HostingRegistry;

const ANSWERS: Record<string, RequestListener> = {
  '/cors.js': (_request, response) => response.writeHead(200, CORS).end(CODE),
  '/plain.js': (_request, response) => response.writeHead(200).end(CODE),
  '/moved.js': (_request, response) => response.writeHead(302, { location: '/cors.js' }).end(),
  '/loop.js': (_request, response) => response.writeHead(302, { location: '/loop.js' }).end(),
  '/away.js': (_request, response) =>
    response.writeHead(302, { location: 'http://elsewhere.example/x.js' }).end(),
  '/inside.js': (_request, response) =>
    response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data' }).end(),
  '/stored.gz.js': (_request, response) =>
    response.writeHead(200, { ...CORS, 'content-encoding': 'GZIP' }).end(gzipSync(CODE)),
  '/stored.br.js': (_request, response) =>
    response.writeHead(200, { ...CORS, 'content-encoding': 'br' }).end(brotliCompressSync(CODE)),
  '/stored.deflate.js': (_request, response) =>
    response.writeHead(200, { ...CORS, 'content-encoding': 'deflate' }).end(deflateSync(CODE)),
  '/bomb.js': (_request, response) =>
    response
      .writeHead(200, { ...CORS, 'content-encoding': 'gzip' })
      .end(gzipSync('x'.repeat(50_000))),
  '/cut.gz.js': (_request, response) =>
    response
      .writeHead(200, { ...CORS, 'content-encoding': 'gzip' })
      .end(gzipSync(CODE).subarray(0, 15)),
  '/zstd.js': (_request, response) =>
    response.writeHead(200, { ...CORS, 'content-encoding': 'zstd' }).end(CODE),
  '/twice.js': (_request, response) =>
    response.writeHead(200, { ...CORS, 'content-encoding': 'gzip, br' }).end(CODE),
  '/large.js': (_request, response) => response.writeHead(200, CORS).end('x'.repeat(2_000)),
  '/torn.js': (_request, response) => {
    response.writeHead(200, { ...CORS, 'content-length': 100 });
    response.write(CODE, () => response.destroy());
  },
};

beforeAll(async () => {
  asked = [];
  cdn = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = ANSWERS[request.url ?? ''];
    if (answer) answer(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((listening) => cdn.listen(0, '127.0.0.1', listening));
  origin = `http://127.0.0.1:${(cdn.address() as AddressInfo).port}`;
  const limits = { maxBundleBytes: 1_000 };
  open = await startHostingRegistry({
    ...limits,
    externalBundles: { hosts: ['127.0.0.1', 'localhost'], allowPrivate: true },
  });
  closed = await startHostingRegistry({ ...limits, externalBundles: { hosts: ['*'] } });
});
afterAll(async () => {
  await open.stop();
  await closed.stop();
  cdn.closeAllConnections();
  await new Promise((gone) => cdn.close(gone));
});
beforeEach(() => {
  asked.length = 0;
});

let count = 0;
async function create(hosting: HostingRegistry, PluginUrl: string, more = {}) {
  count += 1;
  await hosting.account.post('Plugins', { UniqueName: 'elsewhere' });
  return hosting.account.post('Plugins/elsewhere/Versions', {
    Version: `1.0.${count}`,
    PluginUrl,
    ...more,
  });
}

test.each(['/cors.js', '/moved.js', '/stored.gz.js', '/stored.br.js', '/stored.deflate.js'])(
  'the integrity of %s is computed',
  async (path) => {
    const { status, body, headers } = await create(open, origin + path);
    expect([status, body.integrity, body.plugin_url]).toEqual([
      201,
      integrityOf(CODE),
      origin + path,
    ]);
    expect(headers.get('plugboard-warning')).toBeNull();
  },
);

test('without CORS headers there is a warning and no integrity, which a browser could not check', async () => {
  const { status, body, headers } = await create(open, `${origin}/plain.js`);
  expect([status, body.integrity]).toEqual([201, undefined]);
  expect(headers.get('plugboard-warning')).toContain('no CORS headers');
});

test('an integrity that is not that of the bytes is refused', async () => {
  const { status, body } = await create(open, `${origin}/cors.js`, { Integrity: integrityOf('x') });
  expect([status, body.details.reason]).toEqual([400, 'integrity-mismatch']);
  const right = await create(open, `${origin}/cors.js`, { Integrity: integrityOf(CODE) });
  expect(right.status).toBe(201);
});

test.each([
  '/bomb.js',
  '/cut.gz.js',
  '/zstd.js',
  '/twice.js',
  '/none.js',
  '/large.js',
  '/loop.js',
  '/away.js',
  '/inside.js',
  '/torn.js',
])('%s is refused, and no version is made', async (path) => {
  const { status, body } = await create(open, origin + path);
  expect([status, body.details.reason]).toEqual([400, 'bundle-not-fetched']);
  expect((await open.account.get(`Plugins/elsewhere/Versions/1.0.${count}`)).status).toBe(404);
});

test('hosts that are not on the list are not asked', async () => {
  const { status, body } = await create(open, 'https://cdn.example/bundle.js');
  expect([status, body.integrity]).toEqual([201, undefined]);
  expect(asked).toEqual([]);
});

test('hosts are the same in upper and lower case', () => {
  const rules = { hosts: ['CDN.Example.com', '*.Assets.example.com'] };
  for (const host of ['cdn.example.com', 'CDN.EXAMPLE.COM', 'a.assets.EXAMPLE.com']) {
    expect([host, isFetched(`https://${host}/x.js`, rules)]).toEqual([host, true]);
  }
});

test.each([
  ['https://a.example', 'http://a.example', true],
  ['https://a.example', 'https://b.example', false],
  ['http://a.example', 'http://b.example', false],
  ['http://a.example', 'https://a.example', false],
])('a redirect from %s to %s is refused: %s', (from, to, expected) => {
  expect(isUnsafe(new URL(from), new URL(to))).toBe(expected);
});

test.each([
  '127.0.0.1',
  'localhost',
  '[::1]',
  '0x7f.1',
  '2130706433',
  '[::ffff:127.0.0.1]',
  '0.0.0.0',
])('a bundle on %s is not asked for where private networks are closed', async (host) => {
  const { status, body } = await create(closed, origin.replace('127.0.0.1', host) + '/cors.js');
  expect([status, body.details.reason]).toEqual([400, 'bundle-not-fetched']);
  expect(asked).toEqual([]);
});

test.each([
  ['93.184.215.14', true],
  ['172.15.255.255', true],
  ['172.16.0.1', false],
  ['172.31.255.255', false],
  ['172.32.0.1', true],
  ['10.1.2.3', false],
  ['100.64.0.1', false],
  ['100.128.0.1', true],
  ['169.254.169.254', false],
  ['192.168.1.1', false],
  ['198.19.255.255', false],
  ['224.0.0.1', false],
  ['255.255.255.255', false],
  ['2606:4700::1111', true],
  ['::', false],
  ['::1', false],
  ['::ffff:8.8.8.8', false],
  ['64:ff9b::a00:1', false],
  ['fd00::1', false],
  ['fe80::1', false],
  ['ff02::1', false],
  ['2001:db8::1', false],
  ['2002:7f00:1::', false],
  ['not an address', false],
])('%s on the open internet: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

// What goes out in front of the framework is counted, logged and named as everything else is.
import { type HostingRegistry, startHostingRegistry } from './bundles/hosting-registry.ts';

const CODE = 'export const answer = 42; // plugin code\n'.repeat(200);
const MANIFEST = '/v1/PluginService/Releases/Active/Manifest';

type Line = {
  readonly reqId: string;
  readonly msg: string;
  readonly req?: { readonly path: string; readonly address: string };
  readonly res?: { readonly statusCode: number };
};

let hosting: HostingRegistry;
let bundle: string;
let lines: Line[];

async function start(options: Parameters<typeof startHostingRegistry>[0]) {
  lines = [];
  const logStream = { write: (line: string) => void lines.push(JSON.parse(line)) };
  hosting = await startHostingRegistry({ ...options, logStream });
  const { account } = hosting;
  const { body } = await hosting.upload('a', '1.0.0', [['bundle.js', CODE]]);
  bundle = body.plugin_url;
  await account.release(await account.configure(body.sid));
}
afterEach(() => hosting.stop());

const manifestUrl = () =>
  `${hosting.account.url}${MANIFEST}?AccountSid=${hosting.account.credentials.accountSid}`;

/** Reads until the answer comes from memory, and answers that one. */
async function readFromMemory(url: string, headers: Record<string, string> = {}) {
  // The first one goes to the route, which puts it there.
  await (await fetch(url, { headers })).arrayBuffer();
  const answer = await fetch(url, { headers });
  await answer.arrayBuffer();
  return answer;
}

async function countOf(route: string, status: number): Promise<number> {
  const metrics = await (await fetch(`${hosting.account.url}/metrics`)).text();
  const series = `_count{method="GET",route="${route}",status="${status}"} `;
  const [, count = '0'] = metrics.split(series);
  return Number.parseInt(count, 10);
}

const ROUTES = [
  ['a manifest', `/v1/PluginService/Releases/:Sid/Manifest`, manifestUrl],
  ['a bundle', '/bundles/:AccountSid/:BundleId/*', () => bundle],
] as const;

test.each(ROUTES)('%s is counted wherever its answer came from', async (_, route, url) => {
  await start({});
  const read = async (headers: Record<string, string> = {}) => {
    const answer = await fetch(url(), { headers });
    await answer.arrayBuffer();
    return answer;
  };
  const before = await countOf(route, 200);
  const etag = (await read()).headers.get('etag') ?? '';
  for (let index = 0; index < 4; index += 1) await read();
  // With credentials the manifest never comes from memory.
  await read({ authorization: hosting.account.authorization });
  for (let index = 0; index < 3; index += 1) {
    expect((await read({ 'if-none-match': etag })).status).toBe(304);
  }
  expect(await countOf(route, 200)).toBe(before + 6);
  expect(await countOf(route, 304)).toBe(3);
});

test.each(ROUTES)('%s from memory carries the id of its request', async (_, __, url) => {
  await start({});
  const ids = new Set<string | null>();
  for (let index = 0; index < 300; index += 1) {
    ids.add((await readFromMemory(url())).headers.get('twilio-request-id'));
  }
  expect(ids.size).toBe(300);
  for (const id of ids) expect(id).toMatch(/^RQ[0-9a-f]{32}$/);
  const given = await readFromMemory(url(), { 'x-request-id': 'boot-42' });
  expect(given.headers.get('twilio-request-id')).toBe('boot-42');
  const harmful = await readFromMemory(url(), { 'x-request-id': 'a b' });
  expect(harmful.headers.get('twilio-request-id')).toMatch(/^RQ[0-9a-f]{32}$/);
});

test.each(ROUTES)('%s from memory is logged with path, caller and status', async (_, __, url) => {
  await start({ logLevel: 'info' });
  await readFromMemory(url(), { 'x-request-id': 'boot-1', 'x-forwarded-for': '203.0.113.9' });
  const done = lines.filter((line) => line.reqId === 'boot-1' && line.msg === 'request completed');
  expect(done).toHaveLength(2);
  expect(done.at(-1)).toMatchObject({
    req: { path: new URL(url()).pathname, address: '127.0.0.1' },
    res: { statusCode: 200 },
    responseTime: expect.any(Number),
  });
});

test('behind a proxy that is trusted, the caller is who the proxy says', async () => {
  await start({ logLevel: 'info', trustProxy: true });
  const headers = { 'x-request-id': 'boot-1', 'x-forwarded-for': '203.0.113.9, 10.0.0.1' };
  await readFromMemory(manifestUrl(), headers);
  const callers = lines.flatMap(({ reqId, req }) => (reqId === 'boot-1' && req ? [req] : []));
  expect(callers.map(({ address }) => address)).toEqual(['203.0.113.9', '203.0.113.9']);
});

test('at a level above the requests nothing is logged', async () => {
  await start({ logLevel: 'warn' });
  await readFromMemory(manifestUrl());
  await readFromMemory(bundle);
  expect(lines).toEqual([]);
});

test('without metrics everything is answered all the same', async () => {
  await start({ metrics: false });
  expect((await readFromMemory(manifestUrl())).headers.get('server-timing')).toContain('memory');
  expect((await readFromMemory(bundle)).status).toBe(200);
});

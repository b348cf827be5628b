// What long work needs of its reads: a fetch that tries again, and bundles that are bounded.
import { fetchBundle, fetchPlugin, retryingFetch, updatePlugin } from '../../src/client/index.ts';
import { failureOf, type LoopbackApi, sendJson, startLoopbackApi } from './loopback-api.ts';
import { pluginResource } from './resources.ts';

let loopback: LoopbackApi;
let waits: number[];
beforeEach(async () => {
  waits = [];
  loopback = await startLoopbackApi((_, response) => sendJson(response, pluginResource()));
});
afterEach(() => loopback.close());

const wait = async (ms: number) => void waits.push(ms);

function retryingApi(options = {}) {
  return { ...loopback.api, fetch: retryingFetch(fetch, { wait, random: () => 1, ...options }) };
}

/** Answers with these statuses in turn, then as asked. */
function failFirst(...faults: { status: number; headers?: Record<string, string> }[]): void {
  const { answer } = loopback;
  loopback.answer = (request, response) => {
    const fault = faults.shift();
    if (fault) response.writeHead(fault.status, fault.headers).end('{}');
    else answer(request, response);
  };
}

test('a read is tried again after 429, 500 and a broken connection, waiting longer each time', async () => {
  failFirst({ status: 500 }, { status: 429 }, { status: 503 });
  expect(await fetchPlugin(retryingApi(), 'plugin-1')).toEqual(pluginResource());
  expect(waits).toEqual([500, 1000, 2000]);
  let broken = false;
  loopback.answer = (_, response) => {
    if (broken) sendJson(response, pluginResource());
    else response.destroy();
    broken = true;
  };
  expect(await fetchPlugin(retryingApi(), 'plugin-1')).toEqual(pluginResource());
});

test('the wait that a server asks for is kept, but bounded', async () => {
  failFirst(
    { status: 429, headers: { 'Retry-After': '3' } },
    { status: 429, headers: { 'Retry-After': '9999' } },
  );
  await fetchPlugin(retryingApi({ maxWaitMs: 7000 }), 'plugin-1');
  expect(waits).toEqual([3000, 7000]);
});

test('tries end, a refusal is no reason for another, and a write is sent once', async () => {
  failFirst({ status: 500 }, { status: 500 }, { status: 500 });
  const failed = await failureOf(fetchPlugin(retryingApi({ tries: 3 }), 'plugin-1'));
  expect([failed, waits.length]).toEqual([expect.objectContaining({ status: 500 }), 2]);
  failFirst({ status: 404 });
  expect(await failureOf(fetchPlugin(retryingApi(), 'x'))).toMatchObject({ status: 404 });
  failFirst({ status: 500 });
  expect(await failureOf(updatePlugin(retryingApi(), 'x', {}))).toMatchObject({ status: 500 });
  expect(waits).toHaveLength(2);
});

test('a bundle is read whole, whatever its status, and without credentials', async () => {
  loopback.answer = (_, response) => response.writeHead(404, { 'X-Host': 'cdn' }).end('gone');
  const url = `${loopback.api.baseUrl}/bundle.js`;
  const bundle = await fetchBundle({ fetch, origin: 'https://desk.example' }, url);
  expect([bundle.status, Buffer.from(bundle.bytes).toString()]).toEqual([404, 'gone']);
  expect(bundle.headers.get('x-host')).toBe('cdn');
  expect(loopback.seen[0]?.headers).toMatchObject({ origin: 'https://desk.example' });
  expect(loopback.seen[0]?.headers.authorization).toBeUndefined();
});

test('a bundle that is too large, does not come, or never ends is an error of its own', async () => {
  const url = `${loopback.api.baseUrl}/bundle.js`;
  loopback.answer = (_, response) => response.end('x'.repeat(1001));
  expect(await failureOf(fetchBundle({ fetch, maxBytes: 1000 }, url))).toMatchObject({
    kind: 'shape',
    message: expect.stringContaining('more than 1000 bytes'),
  });
  loopback.answer = (_, response) => void response.write('x');
  expect(await failureOf(fetchBundle({ fetch, timeoutMs: 50 }, url))).toMatchObject({
    kind: 'timeout',
  });
  loopback.answer = (_, response) => void response.destroy();
  expect(await failureOf(fetchBundle({ fetch }, url))).toMatchObject({ kind: 'unreachable' });
});

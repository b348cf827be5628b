// How a call fails: one error class whose kind says who is to blame.
import {
  basicAuth,
  fetchActiveRelease,
  fetchPlugin,
  fetchReleaseManifest,
  type PluginsApi,
  PluginsApiError,
} from '../../src/client/index.ts';
import { failureOf, type LoopbackApi, sendJson, startLoopbackApi } from './loopback-api.ts';
import { manifestResource, notFoundResource, releaseResource } from './resources.ts';

let loopback: LoopbackApi;
beforeEach(async () => {
  loopback = await startLoopbackApi((_, response) => sendJson(response, {}));
});
afterEach(() => loopback.close());

async function failure(api: PluginsApi = loopback.api): Promise<PluginsApiError> {
  const error = await failureOf(fetchPlugin(api, 'plugin-1'));
  if (error instanceof PluginsApiError) return error;
  throw error;
}

test('an error of the API is handed over with all that it says', async () => {
  const body = { ...notFoundResource('/PluginService/Plugins/plugin-1'), details: { hint: 'x' } };
  loopback.answer = (_, response) => sendJson(response, body, 404);
  expect(await failure()).toMatchObject({
    kind: 'status',
    status: 404,
    code: 20404,
    message: 'The requested resource /PluginService/Plugins/plugin-1 was not found',
    moreInfo: 'https://www.twilio.com/docs/errors/20404',
    details: { hint: 'x' },
  });
});

test.each([
  ['3', 3000, 3000],
  [() => new Date(Date.now() + 60_000).toUTCString(), 58_000, 60_000],
  [() => new Date(0).toUTCString(), 0, 0],
])('Retry-After %s is read as milliseconds', async (header, least, most) => {
  loopback.answer = (_, response) => {
    response.setHeader('Retry-After', typeof header === 'string' ? header : header());
    sendJson(response, { code: 20429, message: 'Too many requests' }, 429);
  };
  const { retryAfterMs, code } = await failure();
  expect(code).toBe(20429);
  expect(retryAfterMs).toBeGreaterThanOrEqual(least);
  expect(retryAfterMs).toBeLessThanOrEqual(most);
});

test('a Retry-After that makes no sense is left out', async () => {
  loopback.answer = (_, response) => {
    response.setHeader('Retry-After', 'soon');
    sendJson(response, {}, 503);
  };
  expect((await failure()).retryAfterMs).toBeUndefined();
});

test('an error page of a proxy is told by its status', async () => {
  loopback.answer = (_, response) => response.writeHead(502).end('<h1>Bad gateway</h1>');
  const { kind, status, code, message } = await failure();
  expect({ kind, status, code }).toEqual({ kind: 'status', status: 502, code: undefined });
  expect(message).toContain('/v1/PluginService/Plugins/plugin-1 answered with status 502');
});

test('a web page where JSON should be is not-json and shows how it begins', async () => {
  loopback.answer = (_, response) => response.end(`<!doctype html>${'x'.repeat(5000)}`);
  const error = await failure();
  expect(error.kind).toBe('not-json');
  expect(error.message).toContain('<!doctype html>');
  expect(error.message.length).toBeLessThan(400);
  expect(error.cause).toBeInstanceOf(SyntaxError);
});

test.each([
  ['null', null, 'plugin was expected, not null'],
  ['a list', [], 'plugin was expected, not a list'],
  ['an object without SID', { unique_name: 'a' }, 'sid of a plugin is nothing'],
  ['a name that is no text', { sid: 'FP', unique_name: 7 }, 'unique_name of a plugin is a value'],
])('%s instead of a plugin is a shape error', async (_title, body, sentence) => {
  loopback.answer = (_, response) => sendJson(response, body);
  const error = await failure();
  expect(error.kind).toBe('shape');
  expect(error.message).toContain(sentence);
});

test('a server that is not there is unreachable, with the original error as cause', async () => {
  const gone = await startLoopbackApi(() => undefined);
  await gone.close();
  const error = await failure(gone.api);
  expect(error.kind).toBe('unreachable');
  expect(error.cause).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});

test('a connection that breaks inside the body is unreachable', async () => {
  loopback.answer = (_, response) => {
    response.writeHead(200, { 'Content-Length': '1000' });
    response.write('{', () => response.destroy());
  };
  expect((await failure()).kind).toBe('unreachable');
});

test('the deadline also covers a body that never ends, and lets the connection go', async () => {
  let closed: Promise<void> | undefined;
  loopback.answer = (_, response) => {
    closed = new Promise((resolve) => response.on('close', resolve));
    response.write('{');
  };
  expect((await failure({ ...loopback.api, timeoutMs: 100 })).kind).toBe('timeout');
  await closed;
});

test('the deadline holds for a fetch that does not listen to its signal', async () => {
  const deaf = (): Promise<Response> => new Promise(() => undefined);
  const error = await failure({ ...loopback.api, fetch: deaf, timeoutMs: 20 });
  expect(error.kind).toBe('timeout');
  expect(error.message).toContain('20 ms');
});

test('the deadline covers authorize', async () => {
  const authorize = (): Promise<HeadersInit> => new Promise(() => undefined);
  expect((await failure({ ...loopback.api, authorize, timeoutMs: 20 })).kind).toBe('timeout');
});

test('what authorize throws reaches the caller as it is', async () => {
  const refusal = new Error('session over');
  const authorize = () => Promise.reject(refusal);
  expect(await failureOf(fetchPlugin({ ...loopback.api, authorize }, 'p'))).toBe(refusal);
  expect(loopback.seen).toHaveLength(0);
});

test('a redirect never carries credentials to another server', async () => {
  const other = await startLoopbackApi((_, response) => sendJson(response, {}));
  loopback.answer = (_, response) =>
    response.writeHead(302, { Location: `${other.api.baseUrl}/v1/steal` }).end();
  try {
    const error = await failure({ ...loopback.api, authorize: () => ({ 'X-Token': 'secret' }) });
    expect(error.kind).toBe('unreachable');
    expect(other.seen).toHaveLength(0);
  } finally {
    await other.close();
  }
});

test('no error shows the credentials', async () => {
  const api = { ...loopback.api, authorize: basicAuth('AC1', 'topsecret') };
  const encoded = Buffer.from('AC1:topsecret').toString('base64');
  loopback.answer = (_, response) => sendJson(response, {}, 401);
  const refused = await failure(api);
  await loopback.close();
  const unreachable = await failure(api);
  loopback = await startLoopbackApi(() => undefined);
  for (const error of [refused, unreachable]) {
    const shown = `${error.stack}${JSON.stringify(error)}${String((error.cause as Error)?.stack)}`;
    expect(shown).not.toContain('topsecret');
    expect(shown).not.toContain(encoded);
  }
});

describe('the active release', () => {
  const calls = { fetchActiveRelease, fetchReleaseManifest };

  test.each(Object.entries(calls))('%s is undefined when nothing is released', async (_, call) => {
    loopback.answer = ({ url }, response) => sendJson(response, notFoundResource(url), 404);
    expect(await call(loopback.api)).toBeUndefined();
  });

  test.each(Object.entries(calls))('%s fails on a 404 of some other server', async (_, call) => {
    loopback.answer = (_request, response) => response.writeHead(404).end('<h1>Not found</h1>');
    expect(await failureOf(call(loopback.api))).toMatchObject({ kind: 'status', status: 404 });
  });

  test('is fetched by the word Active, the manifest below it', async () => {
    loopback.answer = ({ url }, response) =>
      sendJson(response, url.endsWith('/Manifest') ? manifestResource() : releaseResource());
    expect(await fetchActiveRelease(loopback.api)).toEqual(releaseResource());
    expect(await fetchReleaseManifest(loopback.api)).toEqual(manifestResource());
    expect(loopback.seen.map(({ url }) => url)).toEqual([
      '/v1/PluginService/Releases/Active',
      '/v1/PluginService/Releases/Active/Manifest',
    ]);
  });

  test('a manifest without a plugin list is a shape error', async () => {
    loopback.answer = (_, response) =>
      sendJson(response, { ...manifestResource(), plugins: { 0: 'a' } });
    expect(await failureOf(fetchReleaseManifest(loopback.api))).toMatchObject({ kind: 'shape' });
  });
});

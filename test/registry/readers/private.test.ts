// A registry that is read with tokens: who gets the manifest, the list and private bundles.
import { type HostingRegistry, startHostingRegistry } from '../bundles/hosting-registry.ts';
import { SECRET, signToken } from './sign-token.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const MANIFEST = '/v1/PluginService/Releases/Active/Manifest';

let hosting: HostingRegistry;
beforeAll(async () => {
  hosting = await startHostingRegistry({
    manifestAccess: 'token',
    flexTokens: { kind: 'shared-secret', secret: SECRET },
  });
  const { account } = hosting;
  const sids: string[] = [];
  for (const Private of ['true', 'false']) {
    const files = [['bundle.js', `run(${Private})`] as const, ['chunk.js', 'chunk()'] as const];
    const { body } = await hosting.upload(`private-${Private}`, '1.0.0', files, { Private });
    sids.push(body.sid);
  }
  await account.release(await account.configure(...sids));
});
afterAll(() => hosting.stop());

const token = (more: object = {}) =>
  signToken({ exp: Math.floor((Date.now() + DAY_MS) / 1000), sub: 'ada', ...more });

const read = (path: string, jwe?: string) =>
  fetch(path.startsWith('http') ? path : hosting.account.url + path, {
    headers: jwe === undefined ? {} : { 'x-flex-jwe': jwe },
  });

test.each([MANIFEST, '/plugins', '/plugins/custom'])(
  '%s is read with a token only',
  async (path) => {
    for (const refused of [undefined, 'nonsense', signToken({ exp: 1 })]) {
      const answer = await read(path, refused);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('cache-control') ?? '').not.toContain('public');
    }
    const answer = await read(path, token());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('private, no-cache');
    expect(answer.headers.get('vary')).toContain('X-Flex-JWE');
  },
);

test('credentials do as well', async () => {
  expect((await hosting.account.get('Releases/Active/Manifest')).status).toBe(200);
});

test('a token that names an account reads that account and no other', async () => {
  const { accountSid } = hosting.account.credentials;
  expect((await read(MANIFEST, token({ account_sid: accountSid }))).status).toBe(200);
  const other = token({ account_sid: `AC${'9'.repeat(32)}` });
  expect((await read(MANIFEST, other)).status).toBe(401);
  expect((await read(`${MANIFEST}?AccountSid=AC${'9'.repeat(32)}`, other)).status).toBe(404);
});

test('the manifest and the list lead to private bundles and their chunks without a token', async () => {
  const { plugins } = await (await read(MANIFEST, token())).json();
  const list = await (await read('/plugins', token())).json();
  for (const url of [plugins[0].plugin_url, list[0].src]) {
    const bundle = await read(url);
    expect([bundle.status, await bundle.text()]).toEqual([200, 'run(true)']);
    expect(bundle.headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
    expect((await read(new URL('chunk.js', url).href)).status).toBe(200);
  }
  expect(plugins[1].plugin_url).not.toContain('~');
});

test('the manifest of a release that is named by its SID leads there as well', async () => {
  const { release_sid: sid, plugins } = await (await read(MANIFEST, token())).json();
  const named = await (await read(MANIFEST.replace('Active', sid), token())).json();
  expect(named.plugins).toEqual(plugins);
  expect((await read(named.plugins[0].plugin_url)).status).toBe(200);
});

test('where everybody may read, what is private is in no manifest and no list', async () => {
  const open = await startHostingRegistry();
  const sids: string[] = [];
  for (const Private of ['true', 'false']) {
    const files = [['bundle.js', `run(${Private})`] as const];
    sids.push((await open.upload(`private-${Private}`, '1.0.0', files, { Private })).body.sid);
  }
  const release = await open.account.release(await open.account.configure(...sids));
  const paths = [MANIFEST, MANIFEST.replace('Active', release), '/plugins', '/plugins/custom'];
  for (const path of paths) {
    const answer = await fetch(open.account.url + path);
    const text = await answer.text();
    expect([path, text.includes('private-false')]).toEqual([path, true]);
    expect(text + JSON.stringify([...answer.headers])).not.toContain('private-true');
  }
  const own = await open.account.get(`${open.account.url}/plugins`);
  const names = (own.body as { name: string; src: string }[]).map(({ name }) => name);
  expect(names).toEqual(['private-true', 'private-false']);
  await open.stop();
});

test('without a grant or with a forged one a private bundle is not there', async () => {
  const { plugins } = await (await read(MANIFEST, token())).json();
  const granted = plugins[0].plugin_url as string;
  const [, until = '', signature = ''] = /~(\d+)\.([\w-]+)\//.exec(granted) ?? [];
  const plain = granted.replace(/~[^/]+/, '');
  const forged = [
    plain,
    granted.replace(until, String(Number(until) + 1)),
    granted.replace(signature, `${signature.slice(0, -2)}AA`),
    granted.replace(/~[^/]+/, '~'),
    granted.replace(/~[^/]+/, `~${until}.`),
  ];
  for (const url of forged) expect([url, (await read(url)).status]).toEqual([url, 404]);
  expect((await read(plain, token())).status).toBe(200);
});

test('under its name a private bundle needs a token', async () => {
  const path = '/plugins/v1/private-true/1.0.0/bundle.js';
  expect((await read(path)).status).toBe(401);
  const answer = await read(path, token());
  expect([answer.status, answer.headers.get('cache-control')]).toEqual([200, 'private, no-cache']);
});

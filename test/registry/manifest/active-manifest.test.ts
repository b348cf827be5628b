// The active manifest as every boot asks for it: from memory, conditional, compressed, and never an old one.
import { type HostingRegistry, startHostingRegistry } from '../bundles/hosting-registry.ts';
import { startTestRegistry } from '../support/test-registry.ts';

const PATH = '/v1/PluginService/Releases/Active/Manifest';

let hosting: HostingRegistry;
let configurations: string[];
beforeEach(async () => {
  hosting = await startHostingRegistry();
  const { account } = hosting;
  const sids = await Promise.all(
    Array.from({ length: 20 }, (_, index) => account.deploy(`plugin-${index}`)),
  );
  configurations = [await account.configure(...sids), await account.configure(...sids.slice(1))];
});
afterEach(() => hosting.stop());

const read = (headers: Record<string, string> = {}, query = '') =>
  fetch(hosting.account.url + PATH + query, { headers });

const configuration = (index: number) => configurations[index] ?? '';

test('tells caches that it is old at once, and how long it may be used when nobody answers', async () => {
  await hosting.account.release(configuration(0));
  for (const query of ['', '', `?AccountSid=${hosting.account.credentials.accountSid}`]) {
    const { status, headers } = await read({}, query);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe(
      'public, max-age=0, stale-while-revalidate=2, stale-if-error=604800',
    );
    expect(headers.get('vary')).toContain('Accept-Encoding, Origin');
    expect(headers.get('server-timing')).toMatch(/^manifest;desc=(memory|database)$/);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('with credentials it is the same, and no shared cache keeps it', async () => {
  await hosting.account.release(configuration(0));
  const { headers, body } = await hosting.account.get('Releases/Active/Manifest');
  expect(headers.get('cache-control')).toBe('private, no-cache');
  expect(headers.get('vary')).toContain('Authorization');
  expect(await (await read()).json()).toEqual(body);
});

test('each encoding has its own tag, and each tag is answered 304', async () => {
  await hosting.account.release(configuration(0));
  const tags = new Set<string>();
  const bodies = new Set<string>();
  for (const encoding of ['identity', 'gzip', 'br']) {
    const answer = await read({ 'accept-encoding': encoding });
    expect(answer.headers.get('content-encoding') ?? 'identity').toBe(encoding);
    const tag = answer.headers.get('etag') ?? '';
    tags.add(tag);
    bodies.add(await answer.text());
    const again = await read({ 'accept-encoding': 'identity', 'if-none-match': tag });
    expect([again.status, await again.text()]).toEqual([304, '']);
  }
  expect([tags.size, bodies.size]).toEqual([3, 1]);
});

test('after releases A, B and A it is A, whatever tag is shown', async () => {
  const tags: string[] = [];
  for (const index of [0, 1, 0]) {
    const release = await hosting.account.release(configuration(index));
    for (const tag of ['', ...tags]) {
      const answer = await read(tag === '' ? {} : { 'if-none-match': tag });
      const body = await answer.json();
      expect([answer.status, body.release_sid, body.configuration_sid]).toEqual([
        200,
        release,
        configuration(index),
      ]);
      tags.push(answer.headers.get('etag') ?? '');
    }
  }
});

test('no read that begins after a release was acknowledged sees an older one', async () => {
  let acknowledged = 0;
  const stop = new AbortController();
  const order = new Map<string, number>();
  const seen: string[] = [];
  const readers = Array.from({ length: 8 }, async () => {
    while (!stop.signal.aborted) {
      const least = acknowledged;
      const body = await (await read()).json();
      seen.push(body.release_sid);
      // A release that is not acknowledged yet may be seen already, but never one before `least`.
      const at = order.get(body.release_sid) ?? Number.POSITIVE_INFINITY;
      if (at < least) throw new Error(`release ${at} after ${least} was acknowledged`);
    }
  });
  for (let index = 1; index <= 40; index += 1) {
    const sid = await hosting.account.release(configuration(index % 2));
    order.set(sid, index);
    acknowledged = index;
  }
  stop.abort();
  await Promise.all(readers);
  expect(new Set(seen).size).toBeGreaterThan(5);
});

test('is read by pages of allowed origins only', async () => {
  await hosting.account.release(configuration(0));
  for (const [origin, allowed] of [
    ['http://localhost:3000', 'http://localhost:3000'],
    ['https://elsewhere.example', null],
  ] as const) {
    for (let round = 0; round < 2; round += 1) {
      const { headers } = await read({ origin });
      expect(headers.get('access-control-allow-origin')).toBe(allowed);
      expect(headers.get('vary')).toContain('Origin');
    }
  }
});

test('stays readable when the database is gone', async () => {
  const registry = await startTestRegistry();
  const account = await registry.newAccount();
  const release = await account.release(await account.configure());
  const url = `${registry.url}${PATH}?AccountSid=${account.credentials.accountSid}`;
  expect((await fetch(url)).status).toBe(200);
  await registry.context.database.destroy();
  const answer = await fetch(url);
  expect([answer.status, (await answer.json()).release_sid]).toEqual([200, release]);
  await registry.stop();
});

// The lists that Flex UI itself reads: their shape, their order, and what they leave out.
import { createContext, runInContext } from 'node:vm';
import {
  type HostingRegistry,
  integrityOf,
  startHostingRegistry,
} from '../bundles/hosting-registry.ts';

const ORIGIN = 'https://flex.example';
const FLEX_HEADERS = { origin: ORIGIN, 'x-flex-jwe': 'agent-token', 'x-flex-version': '2.17.1' };

/** A module that notes that it was evaluated and hands its plugin the exports of what it needs. */
const moduleOf = (name: string, needs: string[] = []) => `System.register(${JSON.stringify(needs)},
  function (exported) { var found = []; return {
    setters: ${JSON.stringify(needs)}.map(function () { return function (it) { found.push(it.label); }; }),
    execute: function () {
      log.push('evaluated ${name}');
      exported('label', '${name}');
      exported('default', class { async init(flex, manager) {
        log.push('${name} has ' + found.join() + ' ' + flex.name + ' ' + manager.name);
      } });
    } }; });
//# sourceMappingURL=bundle.js.map`;

let hosting: HostingRegistry;
let release: string;
const sids: Record<string, string> = {};

beforeAll(async () => {
  hosting = await startHostingRegistry({ corsOrigins: [ORIGIN] });
  const { account } = hosting;
  const upload = async (name: string, code: string, fields: Record<string, string>) => {
    const { body } = await hosting.upload(name, '1.0.0', [['bundle.js', code]], fields);
    sids[name] = body.sid;
  };
  await upload('panel', moduleOf('panel', ['notes', 'react']), {
    Format: 'system',
    Dependencies: '{"notes":"^1.0.0"}',
  });
  await upload('notes', moduleOf('notes'), { Format: 'system' });
  await upload('timer', 'Twilio.Flex.Plugins.init(class {})', {});
  sids['elsewhere'] = await account.deploy('elsewhere', '2.0.0', { Integrity: integrityOf('x') });
  sids['unusable'] = await account.deploy('unusable', '1.0.0', { Format: 'system' });
  const configuration = await account.configure(
    ...['panel', 'notes', 'timer', 'elsewhere', 'unusable'].map((name) => sids[name] ?? ''),
  );
  release = await account.release(configuration);
});
afterAll(() => hosting.stop());

const list = (path = '/plugins', headers: Record<string, string> = FLEX_HEADERS) =>
  fetch(`${hosting.account.url}${path}?roles=agent,admin`, { headers });

type Entry = { name: string; src: string; integrity?: string; phase: number };

test('is an array of entries as Flex UI knows them', async () => {
  const answer = await list();
  const entries = (await answer.json()) as Entry[];
  const timer = entries.find(({ name }) => name === 'timer');
  expect(timer).toEqual({
    name: 'timer',
    version: '1.0.0',
    src: expect.stringMatching(/\/bundles\/AC\w{32}\/\w{64}\/bundle\.js$/),
    phase: 3,
    integrity: integrityOf('Twilio.Flex.Plugins.init(class {})'),
    pluginSid: expect.stringMatching(/^FP/),
    pluginVersionSid: sids['timer'],
    configurationSid: expect.stringMatching(/^FJ/),
    releaseSid: release,
    provider: 'PluginsApiV1',
  });
  expect(entries.find(({ name }) => name === 'elsewhere')).toMatchObject({
    src: 'https://cdn.example/elsewhere/2.0.0/bundle.js',
    integrity: integrityOf('x'),
  });
});

test('lists what others need before them, because Flex UI starts in the order of the list', async () => {
  const names = ((await (await list()).json()) as Entry[]).map(({ name }) => name);
  expect(names.indexOf('notes')).toBeLessThan(names.indexOf('panel'));
});

test('the manifest has its plugins in the same order', async () => {
  const { body } = await hosting.account.get('Releases/Active/Manifest');
  const plugins = body.plugins as { unique_name: string }[];
  expect(plugins.map(({ unique_name: name }) => name)).toEqual([
    'notes',
    'panel',
    'timer',
    'elsewhere',
    'unusable',
  ]);
});

test('leaves out what Flex UI cannot run and says so', async () => {
  const answer = await list();
  const names = ((await answer.json()) as Entry[]).map(({ name }) => name);
  expect(names).not.toContain('unusable');
  expect(answer.headers.get('plugboard-left-out')).toBe('unusable');
});

test('lets pages of allowed origins read it with credentials, and no others', async () => {
  const preflight = await fetch(`${hosting.account.url}/plugins`, {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'GET',
      'access-control-request-headers': 'x-flex-jwe,x-flex-version',
    },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toMatch(/X-Flex-JWE/);
  const allowed = await list();
  expect(allowed.headers.get('access-control-allow-origin')).toBe(ORIGIN);
  expect(allowed.headers.get('access-control-allow-credentials')).toBe('true');
  const other = await list('/plugins', { origin: 'https://evil.example' });
  expect(other.headers.get('access-control-allow-origin')).toBeNull();
});

test.each(['/plugins', '/plugins/custom'])(
  '%s may be kept by caches like the manifest, and not what is read with credentials',
  async (path) => {
    const { headers } = await list(path);
    expect([headers.get('cache-control'), headers.get('vary')]).toEqual([
      'public, max-age=0, stale-while-revalidate=2, stale-if-error=604800',
      'Accept-Encoding, Origin',
    ]);
    const own = await list(path, { authorization: hosting.account.authorization });
    expect(own.headers.get('cache-control')).toBe('private, no-cache');
    expect(own.headers.get('vary')).toContain('Authorization');
  },
);

test('is answered 304 while nothing changed', async () => {
  const tag = (await list()).headers.get('etag') ?? '';
  expect((await list('/plugins', { 'if-none-match': tag })).status).toBe(304);
});

test('has a twin for custom_plugins_url with the fields that Twilio reads', async () => {
  const answer = await list('/plugins/custom', {});
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const entries = (await answer.json()) as Entry[];
  expect(entries.length).toBe(4);
  for (const entry of entries) {
    expect(Object.keys(entry).sort()).toEqual(['name', 'phase', 'src', 'version']);
    expect(entry.src).toMatch(/^https?:\/\//);
  }
});

test('a System.register bundle runs through its adapter, after what it needs', async () => {
  const log: string[] = [];
  const plugins: (new () => { init(flex: object, manager: object): Promise<void> })[] = [];
  const page = createContext({
    log,
    React: { label: 'react' },
    Twilio: { Flex: { Plugins: { init: (it: (typeof plugins)[number]) => plugins.push(it) } } },
  });
  const entries = ((await (await list()).json()) as Entry[]).filter(({ src }) =>
    src.endsWith('/plugboard-flex.js'),
  );
  expect(entries.map(({ name }) => name)).toEqual(['notes', 'panel']);
  // Scripts may arrive in any order; Flex UI starts them in the order of the list all the same.
  for (const { src, integrity } of [...entries].reverse()) {
    const code = await (await fetch(src)).text();
    expect(integrityOf(code)).toBe(integrity);
    runInContext(code, page);
  }
  expect(log).toEqual([]);
  const [panel, notes] = plugins;
  if (!panel || !notes) throw new Error('both registered');
  const init = (plugin: typeof panel) => new plugin().init({ name: 'flex' }, { name: 'manager' });
  await expect(init(panel)).rejects.toThrow('panel needs notes, which has not started');
  await init(notes);
  await init(panel);
  expect(log).toEqual([
    'evaluated notes',
    'notes has  flex manager',
    'evaluated panel',
    'panel has notes,react flex manager',
  ]);
});

test('a bundle is there under the name that Flex gives private ones', async () => {
  const path = (name: string) => `/plugins/v1/${name}/1.0.0/bundle.js`;
  const timer = await fetch(hosting.account.url + path('timer'));
  expect(await timer.text()).toBe('Twilio.Flex.Plugins.init(class {})');
  expect(timer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  // The account that is asked for, and so the bytes, may depend on who asks.
  expect(timer.headers.get('cache-control')).toBe('private, no-cache');
  expect(timer.headers.get('vary')).toMatch(/Authorization, Origin, X-Flex-JWE/);
  const adapted = await fetch(hosting.account.url + path('notes'));
  expect(await adapted.text()).toContain('Twilio.Flex.Plugins.init');
  for (const missing of ['nobody', 'elsewhere', '..%2f']) {
    expect((await fetch(hosting.account.url + path(missing))).status).toBe(404);
  }
});

test('before the first release the list is empty', async () => {
  const empty = await startHostingRegistry();
  const answer = await fetch(`${empty.account.url}/plugins`);
  expect([answer.status, await answer.json()]).toEqual([200, []]);
  await empty.stop();
});

test("an upload may not bring a file of the adapter's name", async () => {
  const { status } = await hosting.upload('taken', '1.0.0', [
    ['bundle.js', '1'],
    ['plugboard-flex.js', '2'],
  ]);
  expect(status).toBe(400);
});

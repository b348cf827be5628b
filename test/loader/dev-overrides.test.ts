// Whole boots with overrides and safe mode on a page of localhost, where no lock stands before them.
import { IDBFactory } from 'fake-indexeddb';
import type { BootEvent } from '../../src/loader/boot-events.ts';
import { disarm, readArming } from '../../src/loader/overrides/arming.ts';
import {
  aPlugin,
  createTestDesktop,
  flexBundle,
  REGISTRY_URL,
  type TestDesktop,
} from '../../src/testing/index.ts';

const CRM = aPlugin('plugin-crm', { version: '1.4.0' });
const NOTES = aPlugin('plugin-notes', { dependencies: { 'plugin-crm': '^1.4.0' } });
const RECORDER = aPlugin('plugin-recorder', { policy: 'mandatory' });
const LOCAL_CRM = 'http://localhost:3105/plugins/plugin-crm.js';
const TIMEOUTS = { quietMs: 0 };

type Journal = { journal?: string[] };

let desktop: TestDesktop;

beforeEach(() => {
  sessionStorage.clear();
  localStorage.clear();
  history.replaceState(null, '', '/');
  document.body.replaceChildren();
  delete (globalThis as Journal).journal;
  globalThis.indexedDB = new IDBFactory();
  // jsdom has no event stream; what it does is tested in a browser.
  Object.assign(globalThis, { EventSource: class extends EventTarget {} });
  desktop = createTestDesktop();
  desktop.release([CRM, NOTES, RECORDER]);
});

const open = (address: string, options = {}) => {
  history.replaceState(null, '', address);
  return desktop.boot({ timeouts: TIMEOUTS, ...options });
};

const journal = () => (globalThis as Journal).journal ?? [];
const faults = () =>
  desktop.events.filter((it): it is BootEvent & { type: 'fault' } => it.type === 'fault');
const faultCodes = () => faults().map(({ failure }) => failure.code);
const banner = () => document.querySelector('plugboard-banner')?.shadowRoot;

function serveLocal(behaviour = {}): void {
  desktop.network.answer(LOCAL_CRM, { body: flexBundle('local plugin-crm', behaviour) });
}

it('a boot without the parameters loads no companion and shows nothing', async () => {
  const report = await open('/?plugin=crm&plugins-x=off#plugins=off');
  expect(report.overrides).toEqual([]);
  expect(banner()).toBeUndefined();
  expect(location.search).toBe('?plugin=crm&plugins-x=off');
});

it('a local build runs in the place of the released plugin, and its dependents with it', async () => {
  serveLocal();
  const report = await open('/?plugin-dev=plugin-crm:3105');
  expect(report.overrides).toEqual(['plugin-crm:3105']);
  expect(report.healthy).toBe(true);
  expect(journal()).toEqual(
    expect.arrayContaining(['ready local plugin-crm', 'ready plugin-notes']),
  );
  expect(desktop.network.requestsOf(CRM.plugin_url)).toBe(0);
  expect(banner()?.textContent).toContain('plugin-crm:3105');
});

it('only the two parameters leave the address, and the others stay as they were written', async () => {
  serveLocal();
  await open('/agent?a=%2F+1&plugin-dev=plugin-crm:3105&b&plugins=-plugin-crm#x');
  expect(location.href).toBe('http://localhost/agent?a=%2F+1&b#x');
});

it('a parameter whose name is encoded asks for the same and leaves the address too', async () => {
  const report = await open('/?%70lugins=off&a');
  expect(report.overrides).toEqual(['-plugin-crm', '-plugin-notes']);
  expect(location.search).toBe('?a');
});

it('the tab keeps its overrides through a reload', async () => {
  serveLocal();
  await open('/?plugin-dev=plugin-crm:3105');
  const report = await open('/');
  expect(report.overrides).toEqual(['plugin-crm:3105']);
  expect(location.href).toBe('http://localhost/');
});

it('?plugin-dev=off forgets the overrides, safe mode and the arming', async () => {
  serveLocal();
  localStorage.setItem('plugboard:armed', String(Date.now() + 1_000));
  await open('/?plugin-dev=plugin-crm:3105&plugins=-plugin-notes');
  const report = await open('/?plugin-dev=off');
  expect(report.overrides).toEqual([]);
  expect(readArming()).toBe('not-armed');
  expect((await open('/')).overrides).toEqual([]);
  disarm();
});

it('boots with overrides never become last-known-good and keep nothing for the next boot', async () => {
  const policy = 'last-known-good-first';
  const { release_sid: kept } = desktop.release([CRM, RECORDER]);
  await open('/');
  await committed();
  desktop.release([CRM, NOTES, RECORDER]);
  serveLocal();
  await open('/?plugin-dev=plugin-crm:3105', { policy });
  await open('/?plugins=off', { policy });

  sessionStorage.clear();
  desktop.network.goDown(REGISTRY_URL);
  const report = await open('/', { policy });
  expect(report.origin).toBe('last-known-good');
  expect(report.release?.releaseSid).toBe(kept);
  expect(desktop.events.filter(({ type }) => type === 'committed')).toHaveLength(1);
});

it('a local build that fails is shown as failed, although an older version worked here', async () => {
  const former = aPlugin('plugin-crm', { version: '1.3.0' });
  desktop.release([former, NOTES_ANY, RECORDER]);
  await open('/');
  await committed();
  desktop.release([CRM, NOTES, RECORDER]);
  desktop.network.answer(LOCAL_CRM, { status: 500 });
  const report = await open('/?plugin-dev=plugin-crm:3105');
  const crm = report.outcomes.find(({ plugin }) => plugin === 'plugin-crm');
  expect(crm).toMatchObject({ state: 'failed', failure: { code: 'bundle-status' } });
  expect(crm?.version).toMatch(/^1\.4\.0\+local\./);
  expect(banner()?.textContent).toContain('Use the released plugin-crm');
});

it('a local build that may start later and then fails is replaced in one click too', async () => {
  desktop.release([{ ...CRM, policy: 'deferred' }, RECORDER]);
  serveLocal({ init: 'throw new Error("late");' });
  const report = await open('/?plugin-dev=plugin-crm:3105');
  expect(fates(report)).toEqual({ 'plugin-crm': 'deferred', 'plugin-recorder': 'initialised' });
  expect(banner()?.textContent).not.toContain('Use the released');
  await settledLater('plugin-crm');
  expect(banner()?.textContent).toContain('Use the released plugin-crm');
  expect(banner()?.querySelector('.bar')?.className).toBe('bar failed');
});

it('a mandatory plugin that cannot be left out keeps its stand-in', async () => {
  await open('/');
  await committed();
  const broken = aPlugin('plugin-recorder', { policy: 'mandatory', version: '2.0.0' });
  desktop.release([CRM, broken]);
  desktop.serve(broken, { status: 404 });
  const report = await open('/?plugin-dev=-plugin-recorder');
  expect(report.overrides).toEqual([]);
  expect(faultCodes()).toContain('override-mandatory');
  const recorder = report.outcomes.find(({ plugin }) => plugin === 'plugin-recorder');
  expect(recorder).toMatchObject({ state: 'initialised', version: '1.0.0', insteadOf: '2.0.0' });
});

it('another published version comes from the registry, with the credentials of the host', async () => {
  const url = 'https://cdn.example/plugin-crm/1.4.1/bundle.js';
  desktop.network.answer(`${REGISTRY_URL}/v1/PluginService/Plugins/plugin-crm/Versions/1.4.1`, {
    body: JSON.stringify({ version: '1.4.1', plugin_url: url, archived: false }),
  });
  desktop.network.answer(url, { body: flexBundle('plugin-crm 1.4.1') });
  const report = await open('/?plugin-dev=plugin-crm@1.4.1');
  expect(report.overrides).toEqual(['plugin-crm@1.4.1']);
  expect(journal()).toContain('ready plugin-crm 1.4.1');
});

it.each([
  ['is not there', { status: 404, body: '{"code":20404}' }],
  ['is answered as another one', { body: JSON.stringify({ version: '9.9.9', plugin_url: 'x' }) }],
  ['is answered without an address', { body: JSON.stringify({ version: '1.4.1' }) }],
])('a version that %s leaves the released one running and says so', async (_, answer) => {
  desktop.network.answer(
    `${REGISTRY_URL}/v1/PluginService/Plugins/plugin-crm/Versions/1.4.1`,
    answer,
  );
  const report = await open('/?plugin-dev=plugin-crm@1.4.1');
  expect(report.overrides).toEqual([]);
  expect(report.healthy).toBe(true);
  expect(faultCodes()).toEqual(['override-version']);
});

it('safe mode starts the mandatory plugins only', async () => {
  const report = await open('/?plugins=off');
  expect(report.outcomes.map(({ plugin }) => plugin)).toEqual(['plugin-recorder']);
  expect(report.overrides).toEqual(['-plugin-crm', '-plugin-notes']);
  expect(journal()).toEqual([
    'evaluate plugin-recorder',
    'init plugin-recorder',
    'ready plugin-recorder',
  ]);
  expect(banner()?.textContent).toContain('Left out: plugin-crm, plugin-notes.');
});

it('safe mode leaves a mandatory plugin running and says that it did', async () => {
  const report = await open('/?plugins=-plugin-recorder');
  expect(report.overrides).toEqual([]);
  expect(report.outcomes).toHaveLength(3);
  expect(faultCodes()).toEqual(['override-mandatory']);
});

it('a host that lists the origins of bundles and demands integrity holds all but the local build to it', async () => {
  const foreign = aPlugin('plugin-foreign', { plugin_url: 'http://localhost:3105/elsewhere.js' });
  desktop.release([CRM, foreign, RECORDER]);
  serveLocal();
  await open('/');
  await committed();
  const options = { bundleOrigins: ['https://cdn.example'], requireIntegrity: true };
  const report = await open('/?plugin-dev=plugin-crm:3105', options);
  expect(fates(report)).toEqual({
    'plugin-crm': 'initialised',
    'plugin-foreign': 'url-not-allowed',
    'plugin-recorder': 'integrity-required',
  });
});

it('without any release there is nothing to override, and that is said', async () => {
  desktop.network.goDown(REGISTRY_URL);
  const report = await open('/?plugin-dev=plugin-crm:3105');
  expect(report.origin).toBe('none');
  expect(faultCodes()).toContain('override-no-release');
});

it.each([
  ['no JSON', '{'],
  ['no object', '"plugin-crm"'],
  ['an address', stored({ pluginDev: 'plugin-crm@https://evil.example/x.js' })],
  ['a list', stored({ pluginDev: ['plugin-crm:3105'] })],
  ['an end that never comes', stored({ until: 9e15, pluginDev: 'plugin-crm:3105' })],
  ['no end', JSON.stringify({ pluginDev: 'plugin-crm:3105' })],
])('a tab that remembers %s forgets it and boots the release', async (_, text) => {
  serveLocal();
  sessionStorage.setItem('plugboard:overrides', text);
  const report = await open('/');
  expect(report.overrides).toEqual([]);
  expect(report.healthy).toBe(true);
  expect(faultCodes()).toEqual(['override-storage']);
  expect(desktop.network.requestsOf(LOCAL_CRM)).toBe(0);
  expect(sessionStorage.getItem('plugboard:overrides')).toBeNull();
});

it('a tab whose time is over boots the release', async () => {
  sessionStorage.setItem('plugboard:overrides', stored({ until: Date.now() - 1 }));
  const report = await open('/');
  expect(report.overrides).toEqual([]);
  expect(faultCodes()).toEqual(['override-expired']);
});

const NOTES_ANY = aPlugin('plugin-notes');

function stored(fields: object): string {
  return JSON.stringify({ until: Date.now() + 60_000, pluginDev: 'plugin-crm:3105', ...fields });
}

function fates({ outcomes }: Awaited<ReturnType<TestDesktop['boot']>>): Record<string, string> {
  return Object.fromEntries(
    outcomes.map(({ plugin, state, failure }) => [plugin, failure?.code ?? state]),
  );
}

/** A boot of an earlier test may commit late; only this desktop's counts. */
async function committed(): Promise<void> {
  while (!desktop.events.some(({ type }) => type === 'committed')) {
    await new Promise((resolve) => {
      addEventListener('plugboard:committed', resolve, { once: true });
    });
  }
}

/** A plugin that may start later settles after its boot. */
async function settledLater(plugin: string): Promise<void> {
  const isSettled = (event: BootEvent) =>
    event.type === 'plugin-settled' && event.outcome.plugin === plugin;
  while (!desktop.events.some(isSettled)) {
    await new Promise((resolve) => {
      addEventListener('plugboard:plugin-settled', resolve, { once: true });
    });
  }
}

// The host supplies the headers with which the registry is asked.
import { aManifest, aPlugin, createTestDesktop, REGISTRY_URL } from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { passTime } from '../virtual-clock.ts';

openBrowserPage();

const PLUGINS = [aPlugin('plugin-a')];
const TOKEN = 'Bearer secret-of-the-agent';

const urlOf = (input: RequestInfo | URL) => (input instanceof Request ? input.url : `${input}`);

/** A desktop that notes the authorization header of each request that carries one. */
const listeningDesktop = () => {
  const desktop = createTestDesktop();
  desktop.release(PLUGINS);
  const heard: [url: string, header: string][] = [];
  const fetch: typeof globalThis.fetch = (input, init) => {
    const header = new Headers(init?.headers).get('authorization');
    if (header !== null && !init?.signal?.aborted)
      heard.push([new URL(urlOf(input)).origin, header]);
    return desktop.network.fetch(input, init);
  };
  return { desktop, heard, fetch };
};

it.each([
  ['at once', () => ({ authorization: TOKEN })],
  ['after a while', async () => new Headers({ authorization: TOKEN })],
  ['as pairs', async () => [['authorization', TOKEN]] as [string, string][]],
])('headers supplied %s reach the registry, and nobody else', async (_title, authorize) => {
  const { desktop, heard, fetch } = listeningDesktop();
  const { report } = await tellBoot(desktop, { registry: { url: REGISTRY_URL, authorize }, fetch });
  expect(report.healthy).toBe(true);
  expect(heard).toEqual([[REGISTRY_URL, TOKEN]]);
});

it('each try asks again, so that a token may be renewed', async () => {
  const { desktop, heard, fetch } = listeningDesktop();
  const manifestUrl = `${REGISTRY_URL}/v1/PluginService/Releases/Active/Manifest`;
  desktop.network.answer(
    manifestUrl,
    { status: 500 },
    { body: JSON.stringify(aManifest(PLUGINS)) },
  );
  let tries = 0;
  const authorize = () => ({ authorization: `Bearer secret-${++tries}` });
  await tellBoot(desktop, { registry: { url: REGISTRY_URL, authorize }, fetch });
  expect(heard.map(([, header]) => header)).toEqual(['Bearer secret-1', 'Bearer secret-2']);
});

it.each([
  [
    'throws',
    () => {
      throw new Error('Bearer secret-token is stale');
    },
  ],
  ['rejects', () => Promise.reject(new Error('https://login.example/?token=secret'))],
])(
  'authorize() that %s is told without what it said in confidence, and the seed is booted',
  async (_title, authorize) => {
    const { desktop, heard, fetch } = listeningDesktop();
    const { report, fates } = await tellBoot(desktop, {
      registry: { url: REGISTRY_URL, authorize },
      fetch,
      seed: aManifest(PLUGINS),
    });
    expect(fates).toEqual(['plugin-a: initialised']);
    expect(report.failures.map(({ code }) => code)).toEqual(['authorize-failed']);
    expect(heard).toEqual([]);
  },
);

it('authorize() that never answers is given up, and its headers are not used later', async () => {
  const { desktop, heard, fetch } = listeningDesktop();
  const authorize = () =>
    new Promise<HeadersInit>((go) => {
      setTimeout(() => go({ authorization: TOKEN }), 9_000);
    });
  const { report, tookMs } = await tellBoot(desktop, {
    registry: { url: REGISTRY_URL, authorize },
    fetch,
    seed: aManifest(PLUGINS),
  });
  expect(report.origin).toBe('seed');
  expect(tookMs).toBeLessThan(4_000);
  await passTime(10_000);
  expect(heard).toEqual([]);
});

it('headers that are none are a failure of authorize(), not of the registry', async () => {
  const { desktop, fetch } = listeningDesktop();
  const authorize = () => ({ 'not a header': 'x' });
  const { report } = await tellBoot(desktop, { registry: { url: REGISTRY_URL, authorize }, fetch });
  expect(report.failures[0]?.code).toBe('authorize-failed');
});

it('nothing of the headers is in the report, in events or in storage', async () => {
  const { desktop, fetch } = listeningDesktop();
  const authorize = () => ({ authorization: TOKEN });
  await tellBoot(desktop, { registry: { url: REGISTRY_URL, authorize }, fetch });
  expect(JSON.stringify(desktop.events)).not.toContain('secret');
  expect(JSON.stringify(Object.entries(localStorage))).not.toContain('secret');
});

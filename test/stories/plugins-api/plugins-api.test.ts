// The server speaks nothing but Twilio's Plugins API: a release, then its configuration page by page.
import { aManifest, aPlugin, createTestDesktop, REGISTRY_URL } from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { visitHealthily } from '../visits.ts';

openBrowserPage();

const SERVICE = `${REGISTRY_URL}/v1/PluginService`;
const PLUGINS = ['plugin-a', 'plugin-b', 'plugin-c'].map((name) => aPlugin(name));
const ALL_UP = PLUGINS.map(({ unique_name }) => `${unique_name}: initialised`);
const manifest = aManifest(PLUGINS);
const release = {
  sid: manifest.release_sid,
  account_sid: manifest.account_sid,
  configuration_sid: manifest.configuration_sid,
  date_created: manifest.date_created,
  url: `${SERVICE}/Releases/${manifest.release_sid}`,
};
const PAGES_URL = `${SERVICE}/Configurations/${manifest.configuration_sid}/Plugins`;
const page = (plugins: readonly unknown[], next: string | null = null) => ({
  body: JSON.stringify({ plugins, meta: { next_page_url: next, key: 'plugins' } }),
});
const registry = {
  url: REGISTRY_URL,
  source: 'plugins-api' as const,
  authorize: () => ({ authorization: 'Basic secret-secret' }),
};

const twilioDesktop = () => {
  const desktop = createTestDesktop();
  desktop.release(PLUGINS);
  desktop.network.answer(`${SERVICE}/Releases/Active/Manifest`, { status: 404 });
  desktop.network.answer(`${SERVICE}/Releases/Active`, { body: JSON.stringify(release) });
  desktop.network.answer(PAGES_URL, page(PLUGINS));
  return desktop;
};
const codesOf = ({ report }: Awaited<ReturnType<typeof tellBoot>>) =>
  report.failures.map(({ code }) => code);

it('every plugin of the configuration is up, and the release is kept for a visit without server', async () => {
  const desktop = twilioDesktop();
  const { fates } = await visitHealthily(desktop, { registry });
  expect(fates).toEqual(ALL_UP);

  desktop.network.goDown();
  const again = await tellBoot(desktop, { registry });
  expect(again.fates).toEqual(ALL_UP);
  expect(again.report.origin).toBe('last-known-good');
});

it('all pages are read, each once', async () => {
  const desktop = twilioDesktop();
  desktop.network.answer(
    PAGES_URL,
    page(PLUGINS.slice(0, 1), `${PAGES_URL}?Page=1`),
    page(PLUGINS.slice(1, 2), `${PAGES_URL}?Page=2`),
    page(PLUGINS.slice(2)),
  );
  const { fates } = await tellBoot(desktop, { registry });
  expect(fates).toEqual(ALL_UP);
});

it('a page that fails once is asked for again, and the others are not', async () => {
  const desktop = twilioDesktop();
  desktop.network.answer(PAGES_URL, { status: 500 }, page(PLUGINS));
  const { fates } = await tellBoot(desktop, { registry });
  expect(fates).toEqual(ALL_UP);
  expect(desktop.network.requestsOf(`${SERVICE}/Releases/Active`)).toBe(1);
});

it.each([
  ['elsewhere', 'https://evil.example/v1/PluginService/Configurations/FJ/Plugins'],
  ['into the page itself', 'javascript:secret()'],
])('a next page that leads %s is not asked for, and gets no credentials', async (_title, next) => {
  const desktop = twilioDesktop();
  desktop.network.answer(PAGES_URL, page(PLUGINS, next));
  const told = await tellBoot(desktop, { registry });
  expect(codesOf(told)).toEqual(['manifest-shape', 'no-release']);
  expect(desktop.network.requestsOf(next)).toBe(0);
});

it.each([
  ['quickly', 0],
  ['slowly', 20],
])('pages that never end, and come %s, are no release', async (_title, delayMs) => {
  const desktop = twilioDesktop();
  desktop.network.answer(PAGES_URL, { ...page([], `${PAGES_URL}?Page=1`), delayMs });
  const { report, tookMs } = await tellBoot(desktop, { registry });
  expect(report.origin).toBe('none');
  expect(tookMs).toBeLessThan(5_000);
});

it.each([
  ['a release that is null', { body: 'null' }, page(PLUGINS), 'manifest-shape'],
  ['a release that is a web page', { body: '<!doctype html>' }, page(PLUGINS), 'registry-not-json'],
  ['no release', { status: 404, body: '{"code":20404}' }, page(PLUGINS), 'no-active-release'],
  ['stale credentials', { status: 401 }, page(PLUGINS), 'registry-refused'],
  ['a page without plugins', undefined, { body: '{"meta":{}}' }, 'manifest-shape'],
  ['a page without meta', undefined, { body: '{"plugins":[]}' }, 'manifest-shape'],
  ['a configuration that is gone', undefined, { status: 404 }, 'registry-status'],
])('%s is told by its code', async (_title, active, pages, code) => {
  const desktop = twilioDesktop();
  if (active) desktop.network.answer(`${SERVICE}/Releases/Active`, active);
  desktop.network.answer(PAGES_URL, pages);
  const told = await tellBoot(desktop, { registry });
  expect(codesOf(told)).toEqual([code, 'no-release']);
});

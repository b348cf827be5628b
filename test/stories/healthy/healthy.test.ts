// Nothing is broken.
import { aPlugin, createTestDesktop, MANIFEST_URL } from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { commitsOf, faultsOf } from '../visits.ts';

openBrowserPage();

const PLUGINS = [
  aPlugin('plugin-notes', { format: 'system', dependencies: { 'plugin-history': '^1.0.0' } }),
  aPlugin('plugin-history', { format: 'system', dependencies: {} }),
  aPlugin('plugin-timer'),
];

it('every plugin of a healthy release is up, dependencies first', async () => {
  const desktop = createTestDesktop();
  desktop.release(PLUGINS);

  const { report, fates } = await tellBoot(desktop);

  expect(fates).toEqual([
    'plugin-history: initialised',
    'plugin-notes: initialised',
    'plugin-timer: initialised',
  ]);
  expect(report).toMatchObject({ origin: 'network', healthy: true, failures: [], notes: [] });
  expect(journal().indexOf('ready plugin-history')).toBeLessThan(
    journal().indexOf('evaluate plugin-notes'),
  );
});

it('each bundle and the manifest are requested once, also when the release is kept', async () => {
  const desktop = createTestDesktop();
  const { release_sid } = desktop.release(PLUGINS);

  await tellBoot(desktop);

  for (const url of [MANIFEST_URL, ...PLUGINS.map((it) => it.plugin_url)]) {
    expect([url, desktop.network.requestsOf(url)]).toEqual([url, 1]);
  }
  expect(commitsOf(desktop)).toEqual([release_sid]);
  expect(faultsOf(desktop)).toEqual([]);
});

it('the report can be read on the page, with a sentence for each plugin', async () => {
  const desktop = createTestDesktop();
  desktop.release(PLUGINS);
  const { report } = await tellBoot(desktop);
  const { plugboard } = globalThis as {
    plugboard?: { report: unknown; explain(it: string): string };
  };
  expect(plugboard?.report).toEqual(report);
  expect(plugboard?.explain('plugin-timer')).toBe(
    'plugin-timer@1.0.0 is up (from the active release).',
  );
});

it('events come to the callback and to the window alike, and a listener that throws changes nothing', async () => {
  const desktop = createTestDesktop();
  desktop.release(PLUGINS);
  const onWindow: string[] = [];
  const listen = (event: Event) => void onWindow.push(event.type);
  const types = ['release-resolved', 'plugin-settled', 'boot-settled', 'committed'];
  for (const type of types) addEventListener(`plugboard:${type}`, listen);

  const heard: string[] = [];
  const { report } = await tellBoot(desktop, {
    onEvent: ({ type }) => {
      heard.push(`plugboard:${type}`);
      throw new Error('a listener of the host is broken');
    },
  });

  for (const type of types) removeEventListener(`plugboard:${type}`, listen);
  expect(report.healthy).toBe(true);
  expect(onWindow).toEqual(heard);
  expect(new Set(heard)).toEqual(new Set(types.map((type) => `plugboard:${type}`)));
});

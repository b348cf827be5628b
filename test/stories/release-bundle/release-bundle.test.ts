// The registry offers one file for the whole release: it is a shortcut, and never a second way to fail.
import { aPlugin, flexBundle, REGISTRY_URL } from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { faultsOf, visitHealthily } from '../visits.ts';
import { type OneFileDesktop, releaseOfOneFile } from './release-of-one-file.ts';

openBrowserPage();

const PLUGINS = [
  aPlugin('plugin-plain'),
  aPlugin('plugin-user', { format: 'system', dependencies: { 'plugin-base': '^1.0.0' } }),
  aPlugin('plugin-base', { format: 'system', dependencies: {} }),
];
const newer = aPlugin('plugin-plain', { version: '2.0.0' });
const ALL_UP = ['plugin-plain', 'plugin-base', 'plugin-user'].map((name) => `${name}: initialised`);
const separateRequests = ({ network }: OneFileDesktop) =>
  PLUGINS.map(({ plugin_url }) => network.requestsOf(plugin_url));

it('every plugin comes out of the one file, which is requested once', async () => {
  const desktop = releaseOfOneFile(PLUGINS);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(ALL_UP);
  expect(desktop.network.requestsOf(desktop.fileUrl)).toBe(1);
  expect(separateRequests(desktop)).toEqual([0, 0, 0]);
  expect(journal().indexOf('ready plugin-base')).toBeLessThan(
    journal().indexOf('evaluate plugin-user'),
  );
});

it.each([
  ['the CDN', ['https://cdn.example']],
  ['registry and CDN', ['https://cdn.example', REGISTRY_URL]],
])('on a second visit with %s down every plugin is up', async (_title, down) => {
  const desktop = releaseOfOneFile(PLUGINS);
  await visitHealthily(desktop);
  desktop.network.goDown(...down);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(ALL_UP);
});

it.each([
  ['is not there', { status: 404 }, 'bundle-status'],
  ['hangs', { hang: true }, 'bundle-timeout'],
  ['is reset', { reset: true }, 'bundle-unreachable'],
  ['was changed', { body: 'plugboardRelease({})' }, 'integrity-mismatch'],
  ['is a web page', { body: '<!doctype html>' }, 'bundle-html'],
  [
    'comes with a type that browsers do not run',
    { headers: { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' } },
    'bundle-mime',
  ],
])('a file that %s costs time, and no plugin', async (_title, answer, code) => {
  const desktop = releaseOfOneFile(PLUGINS);
  desktop.serveFile(answer);

  const { report, fates, tookMs } = await tellBoot(desktop);

  expect(fates).toEqual(ALL_UP);
  expect(report.healthy).toBe(true);
  expect(tookMs).toBeLessThan(2_500);
  expect(faultsOf(desktop)).toEqual([code]);
  expect(separateRequests(desktop)).toEqual([1, 1, 1]);
});

it.each([
  ['nothing answers', (desktop: OneFileDesktop) => desktop.network.goDown('https://cdn.example')],
  [
    'everything hangs',
    (desktop: OneFileDesktop) => {
      desktop.serveFile({ hang: true });
      for (const plugin of [newer, ...PLUGINS]) desktop.serve(plugin, { hang: true });
    },
  ],
])(
  'after a new release with a CDN from which %s, the file that was kept serves all',
  async (_title, breakCdn) => {
    const desktop = releaseOfOneFile(PLUGINS);
    await visitHealthily(desktop);
    const next = releaseOfOneFile([newer, ...PLUGINS.slice(1)]);
    breakCdn(next);

    const { report, fates } = await tellBoot(next);

    expect(fates).toEqual(ALL_UP);
    expect(report.outcomes[0]).toMatchObject({ version: '1.0.0', insteadOf: '2.0.0' });
  },
);

it('with the CDN down a refused plugin does not cost those that were kept with it in one file', async () => {
  const desktop = releaseOfOneFile(PLUGINS);
  await visitHealthily(desktop);
  const [plain, ...others] = PLUGINS;
  const next = releaseOfOneFile([{ ...plain, plugin_archived: true }, ...others] as typeof PLUGINS);
  next.network.goDown('https://cdn.example');

  const { fates } = await tellBoot(next);

  expect(fates).toEqual(['plugin-plain: plugin-archived', ...ALL_UP.slice(1)]);
});

it('where the file never worked, the separate bundles are kept for a visit without the CDN', async () => {
  const desktop = releaseOfOneFile(PLUGINS);
  desktop.serveFile({ status: 404 });
  await visitHealthily(desktop);
  desktop.network.goDown();

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(ALL_UP);
});

it('a file that is no JavaScript, as published, costs no plugin and is told', async () => {
  const desktop = releaseOfOneFile(PLUGINS, { 'plugin-plain': 'function (' });

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(ALL_UP);
  expect(faultsOf(desktop)).toEqual(['bundle-syntax']);
});

it.each([
  [
    'throws at its top',
    flexBundle('plugin-plain', { top: 'throw new Error("top");' }),
    'bundle-threw',
  ],
  ['registers nothing', 'globalThis.nothing = 1;', 'plugin-not-registered'],
  ['throws in init', flexBundle('plugin-plain', { init: 'throw 1;' }), 'init-threw'],
])('a part that %s fails its own plugin only', async (_title, bundle, code) => {
  const desktop = releaseOfOneFile(PLUGINS, { 'plugin-plain': bundle });

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual([`plugin-plain: ${code}`, ...ALL_UP.slice(1)]);
});

it('a release with a refused plugin takes the separate files, so that nothing of it is brought', async () => {
  const archived = aPlugin('plugin-old', { plugin_archived: true });
  const desktop = releaseOfOneFile([...PLUGINS, archived]);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-old: plugin-archived', ...ALL_UP]);
  expect(desktop.network.requestsOf(desktop.fileUrl)).toBe(0);
});

it('an error after the boot is blamed on the plugin in whose part it was thrown', async () => {
  const desktop = releaseOfOneFile(PLUGINS);
  const lineOf = (name: string) => desktop.firstLineOf(name) + 2;
  setTimeout(() => {
    for (const name of ['plugin-user', 'plugin-plain']) {
      const error = new Error(name);
      dispatchEvent(
        new ErrorEvent('error', { error, filename: desktop.fileUrl, lineno: lineOf(name) }),
      );
    }
  }, 1_000);

  await tellBoot(desktop);

  const blamed = desktop.events.flatMap((event) =>
    event.type === 'runtime-error' ? [`${event.plugin}: ${event.message}`] : [],
  );
  expect(blamed).toEqual(['plugin-user: plugin-user', 'plugin-plain: plugin-plain']);
});

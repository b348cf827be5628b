// One file for a whole release: its plugins run one by one, each is blamed for its own, and it is never needed.
import {
  aManifest,
  aPlugin,
  createTestDesktop,
  flexBundle,
  MANIFEST_URL,
  systemBundle,
  type TestDesktop,
} from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { integrityOf } from '../integrity-of.ts';
import { tellBoot } from '../tell-boot.ts';
import { faultsOf, visit, visitHealthily } from '../visits.ts';

openBrowserPage();

const RELEASE_URL = 'https://cdn.example/releases/one.js';
const history = aPlugin('plugin-history', { format: 'system', dependencies: {} });
const notes = aPlugin('plugin-notes', {
  format: 'system',
  dependencies: { 'plugin-history': '^1.0.0' },
});
const timer = aPlugin('plugin-timer');
const plugins = [notes, history, timer];
const sources: Record<string, string> = {
  'plugin-history': systemBundle('plugin-history'),
  'plugin-notes': systemBundle('plugin-notes', { imports: ['plugin-history'] }),
  'plugin-timer': flexBundle('plugin-timer'),
};

/** The active release with its one file; `changes` replaces sources inside that file only. */
function releaseWithBundle(desktop: TestDesktop, changes: Record<string, string> = {}): void {
  desktop.release(plugins);
  const parts = plugins.map(({ unique_name: name, version }) => {
    return `${JSON.stringify(`${name}@${version}`)}:function(){${changes[name] ?? sources[name]}\n}`;
  });
  const body = `plugboardRelease({\n${parts.join(',\n')}\n});`;
  desktop.network.answer(RELEASE_URL, { body });
  const release_bundle = {
    url: RELEASE_URL,
    integrity: integrityOf(body),
    parts: plugins.map(({ unique_name, version }, index) => ({
      unique_name,
      version,
      first_line: index + 2,
    })),
  };
  desktop.network.answer(MANIFEST_URL, {
    body: JSON.stringify(aManifest(plugins, { release_bundle })),
  });
}

const separateRequests = ({ network }: TestDesktop) =>
  plugins.map(({ plugin_url: url }) => network.requestsOf(url));
const states = ({ report }: Awaited<ReturnType<typeof tellBoot>>) =>
  Object.fromEntries(report.outcomes.map(({ plugin, state }) => [plugin, state]));
const ALL_UP = {
  'plugin-history': 'initialised',
  'plugin-notes': 'initialised',
  'plugin-timer': 'initialised',
};

it('one request brings every plugin, and each starts in its turn', async () => {
  const desktop = createTestDesktop();
  releaseWithBundle(desktop);
  const told = await tellBoot(desktop);

  expect(states(told)).toEqual(ALL_UP);
  expect(desktop.network.requestsOf(RELEASE_URL)).toBe(1);
  expect(separateRequests(desktop)).toEqual([0, 0, 0]);
  expect(journal().indexOf('ready plugin-history')).toBeLessThan(
    journal().indexOf('evaluate plugin-notes'),
  );
});

it('what one part throws stays inside it and is blamed on it', async () => {
  const desktop = createTestDesktop();
  releaseWithBundle(desktop, { 'plugin-timer': flexBundle('plugin-timer', { top: 'nowhere();' }) });
  const told = await tellBoot(desktop);

  expect(states(told)).toEqual({ ...ALL_UP, 'plugin-timer': 'failed' });
  const failure = told.report.outcomes.find(({ plugin }) => plugin === 'plugin-timer')?.failure;
  expect(failure).toMatchObject({
    code: 'bundle-threw',
    details: { reason: 'nowhere is not defined' },
  });
});

it.each([
  ['is not there', { status: 404, body: '' }],
  ['was changed', { body: 'plugboardRelease({});' }],
  ['never arrives', { hang: true }],
])('when the file %s, the separate files are fetched', async (_, answer) => {
  const desktop = createTestDesktop();
  releaseWithBundle(desktop);
  desktop.network.answer(RELEASE_URL, answer);
  const told = await tellBoot(desktop);

  expect(states(told)).toEqual(ALL_UP);
  expect(separateRequests(desktop)).toEqual([1, 1, 1]);
  expect(faultsOf(desktop)).not.toEqual([]);
});

it('the file is left alone when one of its plugins may not run', async () => {
  const desktop = createTestDesktop();
  releaseWithBundle(desktop);
  const told = await tellBoot(desktop, { bundleOrigins: ['https://elsewhere.example'] });

  expect(states(told)['plugin-timer']).toBe('refused');
  expect(desktop.network.requestsOf(RELEASE_URL)).toBe(0);
});

it('with registry and CDN gone, a second visit boots from the one file that was kept', async () => {
  const desktop = createTestDesktop();
  releaseWithBundle(desktop);
  await visitHealthily(desktop);
  desktop.network.goDown();
  const told = await visit(desktop);

  expect(states(told)).toEqual(ALL_UP);
  expect(told.report.origin).toBe('last-known-good');
  expect(separateRequests(desktop)).toEqual([0, 0, 0]);
});

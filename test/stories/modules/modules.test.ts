// System.register bundles import each other, what the page shares, their own chunks, and nothing else.
import { aPlugin, createTestDesktop, systemBundle } from '../../../src/testing/index.ts';
import { journal, offer, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';

openBrowserPage();
afterEach(() => offer({ React: undefined }));

const api = aPlugin('plugin-api', { format: 'system', dependencies: {} });
const user = aPlugin('plugin-user', { format: 'system', dependencies: { 'plugin-api': '^1.0.0' } });
const note = (expression: string) => `globalThis.journal.push(String(${expression}));`;

it('a plugin gets the exports of the plugin that it needs, from the one instance there is', async () => {
  const desktop = createTestDesktop();
  const other = aPlugin('plugin-other', { format: 'system', dependencies: { 'plugin-api': '*' } });
  desktop.release([user, other, api]);
  desktop.serve(api, { body: systemBundle('plugin-api', { exports: { calls: '{ count: 0 }' } }) });
  for (const plugin of [user, other]) {
    const init = `imported['plugin-api'].calls.count++; ${note("'calls ' + imported['plugin-api'].calls.count")}`;
    const body = systemBundle(plugin.unique_name, { imports: ['plugin-api'], init });
    desktop.serve(plugin, { body });
  }

  const { report } = await tellBoot(desktop);

  expect(report.healthy).toBe(true);
  expect(journal().filter((line) => line.startsWith('calls'))).toEqual(['calls 1', 'calls 2']);
  expect(journal().filter((line) => line === 'evaluate plugin-api')).toHaveLength(1);
});

it('a plugin gets what the page shares', async () => {
  offer({ React: { version: '17.0.2' } });
  const desktop = createTestDesktop();
  desktop.release([api]);
  const init = `${note("'react ' + imported.react.version")} ${note("'lib ' + imported['our-lib'].default")}`;
  desktop.serve(api, { body: systemBundle('plugin-api', { imports: ['react', 'our-lib'], init }) });

  await tellBoot(desktop, { shared: { 'our-lib': 42 } });

  expect(journal()).toEqual(expect.arrayContaining(['react 17.0.2', 'lib 42']));
});

it.each([
  ['a plugin that it does not declare', 'plugin-api'],
  ['a library that nobody shares', 'lodash'],
  ['a name that every object answers to', 'constructor'],
  ['an address elsewhere', 'https://evil.example/x.js'],
  ['a path that leads elsewhere', '//evil.example/x.js'],
])('%s is refused by name, and only that plugin fails', async (_title, specifier) => {
  const desktop = createTestDesktop();
  const greedy = aPlugin('plugin-greedy', { format: 'system', dependencies: {} });
  desktop.release([api, greedy]);
  desktop.serve(greedy, { body: systemBundle('plugin-greedy', { imports: [specifier] }) });

  const { report, fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-api: initialised', 'plugin-greedy: bundle-import']);
  expect(report.outcomes[1]?.failure?.details).toMatchObject({ specifier });
  expect(desktop.network.requestsOf('https://evil.example/x.js')).toBe(0);
});

it('a plugin gets its own chunks, from where its bundle came from', async () => {
  const desktop = createTestDesktop();
  desktop.release([api]);
  const chunkUrl = api.plugin_url.replace('bundle.js', 'chunk.js');
  desktop.network.answer(chunkUrl, {
    body: `System.register([], (_export) => ({ execute() { _export('answer', 42); } }));`,
  });
  const init = note("'answer ' + imported['./chunk.js'].answer");
  desktop.serve(api, { body: systemBundle('plugin-api', { imports: ['./chunk.js'], init }) });

  const { report } = await tellBoot(desktop);

  expect(report.healthy).toBe(true);
  expect(journal()).toContain('answer 42');
});

it('a chunk that is not there fails its plugin with the address of the chunk', async () => {
  const desktop = createTestDesktop();
  desktop.release([api, aPlugin('plugin-plain')]);
  desktop.serve(api, { body: systemBundle('plugin-api', { imports: ['./chunk.js'] }) });

  const { report, fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-api: bundle-status', 'plugin-plain: initialised']);
  expect(String(report.outcomes[0]?.failure?.details['url'])).toContain('chunk.js');
});

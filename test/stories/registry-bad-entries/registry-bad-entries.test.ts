// Some entries of the release are no entries; they are refused one by one.
import { aManifest, aPlugin, createTestDesktop, MANIFEST_URL } from '../../../src/testing/index.ts';
import { openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';

openBrowserPage();

const { plugin_url: _, ...withoutUrl } = aPlugin('plugin-lost');
const GOOD = [aPlugin('plugin-a'), aPlugin('plugin-b', { format: 'system', dependencies: {} })];

it.each([
  ['null', null, '#0'],
  ['a number', 42, '#0'],
  ['an entry without a name', { ...aPlugin('x'), unique_name: '' }, '#0'],
  ['an entry without an address', withoutUrl, 'plugin-lost'],
  ['an entry with a phase below zero', { ...aPlugin('plugin-lost'), phase: -1 }, 'plugin-lost'],
])('%s in the list costs no other plugin', async (_title, bad, name) => {
  for (const place of [0, 1, 2]) {
    const entries: unknown[] = [...GOOD.slice(0, place), bad, ...GOOD.slice(place)];
    const desktop = createTestDesktop();
    desktop.release(GOOD);
    desktop.network.answer(MANIFEST_URL, { body: JSON.stringify(aManifest(entries)) });

    const { fates } = await tellBoot(desktop);

    const shownName = name === '#0' ? `#${place}` : name;
    expect(fates).toEqual([
      `${shownName}: entry-invalid`,
      'plugin-a: initialised',
      'plugin-b: initialised',
    ]);
  }
});

it('an address that is none, or that no page should load from, is refused', async () => {
  const bad = ['not an address', 'javascript:secret()', 'http://cdn.example/x.js', 'ftp://a/b'].map(
    (plugin_url, at) => aPlugin(`plugin-bad-${at}`, { plugin_url }),
  );
  const desktop = createTestDesktop();
  desktop.release([...bad, ...GOOD]);

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual([
    ...bad.map(({ unique_name }) => `${unique_name}: url-not-allowed`),
    'plugin-a: initialised',
    'plugin-b: initialised',
  ]);
});

// The release lists one plugin twice.
import { aPlugin, createTestDesktop } from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';

openBrowserPage();

it.each([0, 1, 2])(
  'the entry listed first is used, wherever the second stands (%i)',
  async (place) => {
    const desktop = createTestDesktop();
    const others = [aPlugin('plugin-a'), aPlugin('plugin-b')];
    const [first, second] = [
      aPlugin('plugin-twice'),
      aPlugin('plugin-twice', { version: '2.0.0' }),
    ];
    const plugins = [first, ...others];
    desktop.release([...plugins.slice(0, place + 1), second, ...plugins.slice(place + 1)]);

    const { report, fates } = await tellBoot(desktop);

    expect(fates).toEqual([
      'plugin-twice: plugin-duplicate',
      'plugin-twice: initialised',
      'plugin-a: initialised',
      'plugin-b: initialised',
    ]);
    expect(report.outcomes.map(({ version }) => version)).toEqual([
      '2.0.0',
      '1.0.0',
      '1.0.0',
      '1.0.0',
    ]);
    expect(journal().filter((line) => line === 'init plugin-twice')).toHaveLength(1);
    expect(desktop.network.requestsOf(second.plugin_url)).toBe(0);
  },
);

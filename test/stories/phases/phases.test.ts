// Phases are barriers: nothing of one is evaluated before the one below has settled.
import { aPlugin, createTestDesktop, flexBundle } from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';

openBrowserPage();

const first = aPlugin('plugin-first', { phase: 1, dependencies: {} });
const second = aPlugin('plugin-second', { phase: 2, dependencies: {} });
const third = aPlugin('plugin-third', { phase: 3 });

it('a higher phase waits for a slow lower one, and its bundles are there by then', async () => {
  const desktop = createTestDesktop();
  desktop.release([third, second, first]);
  const init = 'await new Promise((go) => setTimeout(go, 700));';
  desktop.serve(first, { body: flexBundle('plugin-first', { init }) });
  desktop.serve(second, { delayMs: 500 });
  desktop.serve(third, { delayMs: 500 });

  const { tookMs } = await tellBoot(desktop);

  expect(journal()).toEqual(
    ['plugin-first', 'plugin-second', 'plugin-third'].flatMap((name) =>
      ['evaluate', 'init', 'ready'].map((step) => `${step} ${name}`),
    ),
  );
  expect(tookMs).toBeLessThan(900);
});

it.each([
  ['fails', 'throw 1;', 'init-threw'],
  ['never gets ready', 'await new Promise(() => {});', 'init-timeout'],
])('a lower phase in which a plugin %s opens the way all the same', async (_title, init, code) => {
  const desktop = createTestDesktop();
  desktop.release([first, second, third]);
  desktop.serve(first, { body: flexBundle('plugin-first', { init }) });

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual([
    `plugin-first: ${code}`,
    'plugin-second: initialised',
    'plugin-third: initialised',
  ]);
});

it.each([
  ['never arrive', { hang: true }],
  ['never get ready', undefined],
])(
  'in two phases one after another plugins that %s leave time for the third phase',
  async (_title, answer) => {
    const desktop = createTestDesktop();
    desktop.release([first, second, third]);
    for (const plugin of [first, second]) {
      const body = flexBundle(plugin.unique_name, { init: 'await new Promise(() => {});' });
      desktop.serve(plugin, answer ?? { body });
    }

    const { fates } = await tellBoot(desktop);

    expect(fates).toContain('plugin-third: initialised');
  },
);

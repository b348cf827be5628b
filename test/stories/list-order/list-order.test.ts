// Plugins without dependency metadata: one after another in list order, as Flex UI does it, but not for ever.
import { aPlugin, createTestDesktop, flexBundle } from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';

openBrowserPage();

const SLOW = 'await new Promise((go) => setTimeout(go, 300));';
const NEVER = 'await new Promise(() => {});';
const names = ['plugin-a', 'plugin-b', 'plugin-c'];
const released = (inits: readonly string[]) => {
  const desktop = createTestDesktop();
  const plugins = names.map((name) => aPlugin(name));
  desktop.release(plugins);
  plugins.forEach((plugin, at) =>
    desktop.serve(plugin, {
      body: flexBundle(plugin.unique_name, { init: inits[at] ?? '' }),
      // The bundles arrive in the opposite order.
      delayMs: 100 * (names.length - at),
    }),
  );
  return desktop;
};
const inits = () => journal().filter((line) => !line.startsWith('evaluate'));

it('each is ready before the next one inits, in whatever order the bundles arrive', async () => {
  await tellBoot(released([SLOW, SLOW, SLOW]));
  expect(inits()).toEqual(names.flatMap((name) => [`init ${name}`, `ready ${name}`]));
});

it('one that never gets ready holds the next for the soft limit only', async () => {
  const { report, fates } = await tellBoot(released([NEVER, SLOW, SLOW]));
  expect(fates).toEqual([
    'plugin-a: init-timeout',
    'plugin-b: initialised',
    'plugin-c: initialised',
  ]);
  // The limit counts from its turn on, and the first one's turn is at once.
  const startMs = report.outcomes[1]?.timings.init?.startMs;
  expect(startMs).toBeGreaterThanOrEqual(950);
  expect(startMs).toBeLessThanOrEqual(1_100);
});

it('one that fails early does not let the next overtake those before it', async () => {
  const desktop = createTestDesktop();
  const plugins = names.map((name) => aPlugin(name));
  desktop.release(plugins);
  const [a, b] = plugins;
  if (a) desktop.serve(a, { body: flexBundle('plugin-a', { init: SLOW }) });
  if (b) desktop.serve(b, { status: 404 });

  await tellBoot(desktop);

  expect(inits()).toEqual(['init plugin-a', 'ready plugin-a', 'init plugin-c', 'ready plugin-c']);
});

it('one that fails holds the next for no time', async () => {
  const { report } = await tellBoot(released(['throw 1;', '', '']));
  expect(report.timings['run']?.endMs).toBeLessThan(500);
});

it('several that never get ready leave time for the last one', async () => {
  const desktop = createTestDesktop();
  const stuck = Array.from({ length: 12 }, (_, at) => aPlugin(`plugin-stuck-${at}`));
  const last = aPlugin('plugin-last');
  desktop.release([...stuck, last]);
  for (const plugin of stuck) {
    desktop.serve(plugin, { body: flexBundle(plugin.unique_name, { init: NEVER }) });
  }

  const { fates } = await tellBoot(desktop);

  expect(fates.at(-1)).toBe('plugin-last: initialised');
});

it('plugins that declare their needs, be it none, do not wait for the list', async () => {
  const desktop = createTestDesktop();
  const stuck = aPlugin('plugin-stuck');
  desktop.release([stuck, aPlugin('plugin-free', { dependencies: {} })]);
  desktop.serve(stuck, { body: flexBundle('plugin-stuck', { init: NEVER }) });

  const { report } = await tellBoot(desktop);

  const free = report.outcomes.find(({ plugin }) => plugin === 'plugin-free');
  expect(free?.timings.init?.endMs).toBeLessThan(200);
});

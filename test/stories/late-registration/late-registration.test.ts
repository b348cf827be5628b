// A bundle hands over its plugin after its time.
import { aPlugin, createTestDesktop, flexBundle } from '../../../src/testing/index.ts';
import { journal, openBrowserPage } from '../browser-page.ts';
import { tellBoot } from '../tell-boot.ts';
import { passTime, settle } from '../virtual-clock.ts';
import { faultsOf } from '../visits.ts';

openBrowserPage();

const late = aPlugin('plugin-late');
const other = aPlugin('plugin-other');
const registerAfter = (ms: number) =>
  `setTimeout(() => {
    Twilio.Flex.Plugins.init(class {
      init() { globalThis.journal.push('init plugin-late'); }
    });
  }, ${ms});`;

it('while the boot goes on it is refused, and reaches neither the desktop nor Flex UI', async () => {
  const desktop = createTestDesktop();
  desktop.release([late, other]);
  desktop.serve(late, { body: registerAfter(50) });
  desktop.serve(other, { delayMs: 500 });

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-late: plugin-not-registered', 'plugin-other: initialised']);
  expect(faultsOf(desktop)).toEqual(['plugin-registered-late']);
  expect(desktop.host.strayPlugins).toEqual([]);
  expect(journal()).not.toContain('init plugin-late');
});

it('a bundle that arrives after its deadline is not run at all', async () => {
  const desktop = createTestDesktop();
  desktop.release([late, other]);
  desktop.serve(late, { body: flexBundle('plugin-late'), delayMs: 4_500 });

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-late: bundle-timeout', 'plugin-other: initialised']);
  expect(journal().join()).not.toContain('plugin-late');
});

it('evaluation that never ends is given up, and what it exports later is not used', async () => {
  const desktop = createTestDesktop();
  const system = { ...late, format: 'system' as const };
  desktop.release([system, other]);
  desktop.serve(system, {
    body: `System.register([], (_export) => ({
      execute: () => new Promise((go) => setTimeout(go, 3_000)).then(() =>
        _export('default', class { init() { globalThis.journal.push('init plugin-late'); } })),
    }));`,
  });

  const { fates } = await tellBoot(desktop);

  expect(fates).toEqual(['plugin-late: evaluate-timeout', 'plugin-other: initialised']);
  expect(journal()).not.toContain('init plugin-late');
});

it('after the boot the page has its own functions back', async () => {
  const desktop = createTestDesktop();
  const { init } = desktop.host.flex.Plugins;
  desktop.release([other]);
  const report = await settle(desktop.boot());
  await passTime(10);
  expect(report.healthy).toBe(true);
  expect(desktop.host.flex.Plugins.init).toBe(init);
});

it('a plugin that the page itself registers meanwhile goes to Flex UI', async () => {
  const desktop = createTestDesktop();
  desktop.release([other]);
  desktop.serve(other, { delayMs: 500 });
  const own = function OwnPlugin() {};
  const booted = desktop.boot();
  const script = document.createElement('script');
  Object.assign(globalThis, { registerOwn: () => desktop.host.flex.Plugins.init(own) });
  script.text = 'globalThis.registerOwn();';
  document.head.append(script);

  const report = await settle(booted);

  expect(report.healthy).toBe(true);
  expect(desktop.host.strayPlugins).toEqual([own]);
});

it('two boots on one page leave nothing of theirs between Flex UI and its plugins', async () => {
  const desktop = createTestDesktop();
  desktop.release([other]);
  const stray = class Stray {
    init() {}
  };
  const reports = await settle(Promise.all([desktop.boot(), desktop.boot()]));
  await passTime(10);

  desktop.host.flex.Plugins.init(stray);

  expect(reports.map(({ healthy }) => healthy)).toContain(true);
  expect(desktop.host.strayPlugins).toEqual([stray]);
});

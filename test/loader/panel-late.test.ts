// What the panel says of plugins that settle after the boot, while it is open.
import type { PlugboardGlobal, PluginReport } from '../../src/loader/index.ts';
import { verdictOn } from '../../src/loader/panel/panel-header.ts';
import { aPlugin, createTestDesktop, flexBundle } from '../../src/testing/index.ts';
import { openBrowserPage } from '../stories/browser-page.ts';
import { passTime, settle } from '../stories/virtual-clock.ts';

openBrowserPage();
beforeEach(() => {
  document.body.replaceChildren();
  // jsdom knows the element, and not how to show it.
  Object.assign(HTMLDialogElement.prototype, { showModal: () => undefined });
});

const later = aPlugin('plugin-later', { policy: 'deferred' });
const root = () => document.querySelector('plugboard-panel')?.shadowRoot as ShadowRoot;
const textOf = (selector: string) =>
  [...root().querySelectorAll(selector)].map(({ textContent }) => textContent);

/** A boot with a plugin that starts later and takes two seconds, and the panel open on it. */
async function openOnBoot(init: string) {
  const desktop = createTestDesktop();
  desktop.release([later, aPlugin('plugin-now')]);
  desktop.serve(later, { body: flexBundle('plugin-later', { init }), delayMs: 2_000 });
  await settle(desktop.boot());
  const { plugboard } = globalThis as unknown as { plugboard: PlugboardGlobal };
  await settle(plugboard.openPanel());
}

it('a deferred plugin that fails later is shown as failed with its reason, and counted', async () => {
  await openOnBoot("throw new Error('too late');");
  expect(textOf('[role=status].badge')).toEqual(['1 of 2 up, the rest starts later']);
  expect(textOf('tr.plugin .badge')).toEqual(['Starts later', 'Up']);

  await passTime(10_000);
  expect(textOf('[role=status].badge')).toEqual(['1 of 2 not up']);
  expect(textOf('tr.plugin .badge')).toEqual(['Failed', 'Up']);
  expect(textOf('tr.why p')).toEqual(['init() of plugin-later failed: too late init-threw']);
  expect(root().querySelector('tr.why button')?.getAttribute('aria-label')).toBe(
    'Try plugin-later again',
  );
});

it('a deferred plugin that comes up later is shown as up', async () => {
  await openOnBoot('');
  await passTime(10_000);
  expect(textOf('[role=status].badge')).toEqual(['All 2 are up']);
  expect(textOf('tr.plugin .badge')).toEqual(['Up', 'Up']);
});

it('what came of a deferred plugin stands in the report and in the panel that is opened afterwards', async () => {
  const desktop = createTestDesktop();
  desktop.release([later, aPlugin('plugin-now')]);
  desktop.serve(later, { body: flexBundle('plugin-later', { init: "throw new Error('no');" }) });
  await settle(desktop.boot());
  await passTime(10_000);

  const { plugboard } = globalThis as unknown as { plugboard: PlugboardGlobal };
  await settle(plugboard.openPanel());

  expect(plugboard.report.healthy).toBe(false);
  expect(plugboard.explain('plugin-later')).toContain('init() of plugin-later failed: no');
  expect(textOf('tr.plugin .badge')).toEqual(['Failed', 'Up']);
});

it('who is reading the table stays there when it changes', async () => {
  await openOnBoot('');
  const table = root().querySelector<HTMLElement>('.plugins');
  table?.focus();
  await passTime(10_000);
  expect(root().activeElement).toBe(table);
});

it('a duplicate that was refused has a line of its own', async () => {
  const desktop = createTestDesktop();
  const twice = aPlugin('plugin-twice');
  desktop.release([twice, { ...twice, version: '2.0.0' }]);
  await settle(desktop.boot());
  const { plugboard } = globalThis as unknown as { plugboard: PlugboardGlobal };
  await settle(plugboard.openPanel());
  expect(textOf('tr.plugin .badge')).toEqual(['Refused', 'Up']);
});

const report = (state: PluginReport['state']): PluginReport => ({
  plugin: 'x',
  state,
  timings: {},
});

it.each<[string, PluginReport['state'][], string]>([
  ['no plugin', [], 'No plugins'],
  ['one that is up', ['initialised'], 'It is up'],
  ['one that failed', ['failed'], '1 of 1 not up'],
  ['all that are up', ['initialised', 'initialised'], 'All 2 are up'],
  ['one that starts later', ['initialised', 'deferred'], '1 of 2 up, the rest starts later'],
  ['one that failed and one that starts later', ['skipped', 'deferred'], '1 of 2 not up'],
])('the head of the panel says of %s what it is', (_, states, words) => {
  expect(verdictOn(states.map(report)).words).toBe(words);
});

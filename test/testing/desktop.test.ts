/** @jest-environment node */
// One desktop of the kit from opening to closing, and the faults that a test may inject into a plugin.
import type { CodeFault, NetworkFault } from '../../src/testing/index.ts';
import {
  aPlugin,
  bootPlugin,
  type Desktop,
  faults,
  openDesktop,
  systemBundle,
} from '../../src/testing/index.ts';

let desktop: Desktop | undefined;
afterEach(() => desktop?.close());

const doesNothing = () => undefined;

const PLUGIN_FAULTS: readonly [string, NetworkFault | CodeFault, string, string][] = [
  ['is not there', faults.notFound(), 'download', 'bundle-status'],
  ['answers 500', faults.serverError(), 'download', 'bundle-status'],
  ['is offline', faults.offline(), 'download', 'bundle-unreachable'],
  ['hangs', faults.hangs(), 'download', 'bundle-timeout'],
  ['is too slow', faults.slow(60_000), 'download', 'bundle-timeout'],
  ['is a web page', faults.html(), 'evaluate', 'bundle-html'],
  ['throws when it is loaded', faults.throwsOnLoad('no'), 'evaluate', 'bundle-threw'],
  ['throws in init', faults.throwsInInit('no'), 'init', 'init-threw'],
  ['hangs in init', faults.hangsInInit(), 'init', 'init-timeout'],
];

it.each(PLUGIN_FAULTS)('a plugin that %s is told with its code', async (_, fault, stage, code) => {
  desktop = await bootPlugin(doesNothing, { name: 'plugin-crm', fault });
  expect(desktop.outcomeOf('plugin-crm')).toMatchObject({
    state: 'failed',
    stage,
    error: { code },
  });
});

it.each([
  ['slow', faults.slow(900), { startMs: 0, endMs: 900 }, undefined],
  ['refused once', faults.serverError({ times: 1 }), { startMs: 0, endMs: 0 }, 1],
])('a bundle that is %s still comes', async (_, fault, download, retries) => {
  const { outcome, close } = await bootPlugin(doesNothing, { fault });
  expect(outcome).toMatchObject({ state: 'initialised', timings: { download } });
  expect(outcome.retries).toBe(retries);
  close();
});

it('a plugin that is healed is up after a reload, at once', async () => {
  desktop = openDesktop();
  desktop.registry.release([aPlugin('plugin-crm')]);
  const heal = desktop.injectFault('plugin-crm', faults.throwsInInit());
  await desktop.boot();
  expect(desktop.outcomeOf('plugin-crm').state).toBe('failed');
  heal();
  desktop.reload();
  await desktop.boot();
  expect(desktop.outcomeOf('plugin-crm').state).toBe('initialised');
});

it('a dependency that is not released is named in the outcome', async () => {
  const { outcome, report, close } = await bootPlugin(doesNothing, {
    name: 'plugin-notes',
    dependencies: { 'plugin-crm': '^1.0.0' },
  });
  expect(outcome).toMatchObject({
    state: 'refused',
    error: { code: 'dependency-missing', details: { dependency: 'plugin-crm', range: '^1.0.0' } },
  });
  expect(report.healthy).toBe(false);
  close();
});

it('bundles are linked to what the others export', async () => {
  const notes = systemBundle('plugin-notes', {
    imports: ['plugin-crm'],
    init: 'manager.strings.notes = "with " + imported["plugin-crm"].customer();',
    exports: { saved: '3' },
  });
  const customer = () => 'Ada';
  class Crm {
    init() {}
  }
  desktop = await bootPlugin(
    { bundle: notes },
    {
      name: 'plugin-notes',
      dependencies: { 'plugin-crm': '^1.0.0' },
      plugins: [aPlugin('plugin-crm', { code: { default: Crm, customer } })],
    },
  );
  expect(desktop.outcomeOf('plugin-notes').state).toBe('initialised');
  expect(desktop.manager.strings['notes']).toBe('with Ada');
  expect(desktop.exportsOf('plugin-notes')).toMatchObject({ saved: 3 });
  expect(desktop.exportsOf('plugin-crm')['customer']).toBe(customer);
});

it('deferred plugins start after the boot', async () => {
  const init = jest.fn();
  const { outcome, clock, events, close } = await bootPlugin({ init }, { policy: 'deferred' });
  expect(outcome.state).toBe('deferred');
  await clock.advance(0);
  expect(init).toHaveBeenCalledTimes(1);
  expect(events.at(-1)).toMatchObject({ outcome: { state: 'initialised' } });
  close();
});

it('init gets the Flex and the manager of the desktop', async () => {
  const init = jest.fn();
  const { flex, manager, close } = await bootPlugin({ init });
  expect(init).toHaveBeenCalledWith(flex, manager);
  close();
});

it('a test may prepare the desktop before it boots, and sees what was done on it', async () => {
  const opened = jest.fn();
  const { invokedActions, outcome, close } = await bootPlugin(
    async (flex: Desktop['flex']) => {
      await flex.Actions.invokeAction('OpenCrm', { id: 7 });
    },
    { before: ({ flex }) => flex.Actions.registerAction('OpenCrm', opened) },
  );
  expect(outcome.state).toBe('initialised');
  expect(opened).toHaveBeenCalledWith({ id: 7 });
  expect(invokedActions).toEqual([{ action: 'OpenCrm', payload: { id: 7 } }]);
  close();
});

it('a reload brings a new Flex, and keeps what the browser has stored', async () => {
  desktop = openDesktop();
  const init = (flex: Desktop['flex']) => {
    flex.MainHeader.Content.add({ key: 'visits' });
    const visits = Number(localStorage.getItem('visits') ?? 0) + 1;
    localStorage.setItem('visits', String(visits));
  };
  desktop.registry.release([aPlugin('plugin-crm', { code: init })]);
  const [first] = [desktop.flex, await desktop.boot()];
  desktop.reload();
  await desktop.boot();
  expect(desktop.flex).not.toBe(first);
  expect(desktop.rendered('MainHeader')).toHaveLength(1);
  expect(localStorage.getItem('visits')).toBe('2');
});

it('opening a desktop closes the one before, with its timers and its storage', async () => {
  const former = openDesktop();
  const tick = jest.fn();
  setInterval(tick, 10);
  localStorage.setItem('crm', 'former');
  desktop = openDesktop();
  former.close();
  expect(localStorage.getItem('crm')).toBeNull();
  await desktop.clock.advance(100);
  await former.clock.advance(100);
  expect(tick).not.toHaveBeenCalled();
});

it('what cannot be answered says so in words', async () => {
  desktop = openDesktop();
  const { outcomeOf, startBoot } = desktop;
  expect(() => outcomeOf('plugin-crm')).toThrow('boot the desktop first');
  desktop.registry.release([]);
  await desktop.boot();
  expect(() => outcomeOf('plugin-crm')).toThrow(
    'The boot knows no plugin-crm: plugin-crm is not part of the active release.',
  );
  await expect(startBoot({ timeouts: { bootMs: -1 } })).rejects.toMatchObject({
    code: 'option-invalid',
  });
});

it.each([
  ['has no init', { default: Date }, 'plugin-shape'],
  ['throws in its constructor', ThrowsWhenMade, 'constructor-threw'],
  ['exports no class', { default: 'none' }, 'plugin-shape'],
])('a plugin that %s is explained', async (_, code, error) => {
  const { outcome, close } = await bootPlugin(code as never);
  expect(outcome.error?.code).toBe(error);
  expect(outcome.error?.explanation).toContain('plugin-under-test@1.0.0 failed at');
  close();
});

function ThrowsWhenMade(): void {
  throw new Error('not today');
}

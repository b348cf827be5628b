// What must hold wherever an author runs tests: the same tests for plain Node, for jsdom, and for jsdom as Jest ships it.
import { FlexPlugin } from '@twilio/flex-plugin';
import {
  aPlugin,
  bootPlugin,
  faults,
  flexBundle,
  openDesktop,
  systemBundle,
} from '../../src/testing/index.ts';

type Flex = Parameters<FlexPlugin['init']>[0];
type Manager = Parameters<FlexPlugin['init']>[1];

class CrmPlugin extends FlexPlugin {
  constructor() {
    super('CrmPlugin');
  }

  init(flex: Flex, manager: Manager): void {
    flex.MainHeader.Content.add({ type: 'b', key: 'crm', props: {} });
    Object.assign(manager.strings, { TaskHeaderLine: 'From the CRM' });
  }
}

export function declareTestsOfEveryEnvironment(): void {
  const before = Object.getOwnPropertyNames(globalThis);
  const ownTimers = [setTimeout, setInterval, Date];

  beforeEach(() => void jest.spyOn(console, 'log').mockReturnValue());

  it("boots a class that extends Twilio's FlexPlugin, unchanged", async () => {
    const { manager, outcome, rendered, instance, close } = await bootPlugin(CrmPlugin, {
      name: 'plugin-crm',
      version: '2.1.0',
    });
    expect(outcome).toMatchObject({ plugin: 'plugin-crm', version: '2.1.0', state: 'initialised' });
    expect(outcome.error).toBeUndefined();
    expect(rendered('MainHeader')).toMatchObject([{ key: 'crm' }]);
    expect(manager.strings['TaskHeaderLine']).toBe('From the CRM');
    expect(instance).toBeInstanceOf(CrmPlugin);
    expect(instance).toMatchObject({
      name: 'CrmPlugin',
      uniqueName: 'plugin-crm',
      version: '2.1.0',
      dependencies: { '@twilio/flex-plugin': '7.1.2', 'flex-ui': '2.17.1' },
    });
    close();
  });

  it('boots a module, an object, an arrow function and the text of a bundle', async () => {
    const seen: string[] = [];
    class Plugin {
      init() {
        seen.push('module');
      }
    }
    const codes = [
      { default: Plugin, version: '1.0.0' },
      { init: () => seen.push('object') },
      () => seen.push('arrow'),
      { bundle: flexBundle('plugin-text', { init: 'globalThis.seen.push("flex");' }) },
      { bundle: systemBundle('plugin-text', { init: 'globalThis.seen.push("system");' }) },
    ];
    for (const code of codes) {
      const { outcome, close } = await bootPlugin(code, { globals: { seen } });
      expect(outcome.state).toBe('initialised');
      close();
    }
    expect(seen).toEqual(['module', 'object', 'arrow', 'flex', 'system']);
  });

  it('a plugin that throws is told in its outcome, in words and with what it threw', async () => {
    const thrown = new Error('no CRM here');
    const { outcome, close } = await bootPlugin(
      () => {
        throw thrown;
      },
      { name: 'plugin-crm' },
    );
    expect(outcome).toMatchObject({ state: 'failed', stage: 'init' });
    expect(outcome.error).toMatchObject({ code: 'init-threw', cause: thrown });
    expect(outcome.error?.explanation).toBe(
      'plugin-crm@1.0.0 failed at init: init() of plugin-crm failed: no CRM here [init-threw] (from the active release).',
    );
    close();
  });

  it.each([
    ['throws', { bundle: 'throw new TypeError("at the top");' }, 'bundle-threw'],
    ['is no JavaScript', { bundle: 'this is no JavaScript' }, 'bundle-syntax'],
    ['registers nothing', { bundle: '1 + 1;' }, 'plugin-not-registered'],
  ])('a bundle that %s fails while it is evaluated', async (_, code, error) => {
    const { outcome, close } = await bootPlugin(code);
    expect(outcome).toMatchObject({ state: 'failed', stage: 'evaluate', error: { code: error } });
    close();
  });

  it('time passes for a boot by itself, and stands still after it', async () => {
    const ticks: number[] = [];
    const { outcome, clock, close } = await bootPlugin(async () => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      setInterval(() => ticks.push(Date.now()), 60_000);
    });
    expect(outcome.timings.init).toEqual({ startMs: 0, endMs: 1500 });
    expect(ticks).toEqual([]);
    await clock.advance(120_000);
    expect(ticks.map((ms) => new Date(ms).toISOString())).toEqual([
      '2026-01-05T09:01:01.500Z',
      '2026-01-05T09:02:01.500Z',
    ]);
    close();
  });

  it('an init that hangs costs the plugin its turn and no other its own', async () => {
    const { outcome, report, close } = await bootPlugin(CrmPlugin, {
      name: 'plugin-crm',
      plugins: [aPlugin('plugin-stuck')],
      before: (desktop) => desktop.injectFault('plugin-stuck', faults.hangsInInit()),
    });
    expect(outcome.state).toBe('initialised');
    expect(report.outcomes[0]).toMatchObject({ failure: { code: 'init-timeout' } });
    close();
  });

  it('a browser that was here before boots without registry and CDN', async () => {
    const desktop = openDesktop();
    const bundle = flexBundle('plugin-crm', { init: 'manager.strings.crm = "up";' });
    desktop.registry.release([aPlugin('plugin-crm', { code: { bundle } })]);
    await desktop.boot();
    await desktop.clock.advance(10_000);
    expect(desktop.events.map(({ type }) => type)).toContain('committed');

    desktop.registry.injectFault(faults.offline());
    desktop.injectFault('plugin-crm', faults.offline());
    desktop.reload();
    const report = await desktop.boot();
    expect(report).toMatchObject({ origin: 'last-known-good', healthy: true });
    expect(desktop.outcomeOf('plugin-crm')).toMatchObject({ bytes: 'cache' });
    expect(desktop.manager.strings['crm']).toBe('up');
    desktop.close();
  });

  it('the test has its own globals back in the end', () => {
    for (const [at, own] of [setTimeout, setInterval, Date].entries())
      expect(own).toBe(ownTimers[at]);
    expect(Object.getOwnPropertyNames(globalThis).filter((name) => !before.includes(name))).toEqual(
      ['journal'],
    );
  });
}

// An agent's desktop for one test: a page without Flex UI, a registry, a clock, and the real loader between them.
import type { BootReport } from '../domain/index.ts';
import type { BootEvent } from '../loader/boot-events.ts';
import { bootWith } from '../loader/bootstrap.ts';
import type { BootstrapOptions } from '../loader/options.ts';
import type { PageSeams } from '../loader/page-seams.ts';
import { createBundleHost } from './bundle-host.ts';
import { createFakeHost, type FakeFlex, type FakeHostParts } from './fake-flex.ts';
import type { CodeFault, NetworkFault } from './faults.ts';
import type { InvokedAction } from './flex/actions.ts';
import type { FakeManager } from './flex/manager.ts';
import { openPage } from './page/open-page.ts';
import { tellError } from './page/run-script-text.ts';
import { outcomeOf, type PluginOutcome } from './plugin-outcome.ts';
import { createClock, type TestClock } from './test-clock.ts';
import { createTestRegistry, type TestRegistry } from './test-registry.ts';

/** What a desktop starts with; `flex` and `manager` replace and add parts of the fakes. */
export type DesktopOptions = FakeHostParts & {
  /** What stands on the page besides a browser's own: React, ReactDOM, Redux, ReactRedux, what plugins expect. */
  readonly globals?: Readonly<Record<string, unknown>>;
  /** What `new Date()` says at first. Default 2026-01-05T09:00:00Z, a Monday. */
  readonly startAt?: Date;
};

/** What `openDesktop()` gives: one agent's page, the registry behind it and the clock over both. */
export type Desktop = {
  /** The Flex namespace that plugins get, as it stands on this page. */
  readonly flex: FakeFlex;
  /** The Flex Manager that plugins get. */
  readonly manager: FakeManager;
  /** Where plugins are released, rolled back and made unreachable. */
  readonly registry: TestRegistry;
  /** Moves time; see docs/testing.md. */
  readonly clock: TestClock;
  /** The report of the newest boot of this page; undefined before it has settled. */
  readonly report: BootReport | undefined;
  /** What the loader told, in order. */
  readonly events: readonly BootEvent[];
  /** Every action that was invoked on this page, in order. */
  readonly invokedActions: readonly InvokedAction[];
  /**
   * Boots the active release and lets time pass until the boot has settled. Whatever fails is in the report;
   * rejects only with `option-invalid`, for options that no boot could be made of.
   */
  readonly boot: (options?: Partial<BootstrapOptions>) => Promise<BootReport>;
  /** The same, but time passes only when `clock.advance()` says so. */
  readonly startBoot: (options?: Partial<BootstrapOptions>) => Promise<BootReport>;
  /** Throws where the newest boot knows nothing of the plugin. */
  readonly outcomeOf: (plugin: string) => PluginOutcome;
  /**
   * What plugins have put into a component, in the order in which Flex shows it: React elements. Give the
   * component's `props` where content has an `if`. What Flex itself shows there is no part of it.
   */
  readonly rendered: (component: string, props?: unknown) => readonly unknown[];
  /** What a plugin of the format `system` exports to the plugins that depend on it, `default` included. */
  readonly exportsOf: (plugin: string) => Readonly<Record<string, unknown>>;
  /** The object that Flex would hold: what `new` made of the plugin's class. Not known of a bundle's text. */
  readonly instanceOf: (plugin: string) => unknown;
  /** From now on each version of this plugin has this fault; call the result to heal it. */
  readonly injectFault: (plugin: string, fault: NetworkFault | CodeFault) => () => void;
  /** A new page with a new Flex; what the browser stores, the registry and the clock stay. */
  readonly reload: () => void;
  /** Gives the test its own globals back. Opening another desktop does it too. */
  readonly close: () => void;
};

const START_MS = Date.UTC(2026, 0, 5, 9);

/** Opens an empty desktop: release plugins in `registry`, then `boot()`. One desktop is open at a time. */
export function openDesktop(options: DesktopOptions = {}): Desktop {
  const { globals, startAt, ...parts } = options;
  const clock = createClock(startAt?.getTime() ?? START_MS, (error) => tellError('', error));
  const bundles = createBundleHost();
  const page = openPage(clock, { ...globals, ...bundles.globals });
  const registry = createTestRegistry(bundles.network, (plugin) => bundles.publish(plugin));
  const events: BootEvent[] = [];
  let report: BootReport | undefined;
  const newHost = () => {
    const host = createFakeHost(parts);
    Object.assign(globalThis, { Twilio: { Flex: host.flex } });
    return host;
  };
  let host = newHost();

  const { network } = bundles;
  const seams: PageSeams = {
    ...network,
    // Kept bytes are read by Node itself.
    preload: (request, signal) => {
      const loading = network.preload(request, signal);
      return request.url.startsWith('blob:') ? clock.track(loading) : loading;
    },
  };

  const startBoot = async (given: Partial<BootstrapOptions> = {}) => {
    const options: BootstrapOptions = {
      flex: host.flex,
      manager: host.manager,
      registry: { url: registry.url },
      fetch: network.fetch,
      random: () => 0,
      onEvent: (event) => events.push(event),
      ...given,
    };
    report = await bootWith(options, seams);
    return report;
  };

  return {
    get flex() {
      return host.flex;
    },
    get manager() {
      return host.manager;
    },
    get report() {
      return report;
    },
    get invokedActions() {
      return host.invokedActions;
    },
    registry,
    clock,
    events,
    startBoot,
    boot: (given) => clock.runBoot(startBoot(given), () => bundles.isAtWork()),
    outcomeOf: (name) => outcomeOf(report, name, bundles.traceOf(name)),
    rendered: (component, props) => host.contentOf(component, props),
    exportsOf: (name) => bundles.exportsOf(name),
    instanceOf: (name) => bundles.traceOf(name)?.instance,
    injectFault: (name, fault) => bundles.injectFault(name, fault),
    reload: () => {
      page.reload();
      bundles.forget();
      report = undefined;
      host = newHost();
    },
    close: () => page.close(),
  };
}

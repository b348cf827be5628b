// An agent's desktop for one test: a page without Flex UI, a registry, a clock, and the real loader between them.
import {
  type BootReport,
  type ErrorCode,
  explain,
  type FailureReport,
  type PluginReport,
} from '../domain/index.ts';
import type { BootEvent } from '../loader/boot-events.ts';
import { bootWith } from '../loader/bootstrap.ts';
import type { BootstrapOptions } from '../loader/options.ts';
import type { TestPlugin } from './builders.ts';
import { recordExports } from './export-record.ts';
import { createFakeHost, type FakeFlex, type FakeHost, type FakeHostParts } from './fake-flex.ts';
import { createFakeNetwork } from './fake-network.ts';
import type { CodeFault, NetworkFault } from './faults.ts';
import type { InvokedAction } from './flex/actions.ts';
import type { FakeManager } from './flex/manager.ts';
import { openPage } from './page/open-page.ts';
import { tellError } from './page/run-script-text.ts';
import { isBundle, isModule, type PluginTrace, registerCode } from './plugin-code.ts';
import { createClock, type TestClock } from './test-clock.ts';
import { answersWith, createTestRegistry, type TestRegistry } from './test-registry.ts';

export type DesktopOptions = FakeHostParts & {
  /** What stands on the page besides a browser's own: React, ReactDOM, Redux, ReactRedux, what plugins expect. */
  readonly globals?: Readonly<Record<string, unknown>>;
  /** What `new Date()` says at first. Default 2026-01-05T09:00:00Z, a Monday. */
  readonly startAt?: Date;
};

/** What became of a plugin. `state` is `initialised`, `failed`, `skipped`, `refused` or `deferred`. */
export type PluginOutcome = PluginReport & {
  /** Absent where the plugin is up. */
  readonly error?: Omit<FailureReport, 'code'> & {
    /** A heading of docs/errors.md. */
    readonly code: ErrorCode;
    /** What happened, in one sentence. */
    readonly explanation: string;
    /** What the plugin threw, where it threw. */
    readonly cause?: unknown;
  };
};

export type Desktop = {
  /** The Flex namespace that plugins get, as it stands on this page. */
  readonly flex: FakeFlex;
  readonly manager: FakeManager;
  readonly registry: TestRegistry;
  readonly clock: TestClock;
  /** The report of the newest boot. */
  readonly report: BootReport | undefined;
  /** What the loader told, in order. */
  readonly events: readonly BootEvent[];
  /** Every action that was invoked on this page, in order. */
  readonly invokedActions: readonly InvokedAction[];
  /** Boots the active release and lets time pass until the boot has settled. Never rejects. */
  boot(options?: Partial<BootstrapOptions>): Promise<BootReport>;
  /** The same, but time passes only when `clock.advance()` says so. */
  startBoot(options?: Partial<BootstrapOptions>): Promise<BootReport>;
  /** Throws where the newest boot knows nothing of the plugin. */
  outcomeOf(plugin: string): PluginOutcome;
  /**
   * What plugins have put into a component, in the order in which Flex shows it: React elements. Give the
   * component's `props` where content has an `if`. What Flex itself shows there is no part of it.
   */
  rendered(component: string, props?: unknown): readonly unknown[];
  /** What a plugin of the format `system` exports to the plugins that depend on it, `default` included. */
  exportsOf(plugin: string): Readonly<Record<string, unknown>>;
  /** The object that Flex would hold: what `new` made of the plugin's class. Not known of a bundle's text. */
  instanceOf(plugin: string): unknown;
  /** From now on each version of this plugin has this fault; call the result to heal it. */
  injectFault(plugin: string, fault: NetworkFault | CodeFault): () => void;
  /** A new page with a new Flex; what the browser stores, the registry and the clock stay. */
  reload(): void;
  /** Gives the test its own globals back. Opening another desktop does it too. */
  close(): void;
};

const START_MS = Date.UTC(2026, 0, 5, 9);

/** Opens an empty desktop: release plugins in `registry`, then `boot()`. One desktop is open at a time. */
export function openDesktop(options: DesktopOptions = {}): Desktop {
  const { globals, startAt, ...parts } = options;
  const clock = createClock(startAt?.getTime() ?? START_MS, (error) => tellError('', error));
  const published = new Map<string, TestPlugin>();
  const pluginFaults = new Map<string, NetworkFault | CodeFault>();
  const traces = new Map<string, PluginTrace>();
  const exported = new Map<string, Record<string, unknown>>();
  const events: BootEvent[] = [];
  let report: BootReport | undefined;
  let host: FakeHost;

  const network = createFakeNetwork((url, run) => recordExports(exportsAt(exported, url), run));

  const serve = (plugin: TestPlugin) => {
    const fault = pluginFaults.get(plugin.unique_name);
    const well = { body: textOf(plugin) };
    if (fault && 'code' in fault)
      network.answer(plugin.plugin_url, { body: textOf({ ...plugin, ...fault }) });
    else network.answer(plugin.plugin_url, ...answersWith(fault, well));
  };
  const serveAll = (name: string) => {
    for (const plugin of published.values()) if (plugin.unique_name === name) serve(plugin);
  };

  const runCode = (version: string) => {
    const plugin = published.get(version);
    if (!plugin) throw new Error(`The test knows no plugin ${version}.`);
    const { unique_name: name } = plugin;
    const fault = pluginFaults.get(name);
    const { code = DOES_NOTHING } = fault && 'code' in fault ? fault : plugin;
    const trace: PluginTrace = {};
    traces.set(name, trace);
    if (!isBundle(code)) registerCode(code, { name, version: plugin.version }, trace);
  };

  const page = openPage(clock, { ...globals, [RUN_CODE]: runCode });
  const newHost = () => {
    host = createFakeHost(parts);
    Object.assign(globalThis, { Twilio: { Flex: host.flex } });
    return host;
  };
  host = newHost();
  const registry = createTestRegistry(network, (plugin) => {
    published.set(versionOf(plugin), plugin);
    serve(plugin);
  });

  const startBoot = async (given: Partial<BootstrapOptions> = {}) => {
    report = await bootWith(
      {
        flex: host.flex,
        manager: host.manager,
        registry: { url: registry.url },
        fetch: network.fetch,
        random: () => 0,
        onEvent: (event) => events.push(event),
        ...given,
      },
      network,
    );
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
    boot: (given) => clock.runUntil(startBoot(given)),
    outcomeOf: (name) => outcomeOf(report, name, traces.get(name)),
    rendered: (component, props) => host.contentOf(component, props),
    exportsOf: (name) => {
      const plugin = [...published.values()].filter((it) => it.unique_name === name).at(-1);
      return exportsAt(exported, plugin?.plugin_url ?? '');
    },
    instanceOf: (name) => traces.get(name)?.instance,
    injectFault: (name, fault) => {
      pluginFaults.set(name, fault);
      serveAll(name);
      return () => {
        pluginFaults.delete(name);
        serveAll(name);
      };
    },
    reload: () => {
      page.reload();
      traces.clear();
      exported.clear();
      report = undefined;
      newHost();
    },
    close: () => page.close(),
  };
}

/** The name under which the text of a bundle finds the code that a test gave for it. */
const RUN_CODE = 'plugboardTestBundle';
const DOES_NOTHING = () => undefined;

function textOf(plugin: TestPlugin): string {
  const { code } = plugin;
  if (code && isBundle(code)) return code.bundle;
  return `${RUN_CODE}(${JSON.stringify(versionOf(plugin))});`;
}

function versionOf({ unique_name, version }: TestPlugin): string {
  return `${unique_name}@${version}`;
}

function exportsAt(
  exported: Map<string, Record<string, unknown>>,
  url: string,
): Record<string, unknown> {
  const record = exported.get(url) ?? {};
  exported.set(url, record);
  return record;
}

function outcomeOf(
  report: BootReport | undefined,
  name: string,
  trace: PluginTrace | undefined,
): PluginOutcome {
  const outcome = report?.outcomes.find(({ plugin }) => plugin === name);
  if (!report || !outcome) throw new Error(`No boot of this desktop knows ${name}.`);
  const { failure } = outcome;
  if (!failure) return outcome;
  const thrown = trace && 'thrown' in trace ? { cause: trace.thrown } : {};
  const code = failure.code as ErrorCode;
  return {
    ...outcome,
    error: { ...failure, code, explanation: explain(report, name), ...thrown },
  };
}

/** The format that a manifest should name for this code. */
export function formatOf(code: TestPlugin['code']): 'flex' | 'system' {
  if (!code) return 'flex';
  if (isBundle(code)) return /^\s*System\.register\(/.test(code.bundle) ? 'system' : 'flex';
  return isModule(code) ? 'system' : 'flex';
}

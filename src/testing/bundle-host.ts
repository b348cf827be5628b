// The host of the plugins' bundles: serves what a test gave as a plugin's code, with the faults it ordered.
import type { TestPlugin } from './builders.ts';
import { recordExports } from './export-record.ts';
import { createFakeNetwork, type FakeNetwork } from './fake-network.ts';
import { answersWith, type CodeFault, type NetworkFault } from './faults.ts';
import { isBundle, type PluginTrace, registerCode } from './plugin-code.ts';

export type BundleHost = {
  readonly network: FakeNetwork;
  /** Functions that the bundles call, to be put on the page. */
  readonly globals: Readonly<Record<string, unknown>>;
  publish(plugin: TestPlugin): void;
  injectFault(name: string, fault: NetworkFault | CodeFault): () => void;
  traceOf(name: string): PluginTrace | undefined;
  exportsOf(name: string): Readonly<Record<string, unknown>>;
  /** False when no code of the test's own can be waiting for anything: faults only pretend to. */
  isAtWork(): boolean;
  /** Forgets what the plugins of the last page did. */
  forget(): void;
};

/** The name under which the text of a bundle finds the code that a test gave for it. */
const RUN_CODE = 'plugboardTestBundle';
const DOES_NOTHING = () => undefined;

export function createBundleHost(): BundleHost {
  const published = new Map<string, TestPlugin>();
  const faults = new Map<string, NetworkFault | CodeFault>();
  const traces = new Map<string, PluginTrace>();
  const exported = new Map<string, Record<string, unknown>>();
  /** Of a bundle's text nobody knows when its init() is over. */
  const texts = new Set<string>();

  const network = createFakeNetwork((url, run) => {
    const plugin = [...published.values()].find(({ plugin_url }) => plugin_url === url);
    const record: Record<string, unknown> = {};
    if (plugin) exported.set(plugin.unique_name, record);
    if (plugin?.code && isBundle(plugin.code)) texts.add(plugin.unique_name);
    recordExports(record, run);
  });

  /** The plugin with what a fault has it do instead. */
  const asItRuns = (plugin: TestPlugin): TestPlugin => {
    const fault = faults.get(plugin.unique_name);
    return fault && 'code' in fault ? { ...plugin, code: fault.code } : plugin;
  };
  const serve = (plugin: TestPlugin) => {
    const fault = faults.get(plugin.unique_name);
    const networkFault = fault && 'answer' in fault ? fault : undefined;
    const well = { body: textOf(asItRuns(plugin)) };
    network.answer(plugin.plugin_url, ...answersWith(networkFault, well));
  };
  const serveAll = (name: string) => {
    for (const plugin of published.values()) if (plugin.unique_name === name) serve(plugin);
  };

  const runCode = (key: string) => {
    const plugin = published.get(key);
    if (!plugin) throw new Error(`The test has published no ${key}.`);
    const { unique_name: name, version, code = DOES_NOTHING } = asItRuns(plugin);
    const trace: PluginTrace = {};
    traces.set(name, trace);
    if (!isBundle(code)) registerCode(code, { name, version }, trace);
  };

  return {
    network,
    globals: { [RUN_CODE]: runCode },
    publish: (plugin) => {
      published.set(keyOf(plugin), plugin);
      serve(plugin);
    },
    injectFault: (name, fault) => {
      faults.set(name, fault);
      serveAll(name);
      return () => {
        faults.delete(name);
        serveAll(name);
      };
    },
    traceOf: (name) => traces.get(name),
    exportsOf: (name) => exported.get(name) ?? {},
    isAtWork: () => {
      const traced = [...traces].filter(([, { isAtWork }]) => isAtWork).map(([name]) => name);
      return [...texts, ...traced].some((name) => !faults.has(name));
    },
    forget: () => {
      traces.clear();
      texts.clear();
      exported.clear();
    },
  };
}

function textOf(plugin: TestPlugin): string {
  const { code } = plugin;
  if (code && isBundle(code)) return code.bundle;
  return `${RUN_CODE}(${JSON.stringify(keyOf(plugin))});`;
}

function keyOf({ unique_name, version }: TestPlugin): string {
  return `${unique_name}@${version}`;
}

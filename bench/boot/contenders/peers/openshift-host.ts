// The host application of the OpenShift SDK: manifests from the registry, loaded by the store, activated in order.
import { consoleLogger, PluginStore } from '@openshift/dynamic-plugin-sdk';
import { fetchList } from './fetch-list.ts';
import { runInOrder } from './run-in-order.ts';

export type ListedManifest = {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
};

type CodeRef = () => Promise<() => void>;

async function boot(): Promise<void> {
  const listed = fetchList<readonly ListedManifest[]>();
  // Each plugin that waits says so for each plugin that comes; its changelog leaves this to the host.
  consoleLogger.info = () => undefined;
  const store = new PluginStore();
  const loads = (await listed).map((manifest) => ({
    name: manifest.name,
    dependencies: Object.keys(manifest.dependencies ?? {}),
    loaded: store.loadPlugin(manifest),
  }));
  await runInOrder(loads, async ({ name, loaded }) => {
    await loaded;
    await activate(store, name);
  });
}

async function activate(store: PluginStore, plugin: string): Promise<void> {
  for (const { pluginName, type, properties } of store.getExtensions()) {
    if (pluginName !== plugin || type !== 'bench.plugin/init') continue;
    const init = await (properties['init'] as CodeRef)();
    init();
  }
}

boot().catch(reportError);

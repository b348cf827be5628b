// The consumer of Module Federation: remotes and their snapshots from the registry, all preloaded, started in order.
import { createInstance } from '@module-federation/runtime';
import { fetchList } from './fetch-list.ts';
import { runInOrder } from './run-in-order.ts';

export type ListedRemote = {
  readonly name: string;
  readonly version: string;
  readonly dependencies: readonly string[];
  /** What the runtime would else have to compute from the remote's mf-manifest.json. */
  readonly snapshot: unknown;
};

const snapshots = new Map<string, unknown>();

async function boot(): Promise<void> {
  const listed = fetchList<readonly ListedRemote[]>();
  const federation = createInstance({
    name: 'desktop',
    remotes: [],
    plugins: [
      {
        name: 'snapshots-of-the-release',
        loadSnapshot: (args) => ({ ...args, remoteSnapshot: snapshots.get(args.moduleInfo.name) }),
      },
    ],
  });

  const remotes = await listed;
  for (const { name, snapshot } of remotes) snapshots.set(name, snapshot);
  federation.registerRemotes(remotes.map(({ name, version }) => ({ name, version })));
  const preloaded = federation.preloadRemote(remotes.map(({ name }) => ({ nameOrAlias: name })));
  const started = runInOrder(remotes, async ({ name }) => {
    const plugin = await federation.loadRemote<{ init(): void }>(`${name}/plugin`);
    if (!plugin) throw new Error(`${name} exposes nothing.`);
    plugin.init();
  });
  await Promise.all([preloaded, started]);
}

boot().catch(reportError);

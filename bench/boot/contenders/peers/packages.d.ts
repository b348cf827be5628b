// The parts of the peers' packages that their hosts call; the packages themselves are installed only for a measurement.

declare module 'single-spa' {
  export function registerApplication(application: {
    name: string;
    app: () => Promise<unknown>;
    activeWhen: string;
  }): void;
  export function start(): void;
}

declare module '@module-federation/runtime' {
  type SnapshotArguments = { readonly moduleInfo: { readonly name: string } };

  export function createInstance(options: {
    name: string;
    remotes: readonly { name: string; version: string }[];
    plugins: readonly {
      name: string;
      loadSnapshot(args: SnapshotArguments): SnapshotArguments & { remoteSnapshot: unknown };
    }[];
  }): {
    registerRemotes(remotes: readonly { name: string; version: string }[]): void;
    preloadRemote(options: readonly { nameOrAlias: string }[]): Promise<void>;
    loadRemote<Module>(id: string): Promise<Module | null>;
  };
}

declare module '@openshift/dynamic-plugin-sdk' {
  export const consoleLogger: { info: (...args: unknown[]) => void };

  export class PluginStore {
    loadPlugin(manifest: object): Promise<void>;
    getExtensions(): readonly {
      readonly pluginName: string;
      readonly type: string;
      readonly properties: Readonly<Record<string, unknown>>;
    }[];
  }
}

declare module 'piral-base' {
  type Events = Readonly<Record<'on' | 'once' | 'off' | 'emit', unknown>>;

  export function createListener(): Events;
  export function initializeApi(target: object, events: Events): object;
  export function standardStrategy(options: object, done: () => void): PromiseLike<void>;
  export function startLoadingPilets(options: {
    createApi: (target: object) => object;
    fetchPilets: () => Promise<readonly object[]>;
    strategy: typeof standardStrategy;
  }): { connect(notify: (error: Error | undefined) => void): void };
}

// A Flex namespace and Manager that are good enough to init a plugin, without Flex UI.

export type FakeFlex = {
  readonly VERSION: string;
  readonly Plugins: { init: (pluginClass: unknown) => unknown };
  readonly Actions: FakeActions;
  /** Any component of Flex UI: `flex.MainHeader.Content.add(element, props)`. */
  readonly [component: string]: unknown;
};

type FakeActions = {
  addListener(event: string, listener: (payload: unknown) => unknown): void;
  invokeAction(action: string, payload?: unknown): Promise<void>;
};

export type FakeHost = {
  readonly flex: FakeFlex;
  readonly manager: { readonly strings: Record<string, string>; readonly [key: string]: unknown };
  /** What plugins have added to each component's content, in order: `MainHeader`, `AgentDesktopView.Panel1`. */
  contentOf(component: string): readonly unknown[];
  /** Classes that reached Flex's own `Plugins.init`, that is: not through Plugboard. */
  readonly strayPlugins: readonly unknown[];
};

/** Components are made when they are first mentioned, so that every plugin finds its own. */
export function createFakeHost(): FakeHost {
  const added = new Map<string, unknown[]>();
  const strayPlugins: unknown[] = [];
  const listeners = new Map<string, ((payload: unknown) => unknown)[]>();

  const component = (path: string): object =>
    new Proxy<Record<string, unknown>>(
      {
        Content: {
          add: (element: unknown) => {
            added.set(path, [...(added.get(path) ?? []), element]);
          },
          remove: (key: string) => {
            const kept = (added.get(path) ?? []).filter((it) => keyOf(it) !== key);
            added.set(path, kept);
          },
        },
      },
      { get: (target, name) => target[String(name)] ?? component(`${path}.${String(name)}`) },
    );

  const known: Record<string, unknown> = {
    VERSION: '2.17.1',
    Plugins: { init: (pluginClass: unknown) => strayPlugins.push(pluginClass) },
    Actions: {
      addListener: (event: string, listener: (payload: unknown) => unknown) => {
        listeners.set(event, [...(listeners.get(event) ?? []), listener]);
      },
      invokeAction: async (action: string, payload?: unknown) => {
        for (const when of [`before${action}`, action, `after${action}`]) {
          for (const listener of listeners.get(when) ?? []) await listener(payload);
        }
      },
    } satisfies FakeActions,
  };
  const flex = new Proxy(known, {
    get: (target, name) => {
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return (target[name] ??= component(name));
    },
  });
  return {
    flex: flex as FakeFlex,
    manager: { strings: {}, store: {}, user: { identity: 'agent', roles: ['agent'] } },
    contentOf: (path) => added.get(path) ?? [],
    strayPlugins,
  };
}

function keyOf(element: unknown): unknown {
  return typeof element === 'object' && element !== null && 'key' in element
    ? element.key
    : undefined;
}

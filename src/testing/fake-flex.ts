// A Flex namespace and Manager that are good enough to init a plugin, without Flex UI.
import { createActions, type FakeActions, type InvokedAction } from './flex/actions.ts';
import type { FakeComponents } from './flex/components.ts';
import { type ContentStores, createContentStores } from './flex/content.ts';
import { createManager, type FakeManager } from './flex/manager.ts';
import { FakeNotifications, NOTIFICATION_TYPES } from './flex/notifications.ts';

/**
 * The Flex namespace: Actions, Notifications, and any component by its name, as far as docs/testing.md says.
 * `flex.MainHeader.Content.add(element, options)`
 */
export type FakeFlex = FakeComponents & {
  readonly VERSION: string;
  readonly Plugins: { init: (pluginClass: unknown) => unknown };
  readonly Actions: FakeActions;
  readonly Notifications: FakeNotifications;
  readonly NotificationType: typeof NOTIFICATION_TYPES;
  readonly Manager: { readonly getInstance: () => FakeManager };
  readonly [part: string]: unknown;
};

/** What a test puts into the fakes: values, or whole parts that Flex UI has and they have not. */
export type FakeHostParts = {
  /** Parts of the Flex namespace that replace the fake's own or that it does not have. */
  readonly flex?: Readonly<Record<string, unknown>>;
  /** The same for the Manager. */
  readonly manager?: Readonly<Record<string, unknown>>;
};

/** A Flex namespace with its Manager, and what plugins have done to them. */
export type FakeHost = {
  readonly flex: FakeFlex;
  readonly manager: FakeManager;
  /**
   * What an agent would see in a component, by Flex's rules of sortOrder, align, `if`, replace and remove:
   * `MainHeader`, `AgentDesktopView.Panel1`. What Flex itself shows there is no part of it.
   */
  contentOf(component: string, props?: unknown): readonly unknown[];
  /** Every action that was invoked, in order. */
  readonly invokedActions: readonly InvokedAction[];
  /** Classes that reached Flex's own `Plugins.init`, that is: not through Plugboard. */
  readonly strayPlugins: readonly unknown[];
};

/** Components are made when they are first mentioned, so that every plugin finds its own. */
export function createFakeHost(parts: FakeHostParts = {}): FakeHost {
  const contents = createContentStores();
  const strayPlugins: unknown[] = [];
  const invokedActions: InvokedAction[] = [];
  const manager = createManager(parts.manager);
  const flex: Record<string, unknown> = {
    VERSION: '2.17.1',
    Plugins: { init: (pluginClass: unknown) => strayPlugins.push(pluginClass) },
    // Flex logs what a listener throws and carries the action out all the same.
    Actions: createActions(invokedActions, (event, error) =>
      console.error(`A listener of ${event} failed:`, error),
    ),
    Notifications: new FakeNotifications(),
    NotificationType: NOTIFICATION_TYPES,
    Manager: { getInstance: () => manager },
    ...parts.flex,
  };
  return {
    flex: withComponents(flex, '', contents) as FakeFlex,
    manager,
    contentOf: (component, props) => contents.rendered(component, props),
    invokedActions,
    strayPlugins,
  };
}

/** Only capitalised names are components: anything else that looks in, a promise or a printer, finds nothing. */
function withComponents(target: object, path: string, contents: ContentStores): object {
  return new Proxy(target, {
    get: (parts: Record<string, unknown>, name) => {
      if (typeof name === 'symbol' || Reflect.has(parts, name) || !/^[A-Z]/.test(name))
        return Reflect.get(parts, name) as unknown;
      const part = createComponent(path === '' ? name : `${path}.${name}`, contents);
      parts[name] = part;
      return part;
    },
  });
}

/** A component may also stand in JSX, where it shows its children. */
function createComponent(path: string, contents: ContentStores): object {
  const component = ({ children = null }: { children?: unknown }) => children;
  const parts = { displayName: path, Content: contents.of(path), defaultProps: {} };
  return withComponents(Object.assign(component, parts), path, contents);
}

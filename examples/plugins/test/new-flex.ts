// A stand-in for the flex object and the manager, for plugins that run outside Flex UI.
import type * as React from 'react';

type Element = React.ReactElement;
export type PluginClass = new () => { init(flex: unknown, manager: unknown): unknown };
type Listener = (payload?: unknown) => void;

/** The parts of Flex UI that the plugins touch, each keeping what was given to it. */
export function newFlex() {
  const shown = new Map<string, Element>();
  const listeners = new Map<string, Listener>();
  const content = (place: string) => {
    const keep = (element: Element) => void shown.set(place, element);
    return { Content: { add: keep, replace: keep } };
  };
  const addListener = (event: string, listener: Listener) => void listeners.set(event, listener);
  const registered: PluginClass[] = [];
  const flex = {
    AgentDesktopView: { Panel1: content('panel') },
    CRMContainer: content('crm'),
    MainHeader: content('header'),
    Actions: { addListener },
    Plugins: { init: (plugin: PluginClass) => void registered.push(plugin) },
  };
  return { flex, manager: { events: { addListener } }, shown, listeners, registered };
}

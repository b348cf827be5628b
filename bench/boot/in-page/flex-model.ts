// A model of the plugin service of Flex UI 2.17.1, written after what its bundle does and what was measured of it:
// one script element for each entry of the list, all at once; init() in the order of the list, one after another,
// phase by phase; ten seconds from when the last script has come; no dependencies.

type State = 'not started' | 'loaded' | 'initialising' | 'initialised' | 'failed';
type Entry = { readonly name: string; readonly src: string; readonly phase?: number };
type FlexPlugin = Entry & { readonly phase: number; readonly uuid: string; state: State };
type PluginClass = new () => { init(flex: unknown, manager: unknown): unknown };

const DEFAULT_PHASE = 3;
const INITIALIZATION_TIMEOUT_MS = 10_000;

let plugins: FlexPlugin[] = [];
let phase = 0;
let waiting: (() => void)[] = [];
let allInitialised = () => {};

const Plugins = {
  init: (pluginClass: PluginClass): void => {
    const uuid = document.currentScript?.getAttribute('uuid');
    const plugin = plugins.find((it) => it.uuid === uuid);
    if (!plugin) return;
    settle(plugin, 'loaded');
    const tryInit = () => {
      if (!mayInit(plugin)) return;
      waiting = waiting.filter((it) => it !== tryInit);
      void startPlugin(plugin, pluginClass);
    };
    waiting.push(tryInit);
    tryInit();
  },
};
const flex = { VERSION: '2.17.1', Plugins };

function settle(plugin: FlexPlugin, state: State): void {
  plugin.state = state;
  if (state === 'initialised' || state === 'failed') wakeAll();
}

function wakeAll(): void {
  for (const tryInit of waiting) tryInit();
}

function mayInit(plugin: FlexPlugin): boolean {
  const own = plugins.filter((it) => it.phase === phase);
  if (!own.some(({ state }) => state === 'not started' || state === 'loaded')) {
    phase++;
    wakeAll();
    return false;
  }
  if (plugin.phase !== phase || plugin.state !== 'loaded') return false;
  const before = own.slice(0, own.indexOf(plugin));
  return before.every(({ state }) => state === 'initialised' || state === 'failed');
}

async function startPlugin(plugin: FlexPlugin, pluginClass: PluginClass): Promise<void> {
  settle(plugin, 'initialising');
  const instance = new pluginClass();
  try {
    await instance.init(flex, {});
    settle(plugin, 'initialised');
    const isOver = ({ state }: FlexPlugin) => state === 'initialised' || state === 'failed';
    if (plugins.every(isOver)) allInitialised();
  } catch {
    // As Flex UI: told to its error manager, and the next plugin goes on.
    settle(plugin, 'failed');
  }
}

function loadScript(plugin: FlexPlugin): Promise<void> {
  return new Promise((resolve) => {
    const script = document.createElement('script');
    script.setAttribute('uuid', plugin.uuid);
    script.src = plugin.src;
    script.async = true;
    script.addEventListener('load', () => resolve());
    script.addEventListener('error', () => {
      settle(plugin, 'failed');
      resolve();
    });
    document.body.append(script);
  });
}

async function loadPlugins(url: string): Promise<void> {
  const headers = { 'X-Flex-JWE': 'token', 'X-Flex-Version': flex.VERSION };
  const response = await fetch(url, { headers, credentials: 'include' });
  if (!response.ok) throw new Error(`Failed to reach plugin service: ${response.status}`);
  const entries = (await response.json()) as readonly Entry[];
  plugins = entries.map((entry) => ({
    phase: DEFAULT_PHASE,
    ...entry,
    uuid: crypto.randomUUID(),
    state: 'not started',
  }));
  const initialised = new Promise<void>((resolve) => {
    allInitialised = resolve;
  });
  await Promise.all(plugins.map(loadScript));
  const timeout = new Promise<void>((resolve) => {
    setTimeout(resolve, INITIALIZATION_TIMEOUT_MS);
  });
  await Promise.race([initialised, timeout]);
}

Object.assign(globalThis, { Twilio: { Flex: flex } });
loadPlugins(document.currentScript?.dataset['list'] ?? '/plugins').catch(reportError);

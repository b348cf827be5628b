// A plugin as a test has it at hand: a class, an object, a function, a module or the text of a bundle.
import { replaceGlobals } from './page/replace-globals.ts';

/** What runs under the loader as a plugin. Types of Flex UI stand in `init` as the plugin's author wrote them. */
export type PluginClass = new () => { init(flex: never, manager: never): unknown };
/** An arrow function that does what `init` would; a `function` would be taken for a class. */
export type PluginInit = (flex: never, manager: never) => unknown;
/** A module in Plugboard's own format, `import * as plugin from './src'`: other exports serve its dependents. */
export type PluginModule = { readonly default: PluginClass; readonly [name: string]: unknown };
/** A built bundle of either format, as its text. */
export type PluginBundle = { readonly bundle: string };

/** A plugin as a test has it at hand; docs/testing.md has a table of these. */
export type PluginCode =
  | PluginClass
  | PluginInit
  | PluginModule
  | PluginBundle
  | { init(flex: never, manager: never): unknown };

/** What the code of one plugin did in a boot. */
export type PluginTrace = { instance?: unknown; thrown?: unknown; isAtWork?: boolean };

type Plugin = { init?: (flex: unknown, manager: unknown) => unknown };
type Page = {
  Twilio: { Flex: { Plugins: { init(pluginClass: unknown): void } } };
  System: { register(dependencies: string[], declare: (set: SetExport) => object): void };
};
type SetExport = (name: string, value: unknown) => void;

export function isBundle(code: PluginCode): code is PluginBundle {
  return 'bundle' in code && typeof code.bundle === 'string';
}

export function isModule(code: PluginCode): code is PluginModule {
  return typeof code === 'object' && 'default' in code;
}

/** Hands the plugin over as its bundle would, by the call that its format makes. */
export function registerCode(
  code: Exclude<PluginCode, PluginBundle>,
  facts: { readonly name: string; readonly version: string },
  trace: PluginTrace,
): void {
  const page = globalThis as unknown as Page;
  const traced = (made: unknown) => tracedClass(made, facts, trace);
  if (!isModule(code)) {
    page.Twilio.Flex.Plugins.init(traced(code));
    return;
  }
  page.System.register([], (set) => ({
    execute: () => {
      for (const [name, value] of Object.entries(code))
        set(name, name === 'default' ? traced(value) : value);
    },
  }));
}

/** A class that makes the plugin and notes what becomes of it; what is no plugin stays what it is. */
function tracedClass(
  code: unknown,
  facts: { readonly name: string; readonly version: string },
  trace: PluginTrace,
): unknown {
  const make = makerOf(code);
  if (!make) return code;
  const noting = (error: unknown): never => {
    trace.thrown = error;
    throw error;
  };
  return function TracedPlugin(): Plugin {
    let plugin: Plugin;
    try {
      plugin = withBuilderConstants(facts, make);
    } catch (error) {
      return noting(error);
    }
    trace.instance = plugin;
    if (typeof plugin?.init !== 'function') return plugin;
    return {
      init: async (flex, manager) => {
        trace.isAtWork = true;
        try {
          await plugin.init?.(flex, manager);
        } catch (error) {
          noting(error);
        } finally {
          trace.isAtWork = false;
        }
      },
    };
  };
}

function makerOf(code: unknown): (() => Plugin) | undefined {
  if (typeof code === 'object' && code !== null) return () => code;
  if (typeof code !== 'function') return undefined;
  // Only what has a prototype can be made with `new`.
  if (code.prototype !== undefined) return () => new (code as new () => Plugin)();
  return () => ({ init: code as NonNullable<Plugin['init']> });
}

/**
 * The base class of @twilio/flex-plugin reads constants that flex-plugin-builder would have put in.
 * Source: @twilio/flex-plugin 7.1.2.
 */
function withBuilderConstants<T>(
  { name, version }: { readonly name: string; readonly version: string },
  work: () => T,
): T {
  const constants = {
    __FPB_PLUGIN_UNIQUE_NAME: name,
    __FPB_PLUGIN_VERSION: version,
    __FPB_FLEX_PLUGIN_SCRIPTS_VERSION: '7.1.2',
    __FPB_FLEX_PLUGIN_VERSION: '7.1.2',
    __FPB_FLEX_UI_VERSION: '2.17.1',
    __FPB_REACT_VERSION: '17.0.2',
    __FPB_REACT_DOM_VERSION: '17.0.2',
  };
  const putBack = replaceGlobals(constants);
  try {
    return work();
  } finally {
    putBack();
  }
}

/** The format that a manifest should name for this code. */
export function formatOf(code: PluginCode): 'flex' | 'system' {
  if (isBundle(code)) return /^\s*System\.register\(/.test(code.bundle) ? 'system' : 'flex';
  return isModule(code) ? 'system' : 'flex';
}

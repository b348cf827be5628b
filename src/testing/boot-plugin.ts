// Boots one plugin on a desktop of its own: what most tests of a plugin need.
import type { BootReport, PluginPolicy } from '../domain/index.ts';
import type { BootstrapOptions } from '../loader/options.ts';
import { aPlugin, type TestPlugin } from './builders.ts';
import type { CodeFault, NetworkFault } from './faults.ts';
import { type Desktop, type DesktopOptions, openDesktop } from './open-desktop.ts';
import { formatOf, type PluginCode } from './plugin-code.ts';
import type { PluginOutcome } from './plugin-outcome.ts';

/** All optional: what the plugin's package.json says of it, and what the desktop is like. */
export type BootPluginOptions = DesktopOptions & {
  /** The plugin's unique name. Default `plugin-under-test`. */
  readonly name?: string;
  /** Default 1.0.0. */
  readonly version?: string;
  /** Range by unique name, as in the block `flexPlugin` of its package.json. Default none. */
  readonly dependencies?: Readonly<Record<string, string>>;
  /** Range by unique name, as `dependencies`. Default none. */
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  /** Range by engine: `@twilio/flex-ui` runs as 2.17.1, `react` as what `globals` has. Default none. */
  readonly engines?: Readonly<Record<string, string>>;
  /** Default `normal`. */
  readonly policy?: PluginPolicy;
  /** The other plugins of the release, made with `aPlugin()`. Default none. */
  readonly plugins?: readonly TestPlugin[];
  /** What is wrong with the plugin under test. */
  readonly fault?: NetworkFault | CodeFault;
  /** Called with the desktop before it boots, to add listeners, faults, answers. */
  readonly before?: (desktop: Desktop) => void;
  /** Options of bootstrap(), `timeouts` for example. */
  readonly bootstrap?: Partial<BootstrapOptions>;
};

/** The desktop after its boot. `outcome` is of the plugin under test, `report` of the whole boot. */
export type BootedPlugin = Omit<Desktop, 'report'> & {
  readonly outcome: PluginOutcome;
  readonly report: BootReport;
  /** What `new` made of the plugin's class; undefined for a bundle's text. */
  readonly instance: unknown;
};

/**
 * Releases the plugin in a registry in memory, opens a desktop and boots it with the real loader. Resolves
 * when the boot has settled; a plugin that fails, hangs or is refused is told in `outcome`, never thrown.
 * From then on time stands still until `clock.advance(ms)`. Call `close()` after the test; a further
 * bootPlugin() closes the desktop before it.
 */
export async function bootPlugin(
  code: PluginCode,
  options: BootPluginOptions = {},
): Promise<BootedPlugin> {
  const { name = 'plugin-under-test', plugins = [], fault, before, bootstrap } = options;
  const desktop = openDesktop(options);
  desktop.registry.release([...plugins, pluginUnderTest(code, name, options)]);
  if (fault) desktop.injectFault(name, fault);
  before?.(desktop);
  const report = await desktop.boot(bootstrap);
  return Object.defineProperties({} as BootedPlugin, {
    ...Object.getOwnPropertyDescriptors(desktop),
    ...Object.getOwnPropertyDescriptors({
      report,
      outcome: desktop.outcomeOf(name),
      instance: desktop.instanceOf(name),
    }),
  });
}

function pluginUnderTest(code: PluginCode, name: string, options: BootPluginOptions): TestPlugin {
  const { version, dependencies, optionalDependencies, engines, policy } = options;
  return aPlugin(name, {
    code,
    format: formatOf(code),
    ...(version && { version }),
    ...(policy && { policy }),
    ...(engines && { engines: { ...engines } }),
    ...(dependencies && { dependencies: { ...dependencies } }),
    ...(optionalDependencies && { optional_dependencies: { ...optionalDependencies } }),
  });
}

// One plugin from bytes to running: evaluate its bundle, construct it, init it, each within its time.

import type { ManifestPlugin } from '../domain/index.ts';
import { type BootStage, PlugboardError, reasonOf } from '../domain/index.ts';
import { asPlugboardError, type Boot } from './boot.ts';
import type { CrashGuard } from './crash-guard.ts';
import { withDeadline } from './deadline.ts';
import type { Bundle } from './download-bundle.ts';
import type { ModuleSystem } from './module-system.ts';

export type PluginInstance = { init(flex: unknown, manager: unknown): unknown };
export type PluginClass = new () => PluginInstance;

/** A failure of one plugin together with the stage that it happened in. */
export class StageFailure extends Error {
  readonly stage: BootStage;
  readonly failure: PlugboardError;

  constructor(stage: BootStage, failure: PlugboardError) {
    super(failure.message, { cause: failure });
    this.stage = stage;
    this.failure = failure;
  }
}

/** Runs one stage; whatever it throws comes out as a StageFailure of that stage. */
export async function inStage<T>(stage: BootStage, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new StageFailure(stage, asPlugboardError(error));
  }
}

export async function evaluate(
  plugin: ManifestPlugin,
  bundle: Bundle,
  modules: ModuleSystem,
  boot: Boot,
  guard: CrashGuard,
): Promise<PluginClass> {
  const { evaluateMs: timeoutMs } = boot.settings.timeouts;
  const { uniqueName } = plugin;
  const leave = guard.enter(plugin);
  const timeout = () => {
    modules.close(plugin);
    return new PlugboardError('evaluate-timeout', { plugin: uniqueName, timeoutMs });
  };
  try {
    const namespace = await withDeadline(modules.importPlugin(plugin, bundle), timeoutMs, timeout);
    return pluginClassOf(uniqueName, namespace);
  } finally {
    leave();
  }
}

export async function init(
  plugin: ManifestPlugin,
  pluginClass: PluginClass,
  boot: Boot,
  guard: CrashGuard,
): Promise<void> {
  const { initMs: timeoutMs } = boot.settings.timeouts;
  const { uniqueName } = plugin;
  // What freezes the page may run long after init() first waited, so the breadcrumb stays until it is done.
  const leave = guard.enter(plugin);
  const timeout = () => new PlugboardError('init-timeout', { plugin: uniqueName, timeoutMs });
  const start = async () => startInit(uniqueName, construct(uniqueName, pluginClass), boot);
  try {
    await withDeadline(start(), timeoutMs, timeout);
  } finally {
    leave();
  }
}

function pluginClassOf(plugin: string, namespace: Record<string, unknown>): PluginClass {
  const candidate = namespace['default'];
  if (typeof candidate === 'function') return candidate as PluginClass;
  const reason = `its default export is ${candidate === undefined ? 'missing' : 'no class'}`;
  throw new PlugboardError('plugin-shape', { plugin, reason });
}

function construct(plugin: string, pluginClass: PluginClass): PluginInstance {
  let instance: PluginInstance;
  try {
    instance = new pluginClass();
  } catch (cause) {
    throw new PlugboardError('constructor-threw', { plugin, reason: reasonOf(cause) }, { cause });
  }
  if (typeof instance?.init === 'function') return instance;
  throw new PlugboardError('plugin-shape', { plugin, reason: 'it has no init method' });
}

async function startInit(plugin: string, instance: PluginInstance, boot: Boot): Promise<void> {
  const { flex, manager } = boot.settings;
  try {
    await instance.init(flex, manager);
  } catch (cause) {
    throw new PlugboardError('init-threw', { plugin, reason: reasonOf(cause) }, { cause });
  }
}

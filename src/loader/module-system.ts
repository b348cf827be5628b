// Loads the bundles of one plan with SystemJS. It resolves nothing that is not in the plan: a plugin's own
// bundle and its chunks, the plugins it declares, and what the host shares.
import { type ManifestPlugin, PlugboardError, reasonOf } from '../domain/index.ts';
import type { Bundle } from './download-bundle.ts';
import type { PageSeams } from './page-seams.ts';
import type { ScriptCalls, ScriptListener } from './script-calls.ts';
import { createSystem, type Registration, type SystemInstance } from './system-js.ts';

export type ModuleSystem = {
  /** Evaluates a bundle; its plugin class is the `default` of what comes back. Rejects with a PlugboardError. */
  importPlugin(plugin: ManifestPlugin, bundle: Bundle): Promise<Record<string, unknown>>;
  /** After this nothing of the plugin is executed any more, even if its script still arrives. */
  close(plugin: ManifestPlugin): void;
};

type Module = { readonly owner: ManifestPlugin; readonly bundle: Bundle };

const SHARED = 'plugboard-shared:';

export function createModuleSystem(
  seams: PageSeams,
  scripts: ScriptListener,
  shared: Readonly<Record<string, unknown>>,
  onBundle: (plugin: ManifestPlugin, bundle: Bundle) => void,
): ModuleSystem {
  const system = createSystem();
  const modules = new Map<string, Module>();
  const pluginUrls = new Map<string, string>();
  const closed = new Set<string>();

  const assertOpen = ({ uniqueName: plugin }: ManifestPlugin) => {
    if (closed.has(plugin)) throw new PlugboardError('plugin-registered-late', { plugin });
  };

  // Import maps of the page neither repoint our modules nor hold up our imports.
  system.prepareImport = () => undefined;

  system.resolve = (id, parentUrl) => {
    if (modules.has(id)) return id;
    const parent = parentUrl === undefined ? undefined : modules.get(parentUrl);
    if (!parent || parentUrl === undefined) throw new Error(`Plugboard does not know ${id}`);
    return resolveFor(parent, id, parentUrl);
  };

  system.instantiate = async (url) => {
    if (url.startsWith(SHARED)) return sharedRegistration(shared[url.slice(SHARED.length)]);
    const module = modules.get(url);
    if (!module) throw new Error(`Plugboard does not know ${url}`);
    const { owner } = module;
    try {
      assertOpen(owner);
      const calls = await runBundle(owner.uniqueName, module.bundle, seams, scripts);
      assertOpen(owner);
      return toRegistration(calls, owner);
    } catch (error) {
      if (url === pluginUrls.get(owner.uniqueName)) throw error;
      // SystemJS leaves one promise of a chunk that cannot be had unhandled; thrown when the chunk is
      // executed, the error reaches its plugin and nobody else.
      return failing(error);
    }
  };

  function resolveFor({ owner, bundle }: Module, id: string, parentUrl: string): string {
    if (/^\.{0,2}\//.test(id)) {
      const url = new URL(id, parentUrl).href;
      // A chunk has no integrity of its own, so it must at least come from where its bundle came from.
      if (new URL(url).origin === new URL(bundle.url).origin) {
        const { integrity: _, part: __, ...chunk } = bundle;
        modules.set(url, { owner, bundle: { ...chunk, url } });
        return url;
      }
    }
    const declared = { ...owner.optionalDependencies, ...owner.dependencies };
    const dependency = Object.hasOwn(declared, id) ? pluginUrls.get(id) : undefined;
    if (dependency !== undefined) return dependency;
    if (Object.hasOwn(shared, id)) return SHARED + id;
    throw new PlugboardError('bundle-import', { plugin: owner.uniqueName, specifier: id });
  }

  return {
    importPlugin: (plugin, bundle) => {
      modules.set(bundle.url, { owner: plugin, bundle });
      pluginUrls.set(plugin.uniqueName, bundle.url);
      // What it throws until then is the failure of its evaluation, and told as that.
      const watch = () => onBundle(plugin, bundle);
      return importModule(system, bundle.url, plugin).finally(watch);
    },
    close: (plugin) => void closed.add(plugin.uniqueName),
  };
}

async function importModule(
  system: SystemInstance,
  url: string,
  { uniqueName: plugin }: ManifestPlugin,
): Promise<Record<string, unknown>> {
  try {
    return await system.import(url);
  } catch (cause) {
    if (cause instanceof PlugboardError) throw cause;
    throw new PlugboardError('bundle-threw', { plugin, reason: reasonOf(cause) }, { cause });
  }
}

/** Runs a file and returns what it called. Rejects with the code of what went wrong. */
export async function runBundle(
  plugin: string,
  bundle: Bundle,
  seams: PageSeams,
  scripts: ScriptListener,
): Promise<ScriptCalls> {
  // What a part throws reaches importModule() directly.
  if (bundle.part) return scripts.runPart(bundle.part);
  const thrown = catchErrorsOf(bundle.url);
  let script: HTMLScriptElement | undefined;
  let calls: ScriptCalls = {};
  try {
    await seams.runScript(bundle, (element) => {
      script = element;
      calls = scripts.listenTo(element);
    });
  } catch (cause) {
    throw new PlugboardError('bundle-unreachable', { plugin, url: bundle.url }, { cause });
  } finally {
    if (script) scripts.close(script);
    thrown.stop();
    // Kept bytes stay in memory as long as their address does.
    if (bundle.bytes === 'cache') URL.revokeObjectURL(bundle.url);
  }
  if (thrown.error) throw evaluationError(plugin, thrown.error);
  return calls;
}

/** A script that throws still fires `load`; what it threw comes only as an error event of the window. */
function catchErrorsOf(url: string): { readonly error?: ErrorEvent; stop(): void } {
  const caught: { error?: ErrorEvent; stop(): void } = {
    stop: () => globalThis.removeEventListener('error', note),
  };
  function note(event: ErrorEvent): void {
    if (event.filename === url) caught.error ??= event;
  }
  globalThis.addEventListener('error', note);
  return caught;
}

function evaluationError(plugin: string, { error, message }: ErrorEvent): PlugboardError {
  const reason = error === null || error === undefined ? message : reasonOf(error);
  const isSyntax = error instanceof SyntaxError || /SyntaxError/.test(message);
  if (isSyntax && /token '?</.test(reason)) {
    return new PlugboardError('bundle-html', { plugin, status: 200 }, { cause: error });
  }
  const code = isSyntax ? 'bundle-syntax' : 'bundle-threw';
  return new PlugboardError(code, { plugin, reason }, { cause: error });
}

function toRegistration(calls: ScriptCalls, { uniqueName: plugin }: ManifestPlugin): Registration {
  if (calls.registration) return calls.registration;
  if (calls.pluginClass === undefined)
    throw new PlugboardError('plugin-not-registered', { plugin });
  return exporting({ default: calls.pluginClass });
}

function sharedRegistration(library: unknown): Registration {
  const exports = typeof library === 'object' && library !== null ? library : {};
  return exporting({ default: library, ...exports });
}

function failing(error: unknown): Registration {
  const execute = () => {
    throw error;
  };
  return [[], () => ({ execute })];
}

function exporting(exports: object): Registration {
  return [
    [],
    (exportName) => ({
      execute: () => {
        for (const [name, value] of Object.entries(exports)) exportName(name, value);
      },
    }),
  ];
}

// Listens to what bundles call while they are evaluated (System.register, Twilio.Flex.Plugins.init) and
// ties each call to the script that made it. Everything is put back when the boot is over.
import type { FlexNamespace } from './options.ts';
import type { Registration } from './system-js.ts';

/** What one script handed over. */
export type ScriptCalls = {
  registration?: Registration;
  pluginClass?: unknown;
  /** The plugins of a release bundle, each to be run when its turn comes. */
  parts?: Readonly<Record<string, () => void>>;
};

export type ScriptListener = {
  /** From now on, calls made by this script are noted in the returned record. */
  listenTo(script: HTMLScriptElement): ScriptCalls;
  /** Runs a part of a release bundle; calls made meanwhile are its own. */
  runPart(part: () => void): ScriptCalls;
  /** Calls of this script are refused from now on. */
  close(script: HTMLScriptElement): void;
  restore(): void;
};

type PluginsService = { init: (...args: unknown[]) => unknown };
type Global = {
  System?: { register?: unknown };
  Twilio?: { Flex?: unknown };
  plugboardRelease?: unknown;
};

/** `onLate` hears of calls that belong to no script in its time: asynchronous ones and late ones. */
export function listenToScripts(flex: FlexNamespace, onLate: () => void): ScriptListener {
  const calls = new Map<Element, ScriptCalls>();
  const closed = new WeakSet<Element>();
  const restores: (() => void)[] = [];
  let running: ScriptCalls | undefined;

  /** True when the call was ours to take; anything else belongs to the page. */
  const take = (note: (calls: ScriptCalls) => void, isOrphanOurs: boolean): boolean => {
    const script = document.currentScript;
    const open = running ?? (script && calls.get(script));
    if (open) note(open);
    else if ((script && closed.has(script)) || (script === null && isOrphanOurs)) onLate();
    else return false;
    return true;
  };

  const page = globalThis as Global;
  page.System ??= {};
  restores.push(
    replaceMethod(page.System as { register: unknown }, 'register', (original) => (...args) => {
      // The named form, System.register(name, deps, declare), belongs to bundles that hold several modules.
      const taken =
        Array.isArray(args[0]) &&
        take((open) => (open.registration = [args[0], args[1]] as unknown as Registration), false);
      return taken ? undefined : original?.(...args);
    }),
  );
  for (const service of pluginsServices(flex, page)) {
    restores.push(
      replaceMethod(service, 'init', (original) => (...args) => {
        // A second plugin in one bundle has nowhere to go: one plugin version is one plugin.
        const taken = take((open) => (open.pluginClass ??= args[0]), true);
        return taken ? undefined : original?.(...args);
      }),
    );
  }
  restores.push(
    replaceMethod(page as { plugboardRelease: unknown }, 'plugboardRelease', () => (parts) => {
      take((open) => (open.parts = parts as ScriptCalls['parts']), false);
    }),
  );
  return {
    runPart: (part) => {
      const open: ScriptCalls = {};
      running = open;
      try {
        part.call(globalThis);
      } finally {
        running = undefined;
      }
      return open;
    },
    listenTo: (script) => {
      const open: ScriptCalls = {};
      calls.set(script, open);
      return open;
    },
    close: (script) => {
      calls.delete(script);
      closed.add(script);
    },
    restore: () => restores.forEach((restore) => restore()),
  };
}

/** The namespace given to bootstrap() may be another object than the global that bundles call. */
function pluginsServices(flex: FlexNamespace, page: Global): Set<PluginsService> {
  page.Twilio ??= {};
  page.Twilio.Flex ??= flex;
  const candidates = [flex.Plugins, (page.Twilio.Flex as FlexNamespace).Plugins];
  return new Set(candidates.filter((it) => it !== undefined) as unknown as PluginsService[]);
}

type Method = (...args: unknown[]) => unknown;

function replaceMethod<Name extends string>(
  target: Record<Name, unknown>,
  name: Name,
  wrap: (original: Method | undefined) => Method,
): () => void {
  const original = target[name] as Method | undefined;
  const wasOwn = Object.hasOwn(target, name);
  const passOn = original?.bind(target);
  let wrapped: Method | undefined = wrap(passOn);
  const replacement: Method = (...args) => (wrapped ?? passOn)?.(...args);
  target[name] = replacement;
  return () => {
    // Whoever replaced it in the meantime, another boot perhaps, still calls it.
    wrapped = undefined;
    if (target[name] !== replacement) return;
    if (wasOwn) target[name] = original;
    else delete (target as Partial<Record<Name, unknown>>)[name];
  };
}

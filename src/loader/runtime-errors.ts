// Attributes errors that no stage caught to the plugin whose bundle they come from.
import { reasonOf, scrubText } from '../domain/index.ts';
import type { Boot } from './boot.ts';

export type RuntimeErrors = {
  /** From now on, errors from this script belong to this plugin. */
  readonly watch: (plugin: string, url: string) => void;
  /** How many errors of plugins were seen. */
  count(): number;
  stop(): void;
};

export function watchRuntimeErrors(boot: Boot): RuntimeErrors {
  const pluginOf = new Map<string, string>();
  let seen = 0;

  const note = (thrown: unknown, filename: string) => {
    const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
    const url = pluginOf.has(filename) ? filename : firstUrlIn(stack, pluginOf);
    const plugin = url === undefined ? undefined : pluginOf.get(url);
    if (plugin === undefined) return;
    seen++;
    boot.emit({ type: 'runtime-error', plugin, message: scrubText(reasonOf(thrown)) });
  };
  const onError = (event: ErrorEvent) => note(event.error ?? event.message, event.filename);
  const onRejection = (event: PromiseRejectionEvent) => note(event.reason, '');
  globalThis.addEventListener('error', onError);
  globalThis.addEventListener('unhandledrejection', onRejection);
  return {
    watch: (plugin, url) => void pluginOf.set(url, plugin),
    count: () => seen,
    stop: () => {
      globalThis.removeEventListener('error', onError);
      globalThis.removeEventListener('unhandledrejection', onRejection);
    },
  };
}

/** The innermost frame decides: a plugin that calls Flex with bad arguments is still the one to blame. */
function firstUrlIn(stack: string, urls: ReadonlyMap<string, string>): string | undefined {
  for (const frame of stack.split('\n')) {
    const [, url] = /((?:https?|blob):\S+?):\d+(?::\d+)?\)?$/.exec(frame) ?? [];
    if (url !== undefined && urls.has(url)) return url;
  }
  return undefined;
}

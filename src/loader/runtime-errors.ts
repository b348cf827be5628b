// Attributes errors that no stage caught to the plugin whose bundle they come from.
import { type ManifestPlugin, reasonOf, scrubText } from '../domain/index.ts';
import type { Boot } from './boot.ts';
import type { Bundle } from './download-bundle.ts';

export type RuntimeErrors = {
  /** From now on, errors from this script, or from its part of it on, belong to this plugin. */
  readonly watch: (plugin: ManifestPlugin, bundle: Bundle) => void;
  /** How many errors of plugins were seen. */
  count(): number;
  stop(): void;
};

export function watchRuntimeErrors(boot: Boot): RuntimeErrors {
  /** By script: which plugin begins at which line, the last line first. */
  const owners = new Map<string, { plugin: string; firstLine: number }[]>();
  let seen = 0;

  const note = (thrown: unknown, filename: string, line: number) => {
    const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
    const [script, at] = owners.has(filename) ? [filename, line] : firstFrameIn(stack, owners);
    const plugin = owners.get(script)?.find(({ firstLine }) => firstLine <= at)?.plugin;
    if (plugin === undefined) return;
    seen++;
    boot.emit({ type: 'runtime-error', plugin, message: scrubText(reasonOf(thrown)) });
  };
  const onError = (event: ErrorEvent) =>
    note(event.error ?? event.message, event.filename, event.lineno);
  const onRejection = (event: PromiseRejectionEvent) => note(event.reason, '', 0);
  globalThis.addEventListener('error', onError);
  globalThis.addEventListener('unhandledrejection', onRejection);
  return {
    watch: ({ uniqueName: plugin }, { url: own, source }) => {
      const { url, firstLine } = source ?? { url: own, firstLine: 0 };
      const parts = [...(owners.get(url) ?? []), { plugin, firstLine }];
      owners.set(
        url,
        parts.sort((a, b) => b.firstLine - a.firstLine),
      );
    },
    count: () => seen,
    stop: () => {
      globalThis.removeEventListener('error', onError);
      globalThis.removeEventListener('unhandledrejection', onRejection);
    },
  };
}

/** The innermost frame decides: a plugin that calls Flex with bad arguments is still the one to blame. */
function firstFrameIn(
  stack: string,
  scripts: ReadonlyMap<string, unknown>,
): [script: string, line: number] {
  for (const frame of stack.split('\n')) {
    const [, url = '', line] = /((?:https?|blob):\S+?):(\d+)(?::\d+)?\)?$/.exec(frame) ?? [];
    if (scripts.has(url)) return [url, Number(line)];
  }
  return ['', 0];
}

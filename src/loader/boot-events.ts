// What a boot tells while it happens: a typed callback, and a CustomEvent of the same name on window.
import type { BootReport, FailureReport, ManifestOrigin, PluginReport } from '../domain/index.ts';

export type BootEvent =
  | {
      readonly type: 'release-resolved';
      readonly origin: ManifestOrigin;
      readonly releaseSid?: string;
    }
  | { readonly type: 'plugin-settled'; readonly outcome: PluginReport }
  /** Something failed that the boot survived; `plugin` where one is to blame. */
  | { readonly type: 'fault'; readonly plugin?: string; readonly failure: FailureReport }
  | { readonly type: 'boot-settled'; readonly report: BootReport }
  /** The release of this boot is now the last-known-good one of this browser. */
  | { readonly type: 'committed'; readonly releaseSid: string }
  /** An error outside the plugin's own stages (a timer, a listener), thrown by code of its bundle. */
  | { readonly type: 'runtime-error'; readonly plugin: string; readonly message: string };

/** Sends an event to both listeners; a listener that throws is reported and changes nothing. */
export function sendEvent(event: BootEvent, onEvent: (event: BootEvent) => void): void {
  try {
    onEvent(event);
  } catch (error) {
    globalThis.reportError?.(error);
  }
  globalThis.dispatchEvent?.(new CustomEvent(`plugboard:${event.type}`, { detail: event }));
}

// What became of one plugin in one boot.
import type { PlugboardError } from './plugboard-error.ts';

export type BootStage = 'download' | 'evaluate' | 'init';

/** Milliseconds since the boot began; a stage that was not reached is absent. */
export type PluginTimings = {
  readonly [Stage in BootStage]?: { readonly startMs: number; readonly endMs: number };
};

type Common = {
  readonly plugin: string;
  readonly version?: string;
  readonly timings?: PluginTimings;
  readonly opaque?: boolean;
  readonly bytes?: 'network' | 'cache';
  readonly insteadOf?: string;
  readonly retries?: number;
};

/** `skipped` and `refused` differ in who decided: a dependency that failed, or the plan. */
export type PluginOutcome =
  | (Common & { readonly state: 'initialised' })
  | (Common & {
      readonly state: 'failed';
      readonly stage: BootStage;
      readonly error: PlugboardError;
    })
  | (Common & { readonly state: 'skipped'; readonly error: PlugboardError })
  | (Common & { readonly state: 'refused'; readonly error: PlugboardError })
  | (Common & { readonly state: 'deferred' });

export type PluginState = PluginOutcome['state'];

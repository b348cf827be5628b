// The state of one boot that its steps share: settings, clock, and the faults it has survived so far.
import { PlugboardError, reasonOf, reportFailure, type StageTiming } from '../domain/index.ts';
import { type BootEvent, sendEvent } from './boot-events.ts';
import type { BootSettings } from './options.ts';

export type Boot = {
  readonly settings: BootSettings;
  /** Aborted when the boot is over: but for deferred plugins, what has not started by then never starts. */
  readonly signal: AbortSignal;
  readonly timings: Record<string, StageTiming>;
  /** Milliseconds since bootstrap() was called. */
  elapsedMs(): number;
  remainingMs(): number;
  emit(event: BootEvent): void;
  /** Tells of a failure that the boot survives. */
  fault(error: PlugboardError, plugin?: string): void;
  end(): void;
};

export function startBoot(settings: BootSettings): Boot {
  const startedAt = performance.now();
  const ending = new AbortController();
  const emit = (event: BootEvent) => sendEvent(event, settings.onEvent);
  const elapsedMs = () => performance.now() - startedAt;
  return {
    settings,
    signal: ending.signal,
    timings: {},
    elapsedMs,
    remainingMs: () => settings.timeouts.bootMs - elapsedMs(),
    emit,
    fault: (error, plugin) =>
      emit({
        type: 'fault',
        failure: reportFailure(error),
        plugin,
      }),
    end: () => ending.abort(),
  };
}

/** Runs one named step, notes its time, and leaves a `performance.measure` for the browser's own tools. */
export async function timed<T>(boot: Boot, stage: string, step: () => T | Promise<T>): Promise<T> {
  const startMs = boot.elapsedMs();
  const start = performance.now();
  try {
    return await step();
  } finally {
    boot.timings[stage] = { startMs, endMs: boot.elapsedMs() };
    performance.measure?.(`plugboard:${stage}`, { start, end: performance.now() });
  }
}

/** For a plugin that was not ready when the boot's time was over. */
export function bootDeadlineError(plugin: string, { settings }: Boot): PlugboardError {
  return new PlugboardError('boot-deadline', { plugin, timeoutMs: settings.timeouts.bootMs });
}

/** Whatever was thrown, as a PlugboardError: itself, or wrapped as a bug of ours. */
export function asPlugboardError(thrown: unknown): PlugboardError {
  if (thrown instanceof PlugboardError) return thrown;
  return new PlugboardError('internal-error', { reason: reasonOf(thrown) }, { cause: thrown });
}

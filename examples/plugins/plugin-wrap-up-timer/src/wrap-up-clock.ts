// Counts after-call work. Keeps a start time instead of ticks, so a tab that slept still shows the truth.

export type WrapUpClock = {
  readonly isRunning: () => boolean;
  /** Of the current wrap-up, or of the last one once it is over. */
  readonly elapsedMs: () => number;
  /** Starts anew; a wrap-up that runs already goes on. */
  readonly start: () => void;
  readonly stop: () => void;
  readonly onChange: (listener: () => void) => () => void;
};

export function createWrapUpClock(now: () => number): WrapUpClock {
  let startedAtMs: number | undefined;
  let lastMs = 0;
  const listeners = new Set<() => void>();
  const announce = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    isRunning: () => startedAtMs !== undefined,
    elapsedMs: () => (startedAtMs === undefined ? lastMs : now() - startedAtMs),
    start() {
      if (startedAtMs !== undefined) return;
      startedAtMs = now();
      announce();
    },
    stop() {
      if (startedAtMs === undefined) return;
      lastMs = now() - startedAtMs;
      startedAtMs = undefined;
      announce();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

// Waits for the person at the terminal, or whoever started the process, to end it.

/** A second signal ends the process at once, as people expect of a second Ctrl-C. */
export function untilStopped(): Promise<void> {
  return new Promise((stopped) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => stopped());
    }
  });
}

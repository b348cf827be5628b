// Bounds a piece of work in time, also when the work does not listen to its signal.

/** Rejects with `expired()` after `timeoutMs` and aborts the signal, so that the work can let go. */
export async function withDeadline<T>(
  timeoutMs: number,
  expired: () => Error,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(expired());
      controller.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(controller.signal), deadline]);
  } finally {
    clearTimeout(timer);
  }
}

// Every wait of the loader goes through here, so that none is without an end.

/** Rejects with what `makeError` returns when `work` has not settled after `ms`; `work` itself goes on. */
export function withDeadline<T>(work: Promise<T>, ms: number, makeError: () => Error): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    const giveUp = () => reject(makeError());
    let timer = setTimeout(
      () => {
        // A page that was busy beyond the deadline may have the answer in its queue: one turn more brings it.
        timer = setTimeout(giveUp);
      },
      Math.max(0, ms),
    );
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** False when the time was over first. For work that never rejects. */
export function settlesWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const inTime = work.then(() => true);
  return withDeadline(inTime, ms, () => new Error('late')).catch(() => false);
}

export function delay(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

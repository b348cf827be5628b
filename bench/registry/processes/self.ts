// What every measured server says of itself: the processor time it used, and the memory it holds.

export type Memory = { readonly rssBytes: number; readonly heapBytes: number };

export const aboutSelf = {
  /** Milliseconds of processor time since the process began, in all its threads. */
  cpuMs: () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1000;
  },
  /** After a full collection, so that only what is held counts. */
  memory: (): Memory => {
    globalThis.gc?.();
    globalThis.gc?.();
    const { rss, heapUsed, external } = process.memoryUsage();
    return { rssBytes: rss, heapBytes: heapUsed + external };
  },
};

export type AboutSelf = typeof aboutSelf;

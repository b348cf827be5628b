// One direction of the line that all connections share: packets leave one after another, first come, first served.

export type Link = {
  /** Takes a packet at that time and says when its last bit has left. */
  send(timeMs: number, bytes: number): number;
};

export function createLink(bitsPerSecond: number): Link {
  let freeMs = 0;
  return {
    send: (timeMs, bytes) => {
      freeMs = Math.max(freeMs, timeMs) + (bytes * 8 * 1000) / bitsPerSecond;
      return freeMs;
    },
  };
}

// Events of a model in the order of the model's time; events of one time keep the order in which they were added.

export type ModelEvent = (timeMs: number) => void;

export type EventQueue = {
  add(timeMs: number, event: ModelEvent): void;
  /** When the next event is due; undefined when there is none. */
  nextMs(): number | undefined;
  /** Runs every event that is due by then, each with its own time, those that they add included. */
  runUntil(timeMs: number): void;
};

type Entry = { readonly timeMs: number; readonly event: ModelEvent };

export function createEventQueue(): EventQueue {
  /** Latest first, so that the next event is taken from the end. */
  const entries: Entry[] = [];
  return {
    add: (timeMs, event) => void entries.splice(placeOf(timeMs, entries), 0, { timeMs, event }),
    nextMs: () => entries.at(-1)?.timeMs,
    runUntil: (timeMs) => {
      for (let next = entries.at(-1); next && next.timeMs <= timeMs; next = entries.at(-1)) {
        entries.pop();
        next.event(next.timeMs);
      }
    },
  };
}

/** Before the entries of the same time, which were added earlier and run earlier. */
function placeOf(timeMs: number, entries: readonly Entry[]): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle]?.timeMs ?? 0) > timeMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

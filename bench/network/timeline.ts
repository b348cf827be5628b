// The clock of the network model. Times are computed, not measured: a timer that fires late delays a delivery by
// a millisecond, but never the deliveries that follow from it in the model.
import { createEventQueue, type ModelEvent } from './event-queue.ts';

export type Timeline = {
  nowMs(): number;
  at(timeMs: number, event: ModelEvent): void;
};

export function createTimeline(): Timeline {
  const queue = createEventQueue();
  let timer: NodeJS.Timeout | undefined;
  let armedForMs = Number.POSITIVE_INFINITY;

  const arm = () => {
    const nextMs = queue.nextMs();
    if (nextMs === undefined || nextMs >= armedForMs) return;
    clearTimeout(timer);
    armedForMs = nextMs;
    timer = setTimeout(run, Math.max(0, nextMs - performance.now()));
  };
  const run = () => {
    armedForMs = Number.POSITIVE_INFINITY;
    queue.runUntil(performance.now());
    arm();
  };
  return {
    nowMs: () => performance.now(),
    at: (timeMs, event) => {
      queue.add(timeMs, event);
      arm();
    },
  };
}

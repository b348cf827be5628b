// A timeline whose clock only moves when a test says so.
import { createEventQueue } from '../../../bench/network/event-queue.ts';
import type { Timeline } from '../../../bench/network/timeline.ts';

export type VirtualTimeline = Timeline & {
  /** Moves the clock to that time and runs what is due on the way. */
  moveTo(timeMs: number): void;
  /** Runs everything that is left, and gives the time of the last event. */
  finish(): number;
};

export function createVirtualTimeline(): VirtualTimeline {
  const queue = createEventQueue();
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    at: (timeMs, event) =>
      queue.add(timeMs, (dueMs) => {
        nowMs = dueMs;
        event(dueMs);
      }),
    moveTo: (timeMs) => {
      queue.runUntil(timeMs);
      nowMs = timeMs;
    },
    finish: () => {
      queue.runUntil(Number.MAX_VALUE);
      return nowMs;
    },
  };
}

// The order in which the network model runs its events.
import { array, assert, integer, property } from 'fast-check';
import { createEventQueue } from '../../../bench/network/event-queue.ts';

test('events run by time, and those of one time in the order in which they were added', () => {
  const times = array(integer({ min: 0, max: 5 }), { maxLength: 30 });
  assert(
    property(times, (timesMs) => {
      const queue = createEventQueue();
      const ran: { timeMs: number; index: number }[] = [];
      for (const [index, timeMs] of timesMs.entries())
        queue.add(timeMs, (dueMs) => ran.push({ timeMs: dueMs, index }));
      queue.runUntil(10);
      const wanted = timesMs
        .map((timeMs, index) => ({ timeMs, index }))
        .sort((a, b) => a.timeMs - b.timeMs || a.index - b.index);
      expect(ran).toEqual(wanted);
    }),
  );
});

test('what is not due yet stays, and what an event adds for its own time runs at once', () => {
  const queue = createEventQueue();
  const ran: string[] = [];
  queue.add(1, () => {
    ran.push('first');
    queue.add(1, () => ran.push('added'));
    queue.add(3, () => ran.push('later'));
  });
  queue.runUntil(2);
  expect(ran).toEqual(['first', 'added']);
  expect(queue.nextMs()).toBe(3);
  queue.runUntil(3);
  expect(queue.nextMs()).toBeUndefined();
});

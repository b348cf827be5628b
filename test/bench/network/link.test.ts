// The shared line: one packet after the other, at its rate.
import { createLink } from '../../../bench/network/link.ts';

test('a packet takes its bits at the rate of the line, and a second one waits for it', () => {
  const link = createLink(12_000_000);
  expect(link.send(0, 1500)).toBeCloseTo(1);
  expect(link.send(0, 1500)).toBeCloseTo(2);
});

test('a line that was idle lends nothing to what comes later', () => {
  const link = createLink(12_000_000);
  link.send(0, 1500);
  expect(link.send(100, 1500)).toBeCloseTo(101);
});

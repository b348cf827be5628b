// One direction of a connection over the model, in virtual time: delay, rate, slow start, and no byte lost or moved.
import { createFlow, PACKET_BYTES, windowLimit } from '../../../bench/network/flow.ts';
import { createLink, type Link } from '../../../bench/network/link.ts';
import type { Network } from '../../../bench/network/networks.ts';
import { createVirtualTimeline } from './virtual-timeline.ts';

const SLOW: Network = { rttMs: 100, bitsPerSecond: 10_000_000 };
/** A line on which only the window counts. */
const WIDE: Network = { rttMs: 100, bitsPerSecond: 1e12 };

function openFlow(network: Network, link: Link = createLink(network.bitsPerSecond)) {
  const timeline = createVirtualTimeline();
  const arrivals: { timeMs: number; bytes: Buffer }[] = [];
  let endedMs: number | undefined;
  const flow = createFlow({
    timeline,
    link,
    network,
    deliver: (bytes) => arrivals.push({ timeMs: timeline.nowMs(), bytes }),
    onEnd: () => {
      endedMs = timeline.nowMs();
    },
  });
  const arrivedBy = (timeMs: number) =>
    arrivals.filter((it) => it.timeMs <= timeMs).reduce((sum, it) => sum + it.bytes.length, 0);
  return { timeline, flow, arrivals, arrivedBy, endedMs: () => endedMs };
}

function bytes(length: number): Buffer {
  return Buffer.from(Uint8Array.from({ length }, (_, at) => at % 251));
}

test('a small message arrives after half a round trip and its time on the line', () => {
  const { timeline, flow, arrivals } = openFlow(SLOW);
  flow.write(0, bytes(1210));
  timeline.finish();
  expect(arrivals.map(({ timeMs }) => timeMs)).toEqual([expect.closeTo(51, 6)]);
});

test('slow start sends ten packets, then twice as many with each round trip', () => {
  const { timeline, flow, arrivedBy } = openFlow(WIDE);
  flow.write(0, bytes(200 * PACKET_BYTES));
  timeline.finish();
  const packets = [60, 160, 260, 360].map((timeMs) => arrivedBy(timeMs) / PACKET_BYTES);
  expect(packets).toEqual([10, 30, 70, 150]);
});

test('a window grows only where the sender had more to send', () => {
  const { timeline, flow, arrivedBy } = openFlow(WIDE);
  for (const timeMs of [0, 200, 400]) {
    timeline.moveTo(timeMs);
    flow.write(timeMs, bytes(PACKET_BYTES));
  }
  timeline.moveTo(600);
  flow.write(600, bytes(40 * PACKET_BYTES));
  timeline.finish();
  expect((arrivedBy(655) - 3 * PACKET_BYTES) / PACKET_BYTES).toBe(10);
});

test('a long transfer fills the line, and no more than the line can hold is on its way', () => {
  const { timeline, flow, endedMs } = openFlow(SLOW);
  const length = 5_000_000;
  flow.write(0, bytes(length));
  flow.end(0);
  timeline.finish();
  const atFullRateMs = (length * (1500 / PACKET_BYTES) * 8 * 1000) / SLOW.bitsPerSecond;
  const lostToSlowStartMs = (endedMs() ?? 0) - atFullRateMs - SLOW.rttMs / 2;
  expect(lostToSlowStartMs).toBeGreaterThan(100);
  expect(lostToSlowStartMs).toBeLessThan(400);
  expect(windowLimit(SLOW)).toBeGreaterThanOrEqual(125_000);
  expect(windowLimit(SLOW)).toBeLessThan(130_000);
});

test('two connections share one line: together they take as long as one with everything', () => {
  const link = createLink(SLOW.bitsPerSecond);
  const timeline = createVirtualTimeline();
  const flows = [0, 1].map(() =>
    createFlow({
      timeline,
      link,
      network: SLOW,
      deliver: () => undefined,
      onEnd: () => undefined,
    }),
  );
  for (const flow of flows) flow.write(0, bytes(2_500_000));
  const bothMs = timeline.finish();
  const one = openFlow(SLOW);
  one.flow.write(0, bytes(5_000_000));
  const oneMs = one.timeline.finish();
  expect(Math.abs(bothMs - oneMs)).toBeLessThan(300);
  expect(bothMs).toBeGreaterThan(4_100);
});

test('every byte arrives once and in order, however it was written, and the end comes last', () => {
  const { timeline, flow, arrivals, endedMs } = openFlow(SLOW);
  const sent = bytes(100_003);
  for (let at = 0; at < sent.length; at += 7_001) flow.write(0, sent.subarray(at, at + 7_001));
  flow.end(0);
  timeline.finish();
  expect(Buffer.concat(arrivals.map((it) => it.bytes)).equals(sent)).toBe(true);
  expect(endedMs()).toBeGreaterThanOrEqual(arrivals.at(-1)?.timeMs ?? Number.NaN);
});

test('an end without a byte before it arrives too', () => {
  const { timeline, flow, endedMs } = openFlow(SLOW);
  flow.end(7);
  timeline.finish();
  expect(endedMs()).toBe(57);
});

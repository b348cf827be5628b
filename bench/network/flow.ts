// One direction of one TCP connection: slow start from ten packets, a window that stops at what the line can hold,
// and the way over the shared link. There is no loss, so there is no congestion avoidance either.
import type { Link } from './link.ts';
import type { Network } from './networks.ts';
import type { Timeline } from './timeline.ts';

/** Payload of a packet on Ethernet, and the headers that travel with it. */
export const PACKET_BYTES = 1460;
const HEADER_BYTES = 40;
/** RFC 6928. */
const INITIAL_PACKETS = 10;

export type FlowSeams = {
  readonly timeline: Timeline;
  readonly link: Link;
  readonly network: Network;
  /** Bytes that have arrived at the other end, in order. */
  readonly deliver: (bytes: Buffer) => void;
  /** The sender has closed its side and everything before that has arrived. */
  readonly onEnd: () => void;
  /** Called whenever bytes have left the sender. */
  readonly onSent?: () => void;
};

export type Flow = {
  write(timeMs: number, bytes: Buffer): void;
  end(timeMs: number): void;
  /** Bytes that wait for the window to open. */
  waitingBytes(): number;
};

export function createFlow(seams: FlowSeams): Flow {
  const { timeline, link, network, deliver, onEnd, onSent } = seams;
  const delayMs = network.rttMs / 2;
  const mostBytes = windowLimit(network);
  let windowBytes = Math.min(INITIAL_PACKETS * PACKET_BYTES, mostBytes);
  let inFlight = 0;
  let waiting: Buffer = Buffer.alloc(0);
  let ended = false;
  let lastArrivalMs = 0;

  const sendPacket = (timeMs: number) => {
    const packet = waiting.subarray(0, PACKET_BYTES);
    waiting = waiting.subarray(packet.length);
    inFlight += packet.length;
    lastArrivalMs = link.send(timeMs, packet.length + HEADER_BYTES) + delayMs;
    timeline.at(lastArrivalMs, (arrivedMs) => {
      deliver(packet);
      timeline.at(arrivedMs + delayMs, (ackedMs) => acknowledge(packet.length, ackedMs));
    });
  };
  const acknowledge = (bytes: number, timeMs: number) => {
    // A sender that has nothing to say does not learn that the line could take more. Source: RFC 7661.
    const isLimited = waiting.length > 0;
    inFlight -= bytes;
    if (isLimited) windowBytes = Math.min(mostBytes, windowBytes + bytes);
    sendWhatFits(timeMs);
  };
  const maySend = () => waiting.length > 0 && inFlight + PACKET_BYTES <= windowBytes;
  const sendWhatFits = (timeMs: number) => {
    const before = waiting.length;
    while (maySend()) sendPacket(timeMs);
    if (waiting.length < before) onSent?.();
    if (ended && waiting.length === 0) {
      ended = false;
      timeline.at(Math.max(lastArrivalMs, timeMs + delayMs), onEnd);
    }
  };
  return {
    write: (timeMs, bytes) => {
      waiting = waiting.length === 0 ? bytes : Buffer.concat([waiting, bytes]);
      sendWhatFits(timeMs);
    },
    end: (timeMs) => {
      ended = true;
      sendWhatFits(timeMs);
    },
    waitingBytes: () => waiting.length,
  };
}

/** The bandwidth-delay product in whole packets; two more keep the line busy while one is being sent. */
export function windowLimit({ rttMs, bitsPerSecond }: Network): number {
  const productBytes = (bitsPerSecond / 8) * (rttMs / 1000);
  return Math.max(INITIAL_PACKETS, Math.ceil(productBytes / PACKET_BYTES) + 2) * PACKET_BYTES;
}

// Carries one connection over the model: its handshake, then both directions.
import type { Socket } from 'node:net';
import { createFlow, type Flow } from './flow.ts';
import type { Link } from './link.ts';
import type { Network } from './networks.ts';
import type { Timeline } from './timeline.ts';

export type Line = {
  readonly timeline: Timeline;
  readonly network: Network;
  readonly up: Link;
  readonly down: Link;
};

/** What a server's socket takes before it says that it is full. */
const SEND_BUFFER_BYTES = 128 * 1024;

export function shapeConnection(browser: Socket, server: Socket, line: Line): void {
  const { timeline, network } = line;
  // The browser's kernel has connected over loopback in no time; in the model that takes a round trip.
  const connectedMs = timeline.nowMs() + network.rttMs;
  carry(browser, server, { ...line, link: line.up }, connectedMs);
  carry(server, browser, { ...line, link: line.down }, connectedMs);
  const destroyBoth = () => {
    browser.destroy();
    server.destroy();
  };
  for (const socket of [browser, server]) socket.on('error', destroyBoth);
  browser.on('close', () => server.destroy());
}

function carry(
  from: Socket,
  to: Socket,
  line: Pick<Line, 'timeline' | 'network'> & { link: Link },
  connectedMs: number,
): void {
  const { timeline } = line;
  const flow: Flow = createFlow({
    ...line,
    deliver: (bytes) => {
      if (!to.destroyed) to.write(bytes);
    },
    onEnd: () => void to.end(),
    onSent: () => {
      if (from.isPaused() && flow.waitingBytes() < SEND_BUFFER_BYTES / 2) from.resume();
    },
  });
  let early: ((timeMs: number) => void)[] | undefined = [];
  timeline.at(connectedMs, (timeMs) => {
    for (const send of early ?? []) send(timeMs);
    early = undefined;
  });
  const whenConnected = (send: (timeMs: number) => void) => {
    // The timer may be late, and what came first has to go first.
    if (early) early.push(send);
    else send(timeline.nowMs());
  };
  from.on('data', (bytes) => {
    whenConnected((timeMs) => {
      flow.write(timeMs, bytes);
      // Priorities of HTTP/2 mean nothing to bytes that have left the server.
      if (flow.waitingBytes() > SEND_BUFFER_BYTES) from.pause();
    });
  });
  from.on('end', () => whenConnected((timeMs) => flow.end(timeMs)));
}

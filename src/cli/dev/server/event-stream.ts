// Tells the desktops that have the build open of a new one, or why there is none.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LatestBuild } from '../latest-build.ts';
import { problemText } from '../problem.ts';

export type EventStream = {
  readonly connect: (request: IncomingMessage, response: ServerResponse) => void;
  readonly tell: () => void;
  /** The build that is served now has reached a desktop. */
  readonly noteServed: () => void;
};

const NO_BUILD = 'none';
const RECONNECT_MS = 500;

export function createEventStream(latest: () => LatestBuild): EventStream {
  const listeners = new Set<ServerResponse>();
  let reached: string | undefined;
  let reminded: string | undefined;

  const current = () => latest().served?.id ?? NO_BUILD;
  const news = (): string => {
    const { problems } = latest();
    const [first] = problems;
    if (!first) return `id: ${current()}\ndata: built\n\n`;
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : '';
    const line = problemText(first).replace(/\s+/g, ' ') + more;
    return `event: build-failed\ndata: ${line}\n\n`;
  };

  /** A build that came while a desktop was starting has missed it. Once per build: a page that cannot load it
   * must not be sent round in circles. */
  const hasMissed = (known: string | undefined): boolean => {
    if (known !== undefined) return known !== current();
    if (reached === undefined || reached === current() || reminded === current()) return false;
    reminded = current();
    return true;
  };

  return {
    connect: (request, response) => {
      const known = request.headers['last-event-id']?.toString();
      response.writeHead(200, { 'Content-Type': 'text/event-stream' });
      response.write(`retry: ${RECONNECT_MS}\nid: ${current()}\n\n`);
      if (latest().problems.length > 0 || hasMissed(known)) response.write(news());
      listeners.add(response);
      response.once('close', () => listeners.delete(response));
    },
    tell: () => {
      for (const listener of listeners) listener.write(news());
    },
    noteServed: () => {
      reached = current();
    },
  };
}

// Servers on loopback whose answers a test sets address by address, and that count who asked for what.
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Answer, corsHeaders, headersOf } from './answer.ts';
import { createHeldAnswers } from './held-answers.ts';

export type FaultServer = {
  /** Origins by role; each is a server of its own. */
  readonly page: string;
  readonly registry: string;
  readonly cdn: string;
  /** Sets the answers of an address; with several, each request takes the next and the last one stays. */
  serve(url: string, ...answers: Answer[]): void;
  /** When each request for an address came, in milliseconds of the server's clock. Preflights do not count. */
  arrivals(url: string): readonly number[];
  /** Gives every answer that is held back, and resolves when all of them have ended on the wire. */
  release(): Promise<void>;
  /** Refuses connections to an origin from now on. */
  takeDown(origin: string): Promise<void>;
  close(): Promise<void>;
};

export async function startFaultServer(): Promise<FaultServer> {
  const answers = new Map<string, Answer[]>();
  const arrivals = new Map<string, number[]>();
  const held = createHeldAnswers();
  const servers = new Map<string, Server>();

  const respond = (origin: string, request: IncomingMessage, response: ServerResponse) => {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, corsHeaders(request.headers.origin)).end();
      return;
    }
    const url = origin + (request.url ?? '/').replace(/\?.*$/, '');
    arrivals.set(url, [...(arrivals.get(url) ?? []), performance.now()]);
    const queue = answers.get(url) ?? [{ status: 404, body: 'Not found' }];
    const answer: Answer = (queue.length > 1 ? queue.shift() : queue[0]) ?? {};
    send(answer, request, response);
  };

  const send = (answer: Answer, request: IncomingMessage, response: ServerResponse) => {
    const { body = '', status = 200, pace } = answer;
    if (pace === 'reset') {
      request.socket.resetAndDestroy();
      return;
    }
    const head = {
      ...headersOf(answer, request.headers.origin),
      'content-length': Buffer.byteLength(body),
    };
    if (pace === 'hang') held.hang(response, () => response.writeHead(status, head).end(body));
    else if (pace === 'drip') held.drip(response.writeHead(status, head), body);
    else response.writeHead(status, head).end(body);
  };

  const open = async (): Promise<string> => {
    let origin = '';
    const server = createServer((request, response) => respond(origin, request, response));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    servers.set(origin, server);
    return origin;
  };

  const takeDown = async (origin: string) => {
    const server = servers.get(origin);
    servers.delete(origin);
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  };

  return {
    page: await open(),
    registry: await open(),
    cdn: await open(),
    serve: (url, ...given) => void answers.set(url, given),
    arrivals: (url) => arrivals.get(url) ?? [],
    release: () => held.release(),
    takeDown,
    close: async () => {
      for (const origin of servers.keys()) await takeDown(origin);
    },
  };
}

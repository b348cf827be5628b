// Lets answers that lie ready go out in front of the framework, for the few requests of which there are very many.
// They are counted, logged and named by an id as all others are.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { RequestDurations } from '../operations/request-durations.ts';
import type { LogLevel, RegistrySettings } from '../options.ts';
import { newRequestId } from './request-id.ts';

export type ReadyAnswer = {
  readonly status: 200 | 304;
  /** Names and values in turn, which Node takes as they are. */
  readonly headers: readonly string[];
  readonly body?: Buffer;
};

export type ReadyAnswers = {
  /** The route that gets the requests for which no answer lies ready; all are counted under its name. */
  readonly route: string;
  readonly find: (request: IncomingMessage) => ReadyAnswer | undefined;
};

export type Watch = {
  /** Absent where nobody asks for the counts. */
  readonly durations: RequestDurations | undefined;
  readonly settings: Pick<RegistrySettings, 'logLevel' | 'trustProxy'>;
};

const LEVELS_WITH_REQUESTS: readonly LogLevel[] = ['info', 'debug', 'trace'];

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

export function answerFirst(
  app: FastifyInstance,
  sources: readonly ReadyAnswers[],
  { durations, settings }: Watch,
): void {
  const { server } = app;
  const counted = sources.map(({ find, route }) => {
    const seriesOf = (status: number) => durations?.seriesOf({ method: 'GET', route, status });
    return { find, whole: seriesOf(200), unchanged: seriesOf(304) };
  });
  const isLogged = LEVELS_WITH_REQUESTS.includes(settings.logLevel);
  const listeners = server.listeners('request') as Listener[];
  server.removeAllListeners('request');

  const tryToAnswer: Listener = (request, response) => {
    const start = performance.now();
    for (const { find, whole, unchanged } of counted) {
      const answer = find(request);
      if (!answer) continue;
      const id = newRequestId(request);
      send(response, answer, { id, isLast: !server.listening });
      // Not when the last byte is out, as for the others: to wait for that costs as much as all the rest here.
      const elapsedMs = performance.now() - start;
      (answer.status === 200 ? whole : unchanged)?.observe(elapsedMs);
      if (isLogged) log(request, response, { reqId: id, responseTime: elapsedMs });
      return;
    }
    for (const listener of listeners) listener.call(server, request, response);
  };

  const log = (request: IncomingMessage, res: ServerResponse, facts: object) => {
    const { method, url } = request;
    const req = { method, url, ip: addressOf(request, settings.trustProxy) };
    app.log.info({ ...facts, req, res }, 'request completed');
  };

  server.on('request', tryToAnswer);
}

/** The last answer on a connection of a registry that ends: else its client would go on asking until it is cut off. */
const GOODBYE = ['connection', 'close'] as const;

function send(
  response: ServerResponse,
  { status, headers, body }: ReadyAnswer,
  { id, isLast }: { readonly id: string; readonly isLast: boolean },
): void {
  response.writeHead(status, [...headers, 'twilio-request-id', id, ...(isLast ? GOODBYE : [])]);
  response.end(body);
}

/** What the framework calls the request's ip. */
function addressOf({ headers, socket }: IncomingMessage, trustProxy: boolean): string | undefined {
  const [first = ''] = trustProxy ? String(headers['x-forwarded-for'] ?? '').split(',') : [];
  return first.trim() || socket.remoteAddress;
}

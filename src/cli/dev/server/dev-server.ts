// Serves one plugin at the address that `?plugin-dev=` stands for: the build, its source map, its events. Nothing else.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LatestBuild } from '../latest-build.ts';
import { createEventStream } from './event-stream.ts';
import { listenOnLoopback } from './listen-on-loopback.ts';
import { createOriginRule, isOwnHost } from './origins.ts';

export type DevServerOptions = {
  readonly plugin: string;
  readonly port: number;
  readonly desktop: URL | undefined;
  readonly latest: LatestBuild;
  /** Hears once of each origin whose pages wanted the build and may not have it. */
  readonly onRefused: (origin: string) => void;
};

export type DevServer = {
  readonly port: number;
  /** Tells every desktop that listens what the latest build has become. */
  tell(): void;
  close(): Promise<void>;
};

/** Nobody reads more of them, and pages can make up as many as they like. */
const MOST_REFUSED = 10;

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** Rejects with `port-taken`. */
export async function startDevServer(options: DevServerOptions): Promise<DevServer> {
  const { latest, plugin } = options;
  const events = createEventStream(() => latest);
  const paths = new Map<string, Answer>([
    [
      `/plugins/${plugin}.js`,
      (request, response) => {
        if (request.method === 'GET') events.noteServed();
        send(response, latest.served?.code, 'text/javascript; charset=utf-8');
      },
    ],
    [
      `/plugins/${plugin}.js.map`,
      (_, response) => send(response, latest.served?.map, 'application/json; charset=utf-8'),
    ],
    [
      `/plugins/${plugin}.events`,
      (request, response) => {
        if (request.method === 'GET') events.connect(request, response);
        else response.end();
      },
    ],
  ]);
  const admits = createGate(options);
  const listening = await listenOnLoopback((request, response) => {
    const port = request.socket.localPort ?? 0;
    if (!admits(request, response, port)) return;
    const answer = paths.get((request.url ?? '').split('?')[0] ?? '');
    if (answer) answer(request, response);
    else refuse(response, 404, `This server has ${[...paths.keys()].join(', ')}.`);
  }, options.port);
  return { port: listening.port, tell: events.tell, close: listening.close };
}

/** Sets the headers of every answer, and answers itself what must not go further. */
function createGate({ desktop, onRefused }: DevServerOptions) {
  const mayRead = createOriginRule(desktop);
  const refused = new Set<string>();
  return (request: IncomingMessage, response: ServerResponse, port: number): boolean => {
    const { origin, host } = request.headers;
    setHeaders(response);
    if (!isOwnHost(host, port)) {
      return refuse(response, 421, 'This server answers to localhost only.');
    }
    if (origin !== undefined && !mayRead(origin)) {
      if (!refused.has(origin) && refused.size < MOST_REFUSED) {
        refused.add(origin);
        onRefused(origin);
      }
      return refuse(response, 403, 'This origin may not read the build; see --desktop.');
    }
    if (isEmbedding(request)) return refuse(response, 403, 'The build is for desktops only.');
    if (origin !== undefined) response.setHeader('Access-Control-Allow-Origin', origin);
    if (request.method === 'OPTIONS') return answerPreflight(request, response);
    if (request.method === 'GET' || request.method === 'HEAD') return true;
    response.setHeader('Allow', 'GET, HEAD, OPTIONS');
    return refuse(response, 405, 'This server only answers.');
  };
}

/**
 * A script element without CORS would run the plugin in anybody's page, and functions tell their source. An
 * answer it must be: by a request without CORS the loader finds out whether it may reach this machine at all.
 */
function isEmbedding({ headers }: IncomingMessage): boolean {
  return headers['sec-fetch-mode'] === 'no-cors' && headers['sec-fetch-site'] !== 'same-origin';
}

function setHeaders(response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('Vary', 'Origin');
}

/** Chrome has asked for leave to reach this machine under two names. Source: wicg.github.io/local-network-access. */
function answerPreflight({ headers }: IncomingMessage, response: ServerResponse): false {
  response.setHeader('Access-Control-Allow-Methods', 'GET, HEAD');
  const wanted = headers['access-control-request-headers'];
  if (wanted !== undefined) response.setHeader('Access-Control-Allow-Headers', wanted);
  for (const network of ['Private-Network', 'Local-Network']) {
    if (headers[`access-control-request-${network.toLowerCase()}`] === 'true') {
      response.setHeader(`Access-Control-Allow-${network}`, 'true');
    }
  }
  response.writeHead(204).end();
  return false;
}

function send(response: ServerResponse, body: string | undefined, type: string): void {
  if (body === undefined) {
    refuse(response, 503, 'There is no build yet: the terminal says why.');
    return;
  }
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) });
  response.end(body);
}

function refuse(response: ServerResponse, status: number, message: string): false {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
  return false;
}

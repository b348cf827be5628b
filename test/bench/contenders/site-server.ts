// Serves a contender's site from three origins on loopback, counts its requests, and sends late what was asked for first.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Files, Origins, Site, SiteFile } from '../../../bench/boot/contender.ts';

export type SiteServer = {
  readonly origins: Origins;
  serve(site: Site): void;
  /** Paths that were asked for since the site is served, without their queries, in order. */
  requested(origin: keyof Origins): readonly string[];
  close(): Promise<void>;
};

const NAMES = ['desktop', 'registry', 'cdn'] as const;
const QUIET_MS = 30;

export async function startSiteServer(): Promise<SiteServer> {
  const requests = { desktop: [] as string[], registry: [] as string[], cdn: [] as string[] };
  let site: Site = { desktop: {}, registry: {}, cdn: {} };
  const newestFirst = createNewestFirst();

  const open = async (name: keyof Origins): Promise<Server> => {
    const server = createServer((request, response) => {
      const path = pathOf(request);
      const file = fileAt(site[name], path);
      if (file === undefined) {
        response.writeHead(404).end();
        return;
      }
      requests[name].push(path);
      const answer = () => send(file, response);
      if (name === 'cdn') newestFirst(answer);
      else void answer();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return server;
  };

  const servers = await Promise.all(NAMES.map(open));
  const [desktop = '', registry = '', cdn = ''] = servers.map(
    (server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
  );
  return {
    origins: { desktop, registry, cdn },
    serve: (given) => {
      site = given;
      for (const name of NAMES) requests[name] = [];
    },
    requested: (name) => requests[name],
    close: async () => {
      await Promise.all(servers.map(closed));
    },
  };
}

const pathOf = ({ url = '/' }: IncomingMessage): string => url.replace(/\?.*$/, '');

const fileAt = (files: Files, path: string): SiteFile | undefined =>
  Object.hasOwn(files, path) ? files[path] : undefined;

/**
 * Holds answers until no further request comes, then gives the newest first: a peer that evaluates
 * bundles as they arrive is seen to do so.
 */
function createNewestFirst(): (answer: () => Promise<void>) => void {
  const held: (() => Promise<void>)[] = [];
  let quiet: NodeJS.Timeout | undefined;
  const giveAll = async (): Promise<void> => {
    for (let answer = held.pop(); answer; answer = held.pop()) await answer();
  };
  return (answer) => {
    held.push(answer);
    clearTimeout(quiet);
    quiet = setTimeout(() => void giveAll(), QUIET_MS);
  };
}

async function send({ body, type, cache }: SiteFile, response: ServerResponse): Promise<void> {
  const sent = once(response, 'close');
  response.writeHead(200, {
    'content-type': type,
    'access-control-allow-origin': '*',
    'cache-control': cache === 'immutable' ? 'public, max-age=31536000, immutable' : 'no-cache',
    ...(cache === 'revalidate' && { etag: etagOf(body) }),
  });
  response.end(body);
  await sent;
}

const etagOf = (body: string): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`;

async function closed(server: Server): Promise<void> {
  const done = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await done;
}

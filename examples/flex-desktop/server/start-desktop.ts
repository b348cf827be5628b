// Starts the server of the agent desktop: the page, its files, and the local double of Twilio on one origin.
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { buildPage } from '../build.ts';
import { addLocalCloud } from '../cloud/local-cloud.ts';
import { contentSecurityPolicy, pageHtml } from './page-html.ts';
import { addStaticFiles } from './static-files.ts';

const desktopRoot = join(import.meta.dirname, '..');
const projectRoot = join(desktopRoot, '../..');

// Fastify's own default is to wait for a request's end for ever.
const REQUEST_TIMEOUT_MS = 30_000;

export type DesktopOptions = {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Origin of the registry that the page's loader asks for the release. */
  readonly registryUrl: string;
  /** Default `plugboard`; `flex` leaves the plugins to Flex UI's own loader and the registry's list. */
  readonly pluginLoader?: 'plugboard' | 'flex';
  /** Hears of work that takes long. Default: nobody. */
  readonly log?: (line: string) => void;
};

export type Desktop = {
  /** The address for a browser, without a path. */
  readonly url: string;
  close(): Promise<void>;
};

/** Builds the page where it is stale and serves it on loopback. Rejects when the port is taken. */
export async function startDesktop({
  port = 0,
  registryUrl,
  pluginLoader = 'plugboard',
  log = () => undefined,
}: DesktopOptions): Promise<Desktop> {
  const files = await buildPage(log);
  const server = Fastify({ forceCloseConnections: true, requestTimeout: REQUEST_TIMEOUT_MS });
  server.addHook('onRequest', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff');
  });
  addLocalCloud(server);
  await addStaticFiles(server, {
    assets: join(desktopRoot, 'dist'),
    plugboard: join(projectRoot, 'dist'),
    bundles: join(projectRoot, 'examples/plugins/dist'),
  });
  const earlyScript = await readFile(join(projectRoot, 'dist/plugboard-early.js'), 'utf8');
  const parts = { files, registryUrl, earlyScript: earlyScript.trim(), pluginLoader };
  const html = pageHtml(parts);
  // Flex UI keeps its views in the address (/agent-desktop, /teams), so every navigation gets the page.
  server.setNotFoundHandler((request, reply) => {
    if (!isNavigation(request)) return reply.code(404).send({ message: 'Not found' });
    return reply
      .header('cache-control', 'no-cache')
      .header('content-security-policy', contentSecurityPolicy(hostOf(server), parts))
      .type('text/html; charset=utf-8')
      .send(html);
  });
  await server.listen({ port, host: '127.0.0.1' });
  return { url: `http://${hostOf(server)}`, close: () => server.close() };
}

const hostOf = (server: FastifyInstance): string =>
  `localhost:${(server.server.address() as AddressInfo).port}`;

// A missing script must stay a 404: HTML in its place would be run as JavaScript.
const isNavigation = ({ method, headers }: FastifyRequest): boolean =>
  method === 'GET' && (headers.accept ?? '').includes('text/html');

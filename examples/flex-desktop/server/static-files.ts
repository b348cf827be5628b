// Serves the files of the page: its own bundles, Plugboard's loader, and the bundles of the example plugins.
import fastifyStatic, { type SetHeadersResponse } from '@fastify/static';
import type { FastifyInstance } from 'fastify';

export type StaticFolders = {
  /** Holds the page's built scripts, named for their content. */
  readonly assets: string;
  /** Holds the loader script and its companions; the page does without them when they are missing. */
  readonly plugboard: string;
  /** Holds `<plugin>/<version>/bundle.js`. */
  readonly bundles: string;
};

/** A companion is loaded from where the loader came from, and only when it is used. */
const SCRIPTS = ['plugboard-loader.js', 'plugboard-overrides.js', 'plugboard-panel.js'];

const FOR_EVER = { immutable: true, maxAge: '1y' } as const;
const CHECKED_EACH_TIME = { immutable: false, maxAge: 0 } as const;

export async function addStaticFiles(
  server: FastifyInstance,
  { assets, plugboard, bundles }: StaticFolders,
): Promise<void> {
  await server.register(fastifyStatic, {
    root: assets,
    prefix: '/assets/',
    preCompressed: true,
    ...FOR_EVER,
  });
  await server.register(fastifyStatic, {
    root: bundles,
    prefix: '/bundles/',
    decorateReply: false,
    index: false,
    setHeaders: allowEveryOrigin,
    ...FOR_EVER,
  });
  for (const script of SCRIPTS) {
    server.get(`/${script}`, (_request, reply) =>
      reply.sendFile(script, plugboard, CHECKED_EACH_TIME),
    );
  }
}

// A page that checks a bundle's integrity must be allowed to read its bytes.
function allowEveryOrigin(response: SetHeadersResponse): void {
  response.setHeader('access-control-allow-origin', '*');
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
}

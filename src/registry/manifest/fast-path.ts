// Answers the one request of every boot in front of the framework: the active manifest, from memory. Everything that is
// not plain (credentials, other methods, other parameters, an empty memory) goes on to the route, which does it all.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Context } from '../context.ts';
import { API_PATH } from '../http/origin.ts';
import type { SoleAccount } from '../readers/sole-account.ts';
import type { ActiveManifest, ManifestCache } from './manifest-cache.ts';
import { manifestHeaders, originHeaders } from './manifest-headers.ts';
import { chooseBody, isKnown } from './prepared-answer.ts';

const PATH = `${API_PATH}/Releases/Active/Manifest`;
const NAMED = new RegExp(`^${PATH.replaceAll('/', '\\/')}\\?AccountSid=(AC[0-9a-fA-F]{32})$`);

export function serveManifestsFirst(
  app: FastifyInstance,
  { settings }: Context,
  manifests: ManifestCache,
  soleAccount: SoleAccount,
): void {
  if (settings.manifestAccess !== 'public') return;
  const listeners = app.server.listeners('request') as ((
    request: IncomingMessage,
    response: ServerResponse,
  ) => void)[];
  app.server.removeAllListeners('request');
  app.server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const accountSid = accountOf(request, soleAccount);
    const manifest = accountSid === undefined ? undefined : manifests.peek(accountSid);
    if (manifest) send(request, response, manifest, settings.corsOrigins);
    else for (const listener of listeners) listener.call(app.server, request, response);
  });
}

function accountOf(
  { method, url = '', headers }: IncomingMessage,
  soleAccount: SoleAccount,
): string | undefined {
  if (method !== 'GET' || !url.startsWith(PATH) || headers.authorization !== undefined) {
    return undefined;
  }
  return url.length === PATH.length ? soleAccount.peek() : NAMED.exec(url)?.[1];
}

function send(
  { headers }: IncomingMessage,
  response: ServerResponse,
  manifest: ActiveManifest,
  origins: readonly string[] | undefined,
): void {
  const body = chooseBody(manifest, headers['accept-encoding']);
  const common = {
    ...manifestHeaders(body, { isPublic: true, source: 'memory' }),
    ...originHeaders(headers.origin, origins),
  };
  if (isKnown(manifest, headers['if-none-match'])) {
    response.writeHead(304, common).end();
    return;
  }
  response.writeHead(200, { ...common, 'content-length': body.bytes.length });
  response.end(body.bytes);
}

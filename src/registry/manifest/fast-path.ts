// Answers the one request of every boot from memory: the active manifest. Everything that is not plain (credentials,
// other methods, other parameters, an empty memory) is left to the route.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Context } from '../context.ts';
import type { FastAnswer } from '../http/answer-first.ts';
import { API_PATH } from '../http/origin.ts';
import type { SoleAccount } from '../readers/sole-account.ts';
import type { ActiveManifest, ManifestCache } from './manifest-cache.ts';
import { manifestHeaders, originHeaders } from './manifest-headers.ts';
import { chooseBody, isKnown, type PreparedBody } from './prepared-answer.ts';

const PATH = `${API_PATH}/Releases/Active/Manifest`;
const NAMED = new RegExp(`^${PATH.replaceAll('/', '\\/')}\\?AccountSid=(AC[0-9a-fA-F]{32})$`);

export function fastManifests(
  { settings }: Context,
  manifests: ManifestCache,
  soleAccount: SoleAccount,
): FastAnswer {
  if (settings.manifestAccess !== 'public') return () => false;
  return (request, response) => {
    const accountSid = accountOf(request, soleAccount);
    const manifest = accountSid === undefined ? undefined : manifests.peek(accountSid);
    if (!manifest) return false;
    send(request, response, manifest, settings.corsOrigins);
    return true;
  };
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
  const allowed = originHeaders(headers.origin, origins);
  const prepared = preparedHeaders(body);
  const common = allowed ? [...prepared, ...Object.entries(allowed).flat()] : prepared;
  if (isKnown(manifest, headers['if-none-match'])) {
    response.writeHead(304, common).end();
    return;
  }
  response.writeHead(200, [...common, 'content-length', String(body.bytes.length)]);
  response.end(body.bytes);
}

/** Made once for each body: as a list, because Node takes that as it is. */
const prepared = new WeakMap<PreparedBody, string[]>();

function preparedHeaders(body: PreparedBody): string[] {
  const present = prepared.get(body);
  if (present) return present;
  const made = Object.entries(manifestHeaders(body, { isPublic: true, source: 'memory' })).flat();
  prepared.set(body, made);
  return made;
}

// Fetches a bundle that is hosted elsewhere: from hosts of the list only, never into a private network, also not by a
// redirect or by a name that changes its mind, and no more than a bundle may have.
import { createHash } from 'node:crypto';
import { type LookupAddress, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { pipeline, type Readable, type Transform } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { badRequest } from '../http/api-error.ts';
import { integrityOf } from './bundle-id.ts';
import type { ExternalBundleSettings } from './hosting-settings.ts';
import { isPublicAddress } from './public-address.ts';

export type ExternalBundle = {
  readonly integrity: string;
  readonly size: number;
  /** Whether pages of any origin may read it; without that a browser cannot check its integrity. */
  readonly hasCors: boolean;
};

export type FetchRules = ExternalBundleSettings & {
  readonly maxBytes: number;
  readonly timeoutMs: number;
};

const MAX_REDIRECTS = 3;

export function isFetched(url: string, { hosts }: ExternalBundleSettings): boolean {
  const { hostname } = new URL(url);
  // Addresses are parsed to lower case; what an operator wrote is not.
  const allowed = hosts.map((host) => host.toLowerCase());
  return allowed.some(
    (host) =>
      host === '*' ||
      host === hostname ||
      (host.startsWith('*.') && hostname.endsWith(host.slice(1))),
  );
}

/** Rejects with a 400 that says what is wrong with the address or with what is there. */
export async function fetchExternal(url: string, rules: FetchRules): Promise<ExternalBundle> {
  const signal = AbortSignal.timeout(rules.timeoutMs);
  try {
    return await follow(new URL(url), rules, signal, MAX_REDIRECTS);
  } catch (cause) {
    if (cause instanceof Refusal) throw refused(url, cause.message, cause);
    throw refused(url, signal.aborted ? 'did not arrive in time' : 'could not be fetched', cause);
  }
}

class Refusal extends Error {}

async function follow(
  url: URL,
  rules: FetchRules,
  signal: AbortSignal,
  redirects: number,
): Promise<ExternalBundle> {
  if (!isFetched(url.href, rules))
    throw new Refusal(`leads to ${url.hostname}, which is not allowed`);
  const response = await open(url, rules, signal);
  const { statusCode: status = 0, headers } = response;
  if (status >= 300 && status < 400 && headers.location !== undefined) {
    response.destroy();
    if (redirects === 0) throw new Refusal('is redirected too often');
    if (!URL.canParse(headers.location, url.href)) throw new Refusal('is redirected to nowhere');
    const target = new URL(headers.location, url);
    if (isUnsafe(url, target)) throw new Refusal('is redirected from https to http');
    return follow(target, rules, signal, redirects - 1);
  }
  if (status !== 200) {
    response.destroy();
    throw new Refusal(`was answered with status ${status}`);
  }
  const { digest, size } = await digestOf(response, rules.maxBytes);
  const hasCors = headers['access-control-allow-origin'] === '*';
  return { integrity: integrityOf(digest), size, hasCors };
}

/** Whoever is on the way could answer in the place of the host that was named. */
export function isUnsafe(from: URL, to: URL): boolean {
  return from.protocol === 'https:' && to.protocol !== 'https:';
}

function open(
  url: URL,
  { allowPrivate = false }: FetchRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // A literal address is connected to without being looked up.
  if (!allowPrivate && isIP(host) !== 0 && !isPublicAddress(host)) {
    throw new Refusal('is on a private network');
  }
  const request = { 'http:': requestHttp, 'https:': requestHttps }[url.protocol];
  if (!request) throw new Refusal('is no web address');
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      signal,
      agent: false,
      headers: { accept: '*/*', 'accept-encoding': 'identity', origin: 'https://flex.twilio.com' },
      ...(!allowPrivate && { lookup: lookupPublic }),
    });
    sent.on('response', resolve);
    sent.on('error', reject);
    sent.end();
  });
}

/** The addresses that are checked are the ones that are connected to: there is no second look-up to differ. */
const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[]) => {
    const [first] = addresses ?? [];
    if (error) done(error, '');
    else if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
      done(new Refusal('is on a private network'), '');
    } else if (options.all) done(null, addresses);
    else done(null, first.address, first.family);
  });
};

async function digestOf(response: IncomingMessage, maxBytes: number) {
  const hash = createHash('sha384');
  let size = 0;
  for await (const chunk of decoded(response)) {
    size += (chunk as Buffer).length;
    if (size > maxBytes) throw new Refusal(`is larger than ${maxBytes} bytes`);
    hash.update(chunk as Buffer);
  }
  if (!response.complete) throw new Refusal('broke off');
  return { digest: hash.digest('hex'), size };
}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  br: createBrotliDecompress,
  deflate: createInflate,
};

/** Some hosts send what they store, encoded although none was asked for; browsers check what comes out of it. */
function decoded(response: IncomingMessage): Readable {
  const encoding = (response.headers['content-encoding'] ?? 'identity').trim().toLowerCase();
  if (encoding === '' || encoding === 'identity') return response;
  const decoder = Object.hasOwn(DECODERS, encoding) ? DECODERS[encoding] : undefined;
  if (!decoder) {
    response.destroy();
    throw new Refusal(`is encoded as ${encoding.slice(0, 50)}, which is not known here`);
  }
  // What goes wrong on the way is thrown to whoever reads the end of it.
  return pipeline(response, decoder(), () => undefined);
}

function refused(url: string, problem: string, cause: unknown) {
  const error = badRequest('bundle-not-fetched', `The bundle at ${url.slice(0, 300)} ${problem}`, {
    parameter: 'PluginUrl',
  });
  return Object.assign(error, { cause });
}

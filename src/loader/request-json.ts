// One GET of the registry, from headers to parsed JSON, within its deadline; each way to fail has its code.
import { PlugboardError, reasonOf } from '../domain/index.ts';
import { withDeadline } from './deadline.ts';
import { takeEarlyResponse } from './early-start.ts';
import type { BootSettings, RegistrySource } from './options.ts';

/** Rejects with a PlugboardError. */
export async function requestJson(
  url: string,
  { registry, fetch }: BootSettings,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<unknown> {
  const late = new AbortController();
  const request = async () => {
    const headers = await authorizeHeaders(registry);
    return readJson(url, fetch, headers, AbortSignal.any([signal, late.signal]));
  };
  return withDeadline(request(), timeoutMs, () => {
    late.abort();
    return new PlugboardError('registry-timeout', { url, timeoutMs });
  });
}

async function authorizeHeaders({ authorize }: RegistrySource): Promise<Headers | undefined> {
  try {
    // Headers that are none must fail here: to fetch() they look like a network that is down.
    return authorize && new Headers(await authorize());
  } catch (cause) {
    throw new PlugboardError('authorize-failed', { reason: reasonOf(cause) }, { cause });
  }
}

async function readJson(
  url: string,
  fetch: typeof globalThis.fetch,
  headers: Headers | undefined,
  signal: AbortSignal,
): Promise<unknown> {
  let response: Response;
  let body: string;
  try {
    const early = headers ? undefined : takeEarlyResponse(url);
    // `no-cache` revalidates by ETag: a stale release must never come out of the HTTP cache.
    response = await (early ?? fetch(url, { headers, signal, cache: 'no-cache' }));
    body = await response.text();
  } catch (cause) {
    throw new PlugboardError('registry-unreachable', { url, reason: reasonOf(cause) }, { cause });
  }
  if (!response.ok) throw statusError(url, response, body);
  try {
    return JSON.parse(body);
  } catch (cause) {
    const excerpt = body.trim().slice(0, 40);
    throw new PlugboardError('registry-not-json', { url, excerpt }, { cause });
  }
}

function statusError(url: string, { status, headers }: Response, body: string): PlugboardError {
  // Only the API's own "not found" says that nothing is released; a 404 page of something else does not.
  if (status === 404 && body.includes('20404'))
    return new PlugboardError('no-active-release', { url });
  const code = status === 401 || status === 403 ? 'registry-refused' : 'registry-status';
  const retryAfterMs = readRetryAfter(headers);
  return new PlugboardError(code, { url, status, retryAfterMs });
}

/** Milliseconds, from seconds or a date; undefined where the host does not say or does not let us read it. */
export function readRetryAfter(headers: Headers): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

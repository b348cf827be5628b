// Asks the registry for the active release in one request and returns what it says, still unparsed.
import { PlugboardError, reasonOf } from '../domain/index.ts';
import type { Boot } from './boot.ts';
import { withDeadline } from './deadline.ts';
import { retryTransient } from './retry.ts';

const MANIFEST_PATH = '/v1/PluginService/Releases/Active/Manifest';

/** Rejects with a PlugboardError; transient failures are retried within `timeouts.manifestMs`. */
export function fetchManifest(boot: Boot): Promise<unknown> {
  const { registry, timeouts } = boot.settings;
  const url = manifestUrl(registry);
  const giveUp = new AbortController();
  const rules = { random: boot.settings.random, budgetMs: timeouts.manifestMs };
  const tries = retryTransient(rules, () =>
    fetchOnce(url, boot, giveUp.signal, timeouts.manifestMs / 2),
  );
  return withDeadline(tries, timeouts.manifestMs, () => {
    giveUp.abort();
    return new PlugboardError('registry-timeout', { url, timeoutMs: timeouts.manifestMs });
  });
}

export function manifestUrl(registry: { url: string; accountSid?: string }): string {
  const query = registry.accountSid ? `?AccountSid=${encodeURIComponent(registry.accountSid)}` : '';
  return registry.url + MANIFEST_PATH + query;
}

async function fetchOnce(
  url: string,
  { settings }: Boot,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<unknown> {
  const headers = await authorizeHeaders(settings.registry);
  const ownDeadline = new AbortController();
  const stop = () => ownDeadline.abort();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await withDeadline(
      readJson(url, settings.fetch, headers, ownDeadline.signal),
      timeoutMs,
      () => {
        stop();
        return new PlugboardError('registry-timeout', { url, timeoutMs });
      },
    );
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function authorizeHeaders(registry: Boot['settings']['registry']): Promise<HeadersInit> {
  try {
    return (await registry.authorize?.()) ?? {};
  } catch (cause) {
    throw new PlugboardError('authorize-failed', { reason: reasonOf(cause) }, { cause });
  }
}

async function readJson(
  url: string,
  fetch: typeof globalThis.fetch,
  headers: HeadersInit,
  signal: AbortSignal,
): Promise<unknown> {
  let response: Response;
  let body: string;
  try {
    // `no-cache` revalidates by ETag: a stale release must never come out of the HTTP cache.
    response = await fetch(url, { headers, signal, cache: 'no-cache' });
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
  if (status === 404 && body.includes('20404'))
    return new PlugboardError('no-active-release', { url });
  if (status === 401 || status === 403)
    return new PlugboardError('registry-refused', { url, status });
  const retryAfterMs = readRetryAfter(headers.get('retry-after'));
  return new PlugboardError('registry-status', {
    url,
    status,
    retryAfterMs,
  });
}

function readRetryAfter(value: string | null): number | undefined {
  if (value === null) return undefined;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

// A browser says only that a bundle failed. This finds out why: policy, status, content, integrity or network.
import { type ErrorCode, type ErrorDetails, PlugboardError, reasonOf } from '../domain/index.ts';
import { delay, withDeadline } from './deadline.ts';
import type { BootSettings } from './options.ts';
import { readRetryAfter } from './request-json.ts';

export type FailedBundle = {
  readonly plugin: string;
  readonly url: string;
  readonly integrity?: string;
  /** True when the browser had the bytes and would not run them. */
  readonly hasArrived?: boolean;
};

export type Diagnosis = {
  readonly error: PlugboardError;
  /** True when the host may answer without CORS headers: a plain script may still work. */
  readonly maybeOpaque?: boolean;
  /** False where the page's policy (connect-src) lets nobody but a script ask the host. */
  readonly mayFetch?: boolean;
};

/** Content types that browsers refuse to run as a script even without nosniff. Source: Fetch standard, 2.2. */
const NEVER_SCRIPT = /^(image|audio|video)\/|^text\/csv/;

const BUSY = [429, 503];

/** Collects Content-Security-Policy violations, by directive and address, until `stop` is called. */
export type ViolationLog = {
  find(kind: 'script-src' | 'connect-src' | 'trusted-types', url: string): string | undefined;
  stop(): void;
};

export function watchViolations(): ViolationLog {
  const directives = new Map<string, string>();
  const note = (event: SecurityPolicyViolationEvent) => {
    const { blockedURI, disposition, effectiveDirective } = event;
    const kind = effectiveDirective.replace(/-(elem|attr)$/, '');
    if (disposition === 'enforce') directives.set(`${kind} ${blockedURI}`, effectiveDirective);
  };
  document.addEventListener('securitypolicyviolation', note);
  return {
    find: (kind, url) => {
      const { origin, protocol } = new URL(url, document.baseURI);
      // Of kept bytes, which run from a `blob:` address, the event names nothing but the scheme.
      const names = [url, origin, protocol.slice(0, -1)];
      return names.map((name) => directives.get(`${kind} ${name}`)).find(Boolean);
    },
    stop: () => document.removeEventListener('securitypolicyviolation', note),
  };
}

/** Never rejects. Asks the host once more only where the browser kept the reason to itself. */
export async function diagnoseBundle(
  bundle: FailedBundle,
  fetch: typeof globalThis.fetch,
  violations: ViolationLog,
  timeoutMs: number,
): Promise<Diagnosis> {
  const { plugin, url, hasArrived } = bundle;
  const because = (code: ErrorCode, evidence: ErrorDetails, cause?: unknown) =>
    new PlugboardError(code, { plugin, url, ...evidence }, { cause });
  // The event that tells of a violation comes only after what it stopped has failed.
  await delay(0);
  // A page that allows no policy of our name violates Trusted Types where the script would be made.
  const untrusted = hasArrived && violations.find('trusted-types', 'trusted-types-policy');
  const directive = violations.find('script-src', url) ?? untrusted;
  if (directive) return { error: because('csp-blocked', { directive }) };
  const status = statusFromTiming(url);
  // A host that is busy says for how long, but only in its answer.
  if (status >= 400 && !BUSY.includes(status))
    return { error: because('bundle-status', { status }) };
  const stop = new AbortController();
  try {
    const probed = probe(bundle, fetch, stop.signal);
    const [code, evidence] = await withDeadline(probed, timeoutMs, () => {
      stop.abort();
      return because('bundle-timeout', { timeoutMs });
    });
    return { error: because(code, evidence) };
  } catch (cause) {
    if (cause instanceof PlugboardError) return { error: cause };
    const error = because('bundle-unreachable', { reason: reasonOf(cause) }, cause);
    await delay(0);
    const mayFetch = violations.find('connect-src', url) === undefined;
    return { error, maybeOpaque: true, mayFetch };
  }
}

/** 0 where the browser does not tell: no CORS, no answer, or a browser without the field. */
function statusFromTiming(url: string): number {
  const entry = performance.getEntriesByName?.(url, 'resource').at(-1) as
    | PerformanceResourceTiming
    | undefined;
  return entry?.responseStatus ?? 0;
}

/** Why bytes that had come were not run: a browser looks at the content type of a script only then. */
export async function whyNotRun(
  error: unknown,
  plugin: string,
  { fetch, timeouts }: BootSettings,
  violations: ViolationLog,
): Promise<unknown> {
  if (!(error instanceof PlugboardError && error.code === 'bundle-unreachable')) return error;
  const failed = { plugin, url: String(error.details['url']), hasArrived: true };
  return (await diagnoseBundle(failed, fetch, violations, timeouts.evaluateMs)).error;
}

async function probe(
  { url, integrity, hasArrived }: FailedBundle,
  fetch: typeof globalThis.fetch,
  signal: AbortSignal,
): Promise<[ErrorCode, ErrorDetails]> {
  const response = await fetch(url, { signal, credentials: 'omit' });
  const { ok, status, headers } = response;
  if (!ok) return ['bundle-status', { status, retryAfterMs: readRetryAfter(headers) }];
  const contentType = headers.get('content-type') ?? 'none';
  const body = await response.arrayBuffer();
  if (isHtml(contentType, body)) return ['bundle-html', { status }];
  if (integrity && !(await hasIntegrity(body, integrity))) return ['integrity-mismatch', {}];
  // Most other origins do not let us read this header; bytes that came and did not run are its doing.
  const nosniff = hasArrived || headers.get('x-content-type-options') === 'nosniff';
  if (NEVER_SCRIPT.test(contentType) || (nosniff && !/javascript|ecmascript/.test(contentType))) {
    return ['bundle-mime', { contentType }];
  }
  // The host is well again: a transient code, so that the caller tries once more.
  return ['bundle-unreachable', {}];
}

export function isHtml(contentType: string, body: ArrayBuffer): boolean {
  const start = new TextDecoder().decode(body.slice(0, 64)).trimStart().toLowerCase();
  return contentType.startsWith('text/html') || /^<(!doctype|html|head)/.test(start);
}

/** True when the strongest hash of the value matches, as browsers decide it; false where no crypto is offered. */
export async function hasIntegrity(body: ArrayBuffer, integrity: string): Promise<boolean> {
  const hashes = integrity.split(/\s+/).filter((token) => token !== '');
  const strongest =
    hashes
      .map((token) => token.slice(0, 6))
      .sort()
      .at(-1) ?? '';
  const digest = await globalThis.crypto?.subtle?.digest(strongest.replace('sha', 'SHA-'), body);
  if (!digest) return false;
  const base64 = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return hashes.includes(`${strongest}-${base64}`);
}

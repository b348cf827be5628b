// The headers of manifests and lists: what caches may do with it, and which pages may read it.
import { isAllowed, mayUseCredentials } from '../http/cors.ts';
import type { PreparedBody } from './prepared-answer.ts';

/**
 * Asked for anew each time, handed out stale for two seconds while a cache asks, and for a week when nobody answers:
 * a desktop with last week's plugins is better than one without.
 */
export const PUBLIC_CACHING = 'public, max-age=0, stale-while-revalidate=2, stale-if-error=604800';
export const PRIVATE_CACHING = 'private, no-cache';

/** What caches may do with a manifest or a list, by whether everybody may read it. */
export function cachingHeaders({ isPublic }: { isPublic: boolean }) {
  return {
    'cache-control': isPublic ? PUBLIC_CACHING : PRIVATE_CACHING,
    vary: isPublic
      ? 'Accept-Encoding, Origin'
      : 'Accept-Encoding, Authorization, Origin, X-Flex-JWE',
  };
}

export function manifestHeaders(
  { etag, encoding }: PreparedBody,
  { isPublic, source }: { isPublic: boolean; source: 'memory' | 'database' },
): Record<string, string> {
  return {
    'content-type': 'application/json; charset=utf-8',
    ...cachingHeaders({ isPublic }),
    etag,
    'server-timing': `manifest;desc=${source}`,
    'timing-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    ...(encoding && { 'content-encoding': encoding }),
  };
}

/** For answers that go out in front of the framework, which would add these. */
export function originHeaders(
  origin: string | undefined,
  origins: readonly string[] | undefined,
): Record<string, string> | undefined {
  if (origin === undefined || !isAllowed(origins, origin)) return undefined;
  return {
    'access-control-allow-origin': origin,
    ...(mayUseCredentials(origins, origin) && { 'access-control-allow-credentials': 'true' }),
    'access-control-expose-headers': 'ETag, Retry-After, Server-Timing, Twilio-Request-Id',
  };
}

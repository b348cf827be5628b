// Counts failed authentications by network, because a limit by the name that a caller claims ends with another name.
// Whoever was let in from a network before is not stopped by what others try from there.
import type { Context } from '../context.ts';
import { ApiError } from '../http/api-error.ts';

type Attempt = { readonly network: string; readonly user: string };

export type FailedAttempts = {
  /** Throws a 429 where the address has failed too often in this minute. */
  check(attempt: Attempt): void;
  failed(attempt: Attempt): void;
  succeeded(attempt: Attempt): void;
};

const WINDOW_MS = 60_000;
const MAX_KNOWN = 10_000;

/** A limit of 0 switches the count off. */
export function createFailedAttempts({
  settings: { rateLimitPerMinute: limit },
  now,
}: Pick<Context, 'settings' | 'now'>): FailedAttempts {
  const failures = new Map<string, number>();
  const known = new Set<string>();
  let endsAt = 0;

  return {
    check: ({ network, user }) => {
      const time = now().getTime();
      if (time >= endsAt) {
        failures.clear();
        endsAt = time + WINDOW_MS;
      }
      if (limit === 0 || (failures.get(network) ?? 0) < limit || known.has(`${network} ${user}`))
        return;
      throw tooMany(endsAt - time);
    },
    failed: ({ network }) => void failures.set(network, (failures.get(network) ?? 0) + 1),
    succeeded: ({ network, user }) => {
      if (known.size === MAX_KNOWN) known.clear();
      known.add(`${network} ${user}`);
    },
  };
}

function tooMany(waitMs: number): ApiError {
  return new ApiError(429, 'Too many failed authentications from this address', {
    details: { reason: 'rate-limited' },
    headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
  });
}

// Counts failed authentications by network, because a limit by the name that a caller claims ends with another name.
// Whoever was let in from a network before is not stopped by what others try from there.
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { ApiError } from '../http/api-error.ts';
import { callerNetwork } from '../http/caller-network.ts';
import { type BasicCredentials, readBasicCredentials } from './basic-credentials.ts';

export type FailedAttempts = {
  /**
   * Resolves to whom `identify` finds by the credentials of the request; finding nobody is a failure. Rejects with a
   * 429, without asking, where the network has failed too often in this minute.
   */
  count<Found>(
    request: FastifyRequest,
    identify: (credentials: BasicCredentials | undefined) => Promise<Found | undefined>,
  ): Promise<Found | undefined>;
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
    count: async (request, identify) => {
      const credentials = readBasicCredentials(request.headers.authorization);
      const network = callerNetwork(request);
      const caller = `${network} ${credentials?.user ?? ''}`;
      const time = now().getTime();
      if (time >= endsAt) {
        failures.clear();
        endsAt = time + WINDOW_MS;
      }
      const isOver = limit > 0 && (failures.get(network) ?? 0) >= limit;
      if (isOver && !known.has(caller)) throw tooMany(endsAt - time);

      const found = await identify(credentials);
      if (found === undefined) {
        failures.set(network, (failures.get(network) ?? 0) + 1);
        return undefined;
      }
      if (known.size === MAX_KNOWN) known.clear();
      known.add(caller);
      return found;
    },
  };
}

function tooMany(waitMs: number): ApiError {
  return new ApiError(429, 'Too many failed authentications from this address', {
    details: { reason: 'rate-limited' },
    headers: { 'retry-after': String(Math.ceil(waitMs / 1000)) },
  });
}

// Limits how many requests a caller may make in a minute, with the answer that Twilio's clients know how to retry.
import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { readBasicCredentials } from '../auth/basic-credentials.ts';
import { ApiError } from './api-error.ts';
import { callerNetwork } from './caller-network.ts';
import type { Api } from './type-provider.ts';

/** 0 switches the limit off. Manifests are never limited: a call centre boots behind one address. */
export async function limitRate(api: Api, perMinute: number): Promise<void> {
  if (perMinute === 0) return;
  await api.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    hook: 'onRequest',
    keyGenerator: callerKey,
    allowList: (request) => request.routeOptions.config.anonymous === true,
    errorResponseBuilder: (_request, { ttl }) =>
      new ApiError(429, 'Too many requests', {
        details: { reason: 'rate-limited' },
        headers: { 'retry-after': String(Math.ceil(ttl / 1000)) },
      }),
  });
}

/** By account or key as claimed, so that one pipeline behind a shared address does not stop another. */
function callerKey(request: FastifyRequest): string {
  const user = readBasicCredentials(request.headers.authorization)?.user ?? '';
  return `${callerNetwork(request)} ${user.slice(0, 40)}`;
}

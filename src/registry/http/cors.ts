// Lets pages of the listed origins call the API from a browser; without a list, pages that are served from this machine.
import cors from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const HEADERS = [
  'Accept',
  'Authorization',
  'Cache-Control',
  'Content-Type',
  'Flex-Metadata',
  'Idempotency-Key',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'If-Unmodified-Since',
  'X-Flex-JWE',
  'X-Flex-Version',
  'X-Request-Id',
];

const LOOPBACK = /^https?:\/\/(localhost|[\w-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/;

export async function allowOrigins(
  app: FastifyInstance,
  origins: readonly string[] | undefined,
): Promise<void> {
  await app.register(cors, {
    origin: (origin, answer) => answer(null, origin !== undefined && isAllowed(origins, origin)),
    methods: ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'],
    allowedHeaders: HEADERS,
    exposedHeaders: ['ETag', 'Idempotent-Replayed', 'Retry-After', 'Twilio-Request-Id'],
    credentials: true,
    maxAge: 600,
    strictPreflight: false,
  });
}

/** `*` in the list allows every origin. The loopback default never applies next to a list. */
export function isAllowed(origins: readonly string[] | undefined, origin: string): boolean {
  if (origins === undefined) return LOOPBACK.test(origin);
  return origins.includes('*') || origins.includes(origin);
}

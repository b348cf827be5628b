// Lets pages of the listed origins call the API from a browser; without a list, pages that are served from this machine.
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';

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

const COMMON = {
  methods: ['GET', 'HEAD', 'POST', 'DELETE', 'OPTIONS'],
  allowedHeaders: HEADERS,
  exposedHeaders: ['ETag', 'Idempotent-Replayed', 'Retry-After', 'Twilio-Request-Id'],
  maxAge: 600,
  strictPreflight: false,
};

export async function allowOrigins(
  app: FastifyInstance,
  origins: readonly string[] | undefined,
): Promise<void> {
  await app.register(cors, {
    delegator: ({ headers: { origin } }: FastifyRequest, answer) =>
      answer(null, {
        ...COMMON,
        origin: (_origin, allow) => allow(null, origin !== undefined && isAllowed(origins, origin)),
        credentials: origin !== undefined && mayUseCredentials(origins, origin),
      }),
  });
}

/** `*` in the list allows every origin. The loopback default never applies next to a list. */
export function isAllowed(origins: readonly string[] | undefined, origin: string): boolean {
  if (origins === undefined) return LOOPBACK.test(origin);
  return origins.includes('*') || origins.includes(origin);
}

/**
 * Whether answers to pages of this origin may depend on what a browser adds by itself, such as credentials that were
 * once typed into its dialogue. Only where the origin was named: `*` would lend them to every page there is.
 */
export function mayUseCredentials(origins: readonly string[] | undefined, origin: string): boolean {
  return origins === undefined ? LOOPBACK.test(origin) : origin !== '*' && origins.includes(origin);
}

// How the HTTP server treats requests before any route sees them: limits, deadlines, ids, logs.
import type { Server } from 'node:http';
import type { FastifyHttpOptions } from 'fastify';
import type { Context } from '../context.ts';
import { answerClientError } from './client-errors.ts';
import { sendError } from './error-answers.ts';
import { newRequestId } from './request-id.ts';

export function serverOptions({ settings, logStream }: Context): FastifyHttpOptions<Server> {
  const { requestTimeoutMs } = settings;
  return {
    logger: {
      level: settings.logLevel,
      // The second one is what the parser of uploads says of itself at the level `trace`.
      redact: ['req', 'busboyOptions'].flatMap((name) => [
        `${name}.headers.authorization`,
        `${name}.headers["x-flex-jwe"]`,
      ]),
      serializers: { req: describeRequest },
      ...(logStream && { stream: logStream }),
    },
    genReqId: newRequestId,
    trustProxy: settings.trustProxy,
    // The framework's default is to wait for ever.
    requestTimeout: requestTimeoutMs,
    connectionTimeout: 2 * requestTimeoutMs,
    keepAliveTimeout: 10_000,
    http: {
      connectionsCheckingInterval: Math.min(5_000, Math.ceil(requestTimeoutMs / 2)),
      // Node's own default is a minute, and where that is more than the time for the whole request, Node exchanges the
      // two: then a body has a minute.
      headersTimeout: requestTimeoutMs,
    },
    bodyLimit: settings.bodyLimitBytes,
    routerOptions: { maxParamLength: 300 },
    // On shutdown requests that are under way end as they would have, and the others go to another process.
    forceCloseConnections: 'idle',
    return503OnClosing: false,
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: false } },
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      void sendError(error, request, reply);
    },
  };
}

/** The grant behind the id of a private bundle, with which anybody may read it. */
const GRANT = /(\/bundles\/[^/]*\/[^/]*?)(?:~|%7e)[^/]*/i;

/** Without the query, in which people put things that do not belong into logs, and without grants. */
function describeRequest(request: { method: string; url: string; ip?: string }) {
  const path = request.url.split('?', 1)[0]?.replace(GRANT, '$1~…');
  return { method: request.method, path, address: request.ip };
}

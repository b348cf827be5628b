// How the HTTP server treats requests before any route sees them: limits, deadlines, ids, logs.
import type { FastifyServerOptions } from 'fastify';
import type { RegistrySettings } from '../options.ts';
import { sendError } from './error-answers.ts';
import { newRequestId } from './request-id.ts';

export function serverOptions(settings: RegistrySettings): FastifyServerOptions {
  return {
    logger: { level: settings.logLevel, redact: ['req.headers.authorization'] },
    genReqId: newRequestId,
    // The framework's default is to wait for ever.
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 10_000,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: 'idle',
    ajv: { customOptions: { coerceTypes: 'array', removeAdditional: false } },
    frameworkErrors: (error, request, reply) => {
      void sendError(error, request, reply);
    },
  };
}

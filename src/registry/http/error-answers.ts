// Gives every failure Twilio's error shape: ours, the framework's, the database's and the unexpected.
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { unavailableReason } from '../database/unavailable.ts';
import { ApiError, badRequest, errorResource, notFound } from './api-error.ts';

export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => sendError(error, request, reply));
  app.setNotFoundHandler((request, reply) => sendError(notFound(request.url), request, reply));
}

/** Also for what fails before routing, such as a path that is not valid percent-encoding. */
export function sendError(thrown: unknown, request: FastifyRequest, reply: FastifyReply) {
  const error = toApiError(thrown);
  if (error.status >= 500) request.log.error({ err: thrown }, 'request failed');
  return reply
    .code(error.status)
    .headers(error.headers)
    .type('application/json; charset=utf-8')
    .send(JSON.stringify(errorResource(error)));
}

function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const unavailable = unavailableReason(thrown);
  if (unavailable) {
    return new ApiError(unavailable.status, unavailable.message, {
      details: { reason: unavailable.reason },
      headers: { 'retry-after': '1' },
      cause: thrown,
    });
  }
  if (isFrameworkError(thrown)) return fromFramework(thrown);
  return new ApiError(500, 'The registry failed to answer this request', {
    details: { reason: 'internal' },
    cause: thrown,
  });
}

function isFrameworkError(thrown: unknown): thrown is FastifyError {
  return (
    thrown instanceof Error &&
    'statusCode' in thrown &&
    typeof thrown.statusCode === 'number' &&
    thrown.statusCode >= 400 &&
    thrown.statusCode < 500
  );
}

function fromFramework(error: FastifyError): ApiError {
  const first = error.validation?.[0];
  if (!first) {
    return new ApiError(error.statusCode ?? 400, error.message, {
      details: { reason: reasonFromCode(error.code) },
    });
  }
  if (first.keyword === 'required') {
    const parameter = String(first.params['missingProperty']);
    return badRequest('parameter-missing', `Missing required parameter ${parameter}`, {
      parameter,
    });
  }
  if (first.instancePath === '') {
    return badRequest('body-missing', 'The request needs a form-encoded body');
  }
  const parameter = first.instancePath.split('/')[1] ?? '';
  return badRequest(
    'parameter-invalid',
    `Invalid parameter ${parameter}: ${first.message ?? 'not acceptable'}`,
    { parameter },
  );
}

/** FST_ERR_CTP_BODY_TOO_LARGE -> ctp-body-too-large */
function reasonFromCode(code: string | undefined): string {
  return (code ?? 'request-invalid')
    .replace(/^FST_(ERR_)?/, '')
    .toLowerCase()
    .replaceAll('_', '-');
}

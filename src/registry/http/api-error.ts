// The registry's error: an HTTP status, Twilio's numeric code, a sentence, and a kebab-case reason for programs.
import type { ErrorResource } from '../../domain/index.ts';

export type ApiErrorDetails = { readonly reason: string } & Readonly<Record<string, unknown>>;

export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: number;
  readonly details: ApiErrorDetails | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    message: string,
    options: {
      code?: number;
      details?: ApiErrorDetails;
      headers?: Record<string, string>;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.status = status;
    // Twilio's codes for plain HTTP failures are the status behind a 20.
    this.code = options.code ?? 20_000 + status;
    this.details = options.details;
    this.headers = options.headers ?? {};
  }
}

export function errorResource(error: ApiError): ErrorResource {
  return {
    code: error.code,
    message: error.message,
    more_info: `https://www.twilio.com/docs/errors/${error.code}`,
    status: error.status,
    ...(error.details && { details: error.details }),
  };
}

export function badRequest(reason: string, message: string, more: Record<string, unknown> = {}) {
  return new ApiError(400, message, { details: { reason, ...more } });
}

export function badParameter(parameter: string, problem: string): ApiError {
  return badRequest('parameter-invalid', `Invalid parameter ${parameter}: ${problem}`, {
    parameter,
  });
}

export function conflict(reason: string, message: string, more: Record<string, unknown> = {}) {
  return new ApiError(409, message, { details: { reason, ...more } });
}

/** The sentence of the real service: the path without the version and without the query. */
export function notFound(url: string): ApiError {
  const path = url.split('?', 1)[0]?.replace(/^\/v1(?=\/)/, '');
  return new ApiError(404, `The requested resource ${path} was not found`);
}

// The one error of this folder: what became of a request that did not bring what was asked for.

/**
 * - `unreachable`: no whole answer came (refused, reset, DNS, CORS, a redirect with credentials)
 * - `timeout`: the deadline passed before the body was read
 * - `status`: an answer outside 2xx; `code`, `moreInfo` and `details` are set when it was the API that spoke
 * - `not-json`: a success that is no JSON, usually a web page of something in between
 * - `shape`: JSON that is not what was asked for
 */
export type PluginsApiErrorKind = 'unreachable' | 'timeout' | 'status' | 'not-json' | 'shape';

export type PluginsApiErrorFacts = {
  /** HTTP status, when an answer came. */
  readonly status?: number;
  /** Twilio's error code, for example 20404. */
  readonly code?: number;
  readonly moreInfo?: string;
  readonly details?: Readonly<Record<string, unknown>>;
  /** How long the server asked to wait before another try, in milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
};

/** A request to the Plugins API failed. Carries no request headers, so it can be logged as it is. */
export class PluginsApiError extends Error {
  override readonly name = 'PluginsApiError';
  readonly kind: PluginsApiErrorKind;
  readonly status: number | undefined;
  readonly code: number | undefined;
  readonly moreInfo: string | undefined;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(kind: PluginsApiErrorKind, message: string, facts: PluginsApiErrorFacts = {}) {
    super(message, 'cause' in facts ? { cause: facts.cause } : undefined);
    this.kind = kind;
    this.status = facts.status;
    this.code = facts.code;
    this.moreInfo = facts.moreInfo;
    this.details = facts.details;
    this.retryAfterMs = facts.retryAfterMs;
  }
}

/** True when the API itself said that the thing does not exist; a 404 page of some other server is not that. */
export function isNotFound(error: unknown): boolean {
  return error instanceof PluginsApiError && error.status === 404 && error.code === 20404;
}

/** True when a registry refused something and gave this reason (Plugboard's addition: `details.reason`). */
export function isRefusedFor(reason: string, error: unknown): boolean {
  return error instanceof PluginsApiError && error.details?.['reason'] === reason;
}

/** The answer, or undefined when the API says that there is no such thing. */
export async function undefinedWhenNotFound<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

// What a server of these tests answers: well-behaved unless told otherwise.
import type { OutgoingHttpHeaders } from 'node:http';

export type Answer = {
  readonly body?: string;
  readonly status?: number;
  /** Added to the headers of a well-behaved answer, or put in their place. */
  readonly headers?: OutgoingHttpHeaders;
  /** False for a host that does not know CORS. */
  readonly cors?: boolean;
  /**
   * `hang` says nothing until the server is told to release what it holds; `drip` sends the body byte by
   * byte until then; `reset` cuts the connection. Default: answers at once.
   */
  readonly pace?: 'hang' | 'drip' | 'reset';
};

/** As bundles are hosted: a version's address never changes its bytes. */
export const IMMUTABLE = 'public, max-age=31536000, immutable';

/** As a registry answers: asked again each time. */
export const JSON_HEADERS = { 'content-type': 'application/json', 'cache-control': 'no-cache' };

export function headersOf(answer: Answer, origin: string | undefined): OutgoingHttpHeaders {
  const { status = 200, cors = true, headers = {} } = answer;
  return {
    'content-type': 'text/javascript',
    'cache-control': status === 200 ? IMMUTABLE : 'no-store',
    ...(cors && corsHeaders(origin)),
    ...headers,
  };
}

/** Flex UI's own loader sends credentials, so the origin is named instead of a star. */
export function corsHeaders(origin = '*'): OutgoingHttpHeaders {
  return {
    'access-control-allow-origin': origin,
    'access-control-allow-headers': 'x-flex-jwe, x-flex-version, authorization',
    ...(origin !== '*' && { 'access-control-allow-credentials': 'true', vary: 'origin' }),
  };
}

// Turns an answer outside 2xx into a PluginsApiError, with what Twilio's error body says when it is one.
import { isRecord } from './answer.ts';
import { PluginsApiError } from './plugins-api-error.ts';

export function errorFromStatus(url: URL, response: Response, text: string): PluginsApiError {
  const { status } = response;
  const body = readErrorBody(text);
  const retryAfterMs = readRetryAfter(response.headers.get('Retry-After'));
  const message = body?.['message'];
  return new PluginsApiError(
    'status',
    typeof message === 'string'
      ? message
      : `${url.origin}${url.pathname} answered with status ${status}.`,
    {
      status,
      ...(typeof body?.['code'] === 'number' && { code: body['code'] }),
      ...(typeof body?.['more_info'] === 'string' && { moreInfo: body['more_info'] }),
      ...(isRecord(body?.['details']) && { details: body['details'] }),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    },
  );
}

// The status has already said what happened; a body that is no JSON only adds nothing to it.
function readErrorBody(text: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isRecord(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

// Seconds or an HTTP date: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after
function readRetryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const waitMs = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(waitMs) ? Math.max(0, waitMs) : undefined;
}

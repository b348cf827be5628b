// One exchange with the Plugins API: headers, deadline, status, JSON. What the JSON means is up to the caller.
import { withDeadline } from './deadline.ts';
import { errorFromStatus } from './error-from-status.ts';
import { DEFAULT_TIMEOUT_MS, type PluginsApi } from './plugins-api.ts';
import { PluginsApiError } from './plugins-api-error.ts';

export function get(api: PluginsApi, url: URL): Promise<unknown> {
  return request(api, url, { method: 'GET' });
}

export type PostOptions = {
  readonly form?: URLSearchParams;
  /** SID of the release that has to be live for the request to be carried out. */
  readonly ifMatch?: string | undefined;
  /** The same key again gets the first answer again, and nothing is done twice. */
  readonly idempotencyKey?: string | undefined;
};

export function post(
  api: PluginsApi,
  url: URL,
  { form, ifMatch, idempotencyKey }: PostOptions = {},
): Promise<unknown> {
  const headers = {
    ...(ifMatch !== undefined && { 'If-Match': `"${ifMatch}"` }),
    ...(idempotencyKey !== undefined && { 'Idempotency-Key': idempotencyKey }),
  };
  return request(api, url, { method: 'POST', body: form?.toString() ?? '', headers });
}

/** The browser or Node writes the Content-Type, which names the boundary. */
export function postFiles(
  api: PluginsApi,
  url: URL,
  form: FormData,
  timeoutMs: number,
): Promise<unknown> {
  const patient = { ...api, timeoutMs: api.timeoutMs ?? timeoutMs };
  return request(patient, url, { method: 'POST', body: form });
}

async function request(api: PluginsApi, url: URL, init: RequestInit): Promise<unknown> {
  const { timeoutMs = DEFAULT_TIMEOUT_MS } = api;
  return withDeadline(timeoutMs, timeoutError(url, timeoutMs), async (signal) => {
    const headers = await requestHeaders(api, init);
    const { response, text } = await exchange(api, url, { ...init, headers, signal });
    if (!response.ok) throw errorFromStatus(url, response, text);
    return parseJson(url, response, text);
  });
}

async function requestHeaders(api: PluginsApi, init: RequestInit): Promise<Headers> {
  const headers = new Headers(init.headers);
  new Headers(await api.authorize?.()).forEach((value, name) => headers.set(name, value));
  headers.set('Accept', 'application/json');
  if (init.method === 'POST' && typeof init.body === 'string') {
    headers.set('Content-Type', 'application/x-www-form-urlencoded');
  }
  return headers;
}

async function exchange(
  api: PluginsApi,
  url: URL,
  init: RequestInit,
): Promise<{ response: Response; text: string }> {
  // Called as a plain function: a browser's fetch refuses to be a method of another object.
  const { fetch, authorize } = api;
  try {
    // A redirect would take the authorising headers along, to wherever it points.
    const response = await fetch(url.href, { ...init, redirect: authorize ? 'error' : 'follow' });
    return { response, text: await response.text() };
  } catch (cause) {
    throw new PluginsApiError('unreachable', `No whole answer came from ${place(url)}.`, { cause });
  }
}

function parseJson(url: URL, { status }: Response, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const excerpt = text.slice(0, 120);
    const message = `${place(url)} answered with something that is not JSON: ${excerpt}`;
    throw new PluginsApiError('not-json', message, { status, details: { excerpt }, cause });
  }
}

function timeoutError(url: URL, timeoutMs: number): () => PluginsApiError {
  return () =>
    new PluginsApiError('timeout', `${place(url)} did not answer within ${timeoutMs} ms.`);
}

function place(url: URL): string {
  return url.origin + url.pathname;
}

// Reads bundles where they are hosted. No credentials go along: any server may stand behind a bundle's address.
import { withDeadline } from './deadline.ts';
import { PluginsApiError } from './plugins-api-error.ts';

export type BundleSource = {
  readonly fetch: typeof fetch;
  /** Deadline for the whole answer in milliseconds. Default 30 000. */
  readonly timeoutMs?: number;
  /** Default 25 MB; Twilio hosts up to 10 MB. */
  readonly maxBytes?: number;
  /** Sent as `Origin`, to learn what the host allows a page of this origin. */
  readonly origin?: string;
};

export type Bundle = {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
};

const MAX_BYTES = 25 * 1024 * 1024;

/** Any status is an answer; fails with `unreachable`, `timeout`, or `shape` when it is too large. */
export async function fetchBundle(
  { fetch, timeoutMs = 30_000, maxBytes = MAX_BYTES, origin }: BundleSource,
  url: string,
): Promise<Bundle> {
  const expired = () =>
    new PluginsApiError('timeout', `${url} did not answer within ${timeoutMs} ms.`);
  return withDeadline(timeoutMs, expired, async (signal) => {
    try {
      const headers = new Headers(origin === undefined ? undefined : { Origin: origin });
      const response = await fetch(url, { signal, headers });
      const bytes = await readBytes(response, maxBytes);
      return { status: response.status, headers: response.headers, bytes };
    } catch (cause) {
      if (cause instanceof PluginsApiError) throw cause;
      throw new PluginsApiError('unreachable', `No whole answer came from ${url}.`, { cause });
    }
  });
}

async function readBytes(response: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  const reader = response.body?.getReader();
  for (let read = await reader?.read(); read && !read.done; read = await reader?.read()) {
    size += read.value.byteLength;
    if (size > maxBytes) {
      await reader?.cancel();
      throw new PluginsApiError('shape', `${response.url} sends more than ${maxBytes} bytes.`);
    }
    chunks.push(read.value);
  }
  const whole = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}

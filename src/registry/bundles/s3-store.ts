// Bundle bytes in an S3-compatible store. Keys are hashes of the content, so nothing here rests on conditional writes,
// which not every such store has: to overwrite is to write the same.
import { openAsBlob } from 'node:fs';
import type { Readable } from 'node:stream';
import { AwsClient } from 'aws4fetch';
import { ApiError } from '../http/api-error.ts';
import {
  assertKey,
  assertSize,
  BlobMissingError,
  type BlobStore,
  isContentKey,
  type StoredFile,
} from './blob-store.ts';
import type { S3Settings } from './hosting-settings.ts';
import { untilSilent } from './until-silent.ts';

export type S3Patience = {
  /** For the answer to begin, and for an upload to be answered. Bytes that are on their way may take longer. */
  readonly answerMs: number;
  /** For the next bytes of a file that has begun. */
  readonly silenceMs: number;
};

const PATIENCE: S3Patience = { answerMs: 30_000, silenceMs: 10_000 };

export function createS3Store(
  settings: S3Settings,
  { answerMs, silenceMs }: S3Patience = PATIENCE,
): BlobStore {
  const { region, accessKeyId, secretAccessKey } = settings;
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 2 });
  const folder = settings.url.replace(/\/+$/, '');

  const send = async (method: string, key: string, init: RequestInit = {}): Promise<Response> => {
    assertKey(key);
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), answerMs);
    try {
      return await client.fetch(`${folder}/${key}`, { method, signal: patience.signal, ...init });
    } catch (cause) {
      throw unavailable(`did not answer`, cause);
    } finally {
      clearTimeout(timer);
    }
  };

  const sizeOf = async (key: string): Promise<number | undefined> => {
    const { status, headers } = await send('HEAD', key);
    if (status === 200) return Number(headers.get('content-length'));
    if (status === 404) return undefined;
    throw unavailable(`answered HEAD with status ${status}`);
  };

  /** A Blob over the file has a length, which S3 wants to know before the first byte, and is read as it is sent. */
  const write = async (key: string, { path }: StoredFile): Promise<void> => {
    const { ok, status, body } = await send('PUT', key, { body: await openAsBlob(path) });
    await body?.cancel();
    if (!ok) throw unavailable(`answered PUT with status ${status}`);
  };

  const bytesOf = (body: ReadableStream<Uint8Array>): Readable =>
    untilSilent(body, { silenceMs, failure: (cause) => unavailable('broke off', cause) });

  return {
    put: async (key, file) => {
      const present = await sizeOf(key);
      if (present !== undefined && !(isContentKey(key) && present !== file.size)) return present;
      await write(key, file);
      // Whoever records these bytes relies on them; a store that lost them has to be found out now.
      const stored = await sizeOf(key);
      if (stored !== file.size) throw unavailable(`kept ${stored} of ${file.size} bytes`);
      return stored;
    },
    read: async (key, { size, range } = {}) => {
      const wanted = range && { range: `bytes=${range.start}-${range.end}` };
      const { status, body, headers } = await send('GET', key, wanted && { headers: wanted });
      if (status === (range ? 206 : 200) && body) {
        return bytesOf(await ofSize(body, () => assertSize(key, totalIn(headers), size)));
      }
      // What it says about a failure would keep the connection until somebody read it.
      await body?.cancel();
      if (status === 404) throw new BlobMissingError(key);
      throw unavailable(`answered GET with status ${status}`);
    },
  };
}

function unavailable(what: string, cause?: unknown): ApiError {
  return new ApiError(503, `The storage of bundles ${what}`, {
    details: { reason: 'storage-unavailable' },
    headers: { 'retry-after': '1' },
    cause,
  });
}

/** Of a part the header says how much there is of the whole: https://www.rfc-editor.org/rfc/rfc9110#section-14.4 */
function totalIn(headers: Headers): number | undefined {
  const [, total] = headers.get('content-range')?.split('/') ?? [];
  const size = Number.parseInt(total ?? headers.get('content-length') ?? '', 10);
  // What is sent in chunks has no length in front; a whole file that is kept is counted when it has arrived.
  return Number.isNaN(size) ? undefined : size;
}

async function ofSize(body: ReadableStream<Uint8Array>, check: () => void) {
  try {
    check();
    return body;
  } catch (error) {
    await body.cancel();
    throw error;
  }
}

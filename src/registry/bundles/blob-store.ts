// The storage of bundle bytes, as everything else sees it: content under the hash of the content, written once.
import type { Readable } from 'node:stream';
import { ApiError } from '../http/api-error.ts';

/** Inclusive, as in a Range header. */
export type ByteRange = { readonly start: number; readonly end: number };

export type BlobPart = {
  /** Bytes that the store has to have under the key, where that is known. */
  readonly size?: number;
  /** Default: all of them. */
  readonly range?: ByteRange | undefined;
};

export type BlobStore = {
  /**
   * Stores a finished file under a key, unless the key is there already, and resolves to the number of bytes that
   * the store has under it. When it resolves, the bytes survive a power cut. The file may be gone afterwards.
   */
  put(key: string, file: StoredFile): Promise<number>;
  /**
   * Opens the bytes before it resolves. Rejects with `BlobMissingError` when there are none, and with the reason
   * `bundle-damaged` when there are more or fewer than there have to be.
   */
  read(key: string, part?: BlobPart): Promise<Readable>;
};

export type StoredFile = { readonly path: string; readonly size: number };

export class BlobMissingError extends Error {
  override readonly name = 'BlobMissingError';
  readonly code = 'blob-missing';

  constructor(key: string, options?: { cause?: unknown }) {
    super(`The storage has no bytes under ${key}`, options);
  }
}

/** Throws for a file that a broken disk, a copy that was cut short or a foreign hand has left torn. */
export function assertSize(
  key: string,
  found: number | undefined,
  wanted: number | undefined,
): void {
  if (found === undefined || wanted === undefined || found === wanted) return;
  throw new ApiError(500, `The storage has ${found} bytes under ${key} and should have ${wanted}`, {
    details: { reason: 'bundle-damaged' },
  });
}

/** Whether all that may be under the key is one content; compressed twins differ by the version of the compressor. */
export function isContentKey(key: string): boolean {
  return !key.includes('.');
}

/** A hash in hexadecimal, and `.br` or `.gz` for its compressed twins: nothing that a path could be made of. */
const KEY = /^[0-9a-f]{64,96}(\.br|\.gz)?$/;

export function assertKey(key: string): void {
  if (!KEY.test(key)) throw new TypeError(`${key} is no key of a blob`);
}

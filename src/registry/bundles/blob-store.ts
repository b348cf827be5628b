// The storage of bundle bytes, as everything else sees it: content under the hash of the content, written once.
import type { Readable } from 'node:stream';

/** Inclusive, as in a Range header. */
export type ByteRange = { readonly start: number; readonly end: number };

export type BlobStore = {
  /**
   * Stores a finished file under a key, unless the key is there already, and resolves to the number of bytes that
   * the store has under it. When it resolves, the bytes survive a power cut. The file may be gone afterwards.
   */
  put(key: string, file: StoredFile): Promise<number>;
  /** Opens the bytes before it resolves. Rejects with `BlobMissingError` when there are none. */
  read(key: string, range?: ByteRange): Promise<Readable>;
};

export type StoredFile = { readonly path: string; readonly size: number };

export class BlobMissingError extends Error {
  override readonly name = 'BlobMissingError';
  readonly code = 'blob-missing';

  constructor(key: string, options?: { cause?: unknown }) {
    super(`The storage has no bytes under ${key}`, options);
  }
}

/** A hash in hexadecimal, and `.br` or `.gz` for its compressed twins: nothing that a path could be made of. */
const KEY = /^[0-9a-f]{64,96}(\.br|\.gz)?$/;

export function assertKey(key: string): void {
  if (!KEY.test(key)) throw new TypeError(`${key} is no key of a blob`);
}

// Counts the bytes of an upload while they arrive and stops it at the first byte too many.
import { Transform } from 'node:stream';
import { ApiError } from '../http/api-error.ts';
import { isSourceMap } from './media-type.ts';

/** Browsers never load source maps, and they are several times as large as what they describe. */
const SOURCE_MAP_FACTOR = 5;
export const MAX_FILES = 500;

export type UploadBudget = {
  /** A stream through which the bytes of one file go. */
  meter(path: string): Transform;
};

export function createUploadBudget(maxBytes: number): UploadBudget {
  const code = { left: maxBytes, limit: maxBytes, what: 'bundle' };
  const maps = {
    left: maxBytes * SOURCE_MAP_FACTOR,
    limit: maxBytes * SOURCE_MAP_FACTOR,
    what: 'source maps',
  };
  return {
    meter: (path) => {
      const budget = isSourceMap(path) ? maps : code;
      return new Transform({
        transform(chunk: Buffer, _encoding, done) {
          budget.left -= chunk.length;
          if (budget.left < 0) done(tooLarge(budget));
          else done(null, chunk);
        },
      });
    },
  };
}

export function tooManyFiles(): ApiError {
  return new ApiError(413, `A bundle may have ${MAX_FILES} files`, {
    details: { reason: 'too-many-files', limit: MAX_FILES },
  });
}

function tooLarge({ limit, what }: { limit: number; what: string }): ApiError {
  return new ApiError(413, `The ${what} may have ${limit} bytes together`, {
    details: { reason: 'bundle-too-large', limit },
  });
}

// Makes the brotli and gzip twins of a file once, when it is published, so that no request ever waits for it.
import { createReadStream } from 'node:fs';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { type StagedFile, stageFile } from './staging.ts';

export type Encoding = 'br' | 'gzip';

export type CompressedTwin = { readonly encoding: Encoding; readonly file: StagedFile };

/** Brotli's last levels cost seconds for megabytes and save a few percent. */
const BEST_UP_TO = 256 * 1024;
/** Below this a packet is a packet. */
const WORTH_FROM = 512;

/** Twins that save nothing are left out. */
export async function compressFile(folder: string, file: StagedFile): Promise<CompressedTwin[]> {
  if (file.size < WORTH_FROM) return [];
  const twins: CompressedTwin[] = [];
  for (const encoding of ['br', 'gzip'] as const) {
    const bytes = createReadStream(file.path);
    const twin = await stageFile(folder, bytes, compressor(encoding, file.size));
    if (twin.size < file.size * 0.95) twins.push({ encoding, file: twin });
  }
  return twins;
}

function compressor(encoding: Encoding, size: number) {
  if (encoding === 'gzip') return createGzip({ level: 9 });
  return createBrotliCompress({
    params: {
      [constants.BROTLI_PARAM_QUALITY]: size <= BEST_UP_TO ? 11 : 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: size,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
    },
  });
}

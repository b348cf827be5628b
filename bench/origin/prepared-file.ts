// A file of a site as it is sent many times: compressed once, with its tag and its headers.
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { SiteFile } from '../boot/contender.ts';

export type PreparedFile = {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
};

const CACHING = {
  revalidate: 'no-cache',
  immutable: 'public, max-age=31536000, immutable',
} as const;

/** As a CDN compresses what it sends often; the highest level costs minutes over all contenders. */
const BROTLI_QUALITY = 9;

export async function prepareFile({ body, type, cache, headers }: SiteFile): Promise<PreparedFile> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY };
  const bytes = await promisify(brotliCompress)(body, { params });
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return {
    bytes,
    etag,
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-encoding': 'br',
      'content-length': String(bytes.length),
      'cache-control': CACHING[cache],
      vary: 'Accept-Encoding',
      etag,
      ...SHARED_HEADERS,
      ...headers,
    },
  };
}

/** Every page may read everything, its timing included. */
export const SHARED_HEADERS = {
  'access-control-allow-origin': '*',
  'timing-allow-origin': '*',
  'x-content-type-options': 'nosniff',
};

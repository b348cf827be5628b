// Sends a hosted file: conditional, in part or whole, compressed where the client takes it, with the caching it allows.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tagMatches } from '../http/etag.ts';
import type { BlobStore, ByteRange } from './blob-store.ts';
import type { ByteCache } from './byte-cache.ts';
import { readRange } from './byte-range.ts';
import { chooseRepresentation, type Representation, type ServedFile } from './served-file.ts';

export type FileSource = { readonly store: BlobStore; readonly cache: ByteCache };

const FOR_EVER = 'max-age=31536000, immutable';

export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  source: FileSource,
  file: ServedFile,
  /** In place of what a content address allows. */
  caching: Record<string, string> = {},
) {
  const wanted = rangeHeader(request, file);
  const accepted = request.headers['accept-encoding'];
  const representation = chooseRepresentation(file, accepted, wanted !== undefined);
  const headers = { ...headersOf(file, representation), ...caching };
  if (tagMatches(request.headers['if-none-match'], representation.etag)) {
    return reply.code(304).headers(headers).send();
  }
  const range = readRange(wanted, file.size);
  if (range === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${file.size}`).send();
  }
  // The bytes first: an answer without them must not say that it may be kept for ever.
  const bytes =
    request.method === 'HEAD' ? undefined : await readBytes(source, representation, range);
  void reply.headers(headers);
  if (range === 'whole') return reply.header('content-length', representation.size).send(bytes);
  const { start, end } = range;
  return reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${file.size}`)
    .header('content-length', end - start + 1)
    .send(bytes);
}

async function readBytes(
  { store, cache }: FileSource,
  { key, size }: Representation,
  range: ByteRange | 'whole',
) {
  if (range !== 'whole') return store.read(key, { size, range });
  return (await cache.get(key, size)) ?? store.read(key, { size });
}

/**
 * A client that resumes says what it has begun with; when that is something else it gets the whole. Ranges mean
 * something for GET only: https://www.rfc-editor.org/rfc/rfc9110#section-14.2
 */
function rangeHeader(
  { method, headers }: FastifyRequest,
  { digest }: ServedFile,
): string | undefined {
  if (method !== 'GET') return undefined;
  const condition = headers['if-range'];
  return condition === undefined || condition === `"${digest}"` ? headers.range : undefined;
}

/** What may not be read by everybody must not be kept for everybody. */
export function headersOf(
  file: ServedFile,
  { etag, encoding }: Representation,
): Record<string, string> {
  const isOpen = !file.private && !file.confidential;
  return {
    'content-type': file.type,
    etag,
    'accept-ranges': 'bytes',
    'cache-control': file.confidential
      ? 'private, no-store'
      : `${isOpen ? 'public' : 'private'}, ${FOR_EVER}`,
    'cross-origin-resource-policy': 'cross-origin',
    'timing-allow-origin': '*',
    'x-content-type-options': 'nosniff',
    // A picture of a bundle that is opened by itself may contain script.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    vary: isOpen ? 'Accept-Encoding' : 'Accept-Encoding, Authorization, Origin',
    ...(encoding && { 'content-encoding': encoding }),
  };
}

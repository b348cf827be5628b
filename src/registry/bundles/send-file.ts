// Sends a hosted file: conditional, in part or whole, compressed where the client takes it, with the caching it allows.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { tagMatches } from '../http/etag.ts';
import type { BlobStore } from './blob-store.ts';
import type { ByteCache } from './byte-cache.ts';
import { readRange } from './byte-range.ts';
import { chooseRepresentation, type Representation, type ServedFile } from './served-file.ts';

export type FileSource = { readonly store: BlobStore; readonly cache: ByteCache };

const FOR_EVER = 'max-age=31536000, immutable';

export async function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  { store, cache }: FileSource,
  file: ServedFile,
) {
  const wanted = rangeHeader(request, file);
  const representation = chooseRepresentation(
    file,
    request.headers['accept-encoding'],
    wanted !== undefined,
  );
  void reply.headers(headersOf(file, representation));
  if (tagMatches(request.headers['if-none-match'], representation.etag)) {
    return reply.code(304).send();
  }
  const range = readRange(wanted, file.size);
  if (range === 'unsatisfiable') {
    return reply.code(416).header('content-range', `bytes */${file.size}`).send();
  }
  if (range === 'whole') {
    void reply.header('content-length', representation.size);
    if (request.method === 'HEAD') return reply.send();
    const bytes = await cache.get(representation.key, representation.size);
    return reply.send(bytes ?? (await store.read(representation.key)));
  }
  const { start, end } = range;
  void reply
    .code(206)
    .header('content-range', `bytes ${start}-${end}/${file.size}`)
    .header('content-length', end - start + 1);
  if (request.method === 'HEAD') return reply.send();
  return reply.send(await store.read(representation.key, range));
}

/** A client that resumes says what it has begun with; when that is something else it gets the whole. */
function rangeHeader({ headers }: FastifyRequest, { digest }: ServedFile): string | undefined {
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

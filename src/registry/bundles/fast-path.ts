// Answers requests for public bundles that were served a moment ago, from memory. What is asked for in part, with
// credentials, or not in memory is left to the route.
import type { FastAnswer } from '../http/answer-first.ts';
import { tagMatches } from '../http/etag.ts';
import { BUNDLES_PATH } from './bundle-address.ts';
import type { ByteCache } from './byte-cache.ts';
import { headersOf } from './send-file.ts';
import { chooseRepresentation, type Representation, type ServedFile } from './served-file.ts';

export type FastBundles = {
  readonly answer: FastAnswer;
  /** From now on this address may be answered from memory; for files that everybody may read. */
  remember(url: string, file: ServedFile): void;
};

const MAX_ADDRESSES = 5_000;
const PREFIX = `${BUNDLES_PATH}/`;

export function createFastBundles(cache: ByteCache): FastBundles {
  const files = new Map<string, ServedFile>();
  const prepared = new Map<string, string[]>();

  const headersFor = (file: ServedFile, representation: Representation) => {
    const key = `${representation.key} ${file.type}`;
    const present = prepared.get(key);
    if (present) return present;
    const headers = { ...headersOf(file, representation), 'access-control-allow-origin': '*' };
    const made = Object.entries(headers).flat();
    if (prepared.size >= MAX_ADDRESSES) prepared.clear();
    prepared.set(key, made);
    return made;
  };

  return {
    remember: (url, file) => {
      if (files.size >= MAX_ADDRESSES) files.clear();
      files.set(url, file);
    },
    answer: ({ method, url = '', headers }, response) => {
      if (method !== 'GET' || !url.startsWith(PREFIX) || headers.range !== undefined) return false;
      const file = files.get(url);
      if (!file) return false;
      const representation = chooseRepresentation(file, headers['accept-encoding'], false);
      const common = headersFor(file, representation);
      if (tagMatches(headers['if-none-match'], representation.etag)) {
        response.writeHead(304, common).end();
        return true;
      }
      const bytes = cache.peek(representation.key);
      if (!bytes) return false;
      response.writeHead(200, [...common, 'content-length', String(bytes.length)]);
      response.end(bytes);
      return true;
    },
  };
}

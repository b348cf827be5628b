// Answers requests for public bundles that were served a moment ago, from memory. What is asked for in part, with
// credentials, or not in memory is left to the route.
import type { IncomingMessage } from 'node:http';
import type { ReadyAnswer, ReadyAnswers } from '../http/answer-first.ts';
import { tagMatches } from '../http/etag.ts';
import { BUNDLES_PATH, BUNDLES_ROUTE } from './bundle-address.ts';
import type { ByteCache } from './byte-cache.ts';
import { headersOf } from './send-file.ts';
import { chooseRepresentation, type Representation, type ServedFile } from './served-file.ts';

export type FastBundles = ReadyAnswers & {
  /** From now on this address may be answered from memory; for files that everybody may read. */
  remember(url: string, file: ServedFile): void;
};

const MAX_ADDRESSES = 5_000;
const PREFIX = `${BUNDLES_PATH}/`;

export function createFastBundles(cache: ByteCache): FastBundles {
  const files = new Map<string, ServedFile>();
  const prepared = new WeakMap<Representation, Headers>();

  const headersFor = (file: ServedFile, representation: Representation) => {
    const present = prepared.get(representation);
    if (present) return present;
    const made = makeHeaders(file, representation);
    prepared.set(representation, made);
    return made;
  };

  return {
    route: BUNDLES_ROUTE,
    remember: (url, file) => {
      if (files.size >= MAX_ADDRESSES) files.clear();
      files.set(url, file);
    },
    find: ({ method, url = '', headers }: IncomingMessage): ReadyAnswer | undefined => {
      if (method !== 'GET' || !url.startsWith(PREFIX) || headers.range !== undefined) {
        return undefined;
      }
      const file = files.get(url);
      if (!file) return undefined;
      const representation = chooseRepresentation(file, headers['accept-encoding'], false);
      const { whole, unchanged } = headersFor(file, representation);
      if (tagMatches(headers['if-none-match'], representation.etag)) {
        return { status: 304, headers: unchanged };
      }
      const body = cache.peek(representation.key);
      return body && { status: 200, headers: whole, body };
    },
  };
}

/** Without the bytes, which the cache lets go of when they are not asked for. */
type Headers = { readonly whole: readonly string[]; readonly unchanged: readonly string[] };

function makeHeaders(file: ServedFile, representation: Representation): Headers {
  const common = { ...headersOf(file, representation), 'access-control-allow-origin': '*' };
  const whole = { ...common, 'content-length': String(representation.size) };
  return { whole: Object.entries(whole).flat(), unchanged: Object.entries(common).flat() };
}

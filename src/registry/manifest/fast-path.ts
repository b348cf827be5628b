// Answers the one request of every boot from memory: the active manifest. Everything that is not plain (credentials,
// other methods, other parameters, an empty memory) is left to the route.
import type { IncomingMessage } from 'node:http';
import type { Context } from '../context.ts';
import type { ReadyAnswer, ReadyAnswers } from '../http/answer-first.ts';
import { API_PATH } from '../http/origin.ts';
import type { SoleAccount } from '../readers/sole-account.ts';
import type { ActiveManifest, ManifestCache } from './manifest-cache.ts';
import { manifestHeaders, originHeaders } from './manifest-headers.ts';
import { chooseBody, isKnown, type PreparedBody } from './prepared-answer.ts';
import { MANIFEST_ROUTE } from './routes.ts';

const PATH = `${API_PATH}/Releases/Active/Manifest`;
const NAMED = `${PATH}?AccountSid=`;

export function fastManifests(
  { settings }: Context,
  manifests: ManifestCache,
  soleAccount: SoleAccount,
): ReadyAnswers {
  const isPublic = settings.manifestAccess === 'public';
  const answers = createAnswers(settings.corsOrigins);
  return {
    route: API_PATH + MANIFEST_ROUTE,
    find: (request) => {
      const accountSid = isPublic ? accountOf(request, soleAccount) : undefined;
      const manifest = accountSid === undefined ? undefined : manifests.peek(accountSid);
      return manifest && answers(request, manifest);
    },
  };
}

function accountOf(
  { method, url = '', headers }: IncomingMessage,
  soleAccount: SoleAccount,
): string | undefined {
  if (method !== 'GET' || !url.startsWith(PATH) || headers.authorization !== undefined) {
    return undefined;
  }
  if (url.length === PATH.length) return soleAccount.peek();
  // What is no SID names no manifest that is kept, and an address with more parameters has no SID here.
  return url.startsWith(NAMED) ? url.slice(NAMED.length) : undefined;
}

type Wanted = {
  readonly manifest: ActiveManifest;
  readonly accepted: string | undefined;
  readonly origin: string | undefined;
};

type Pair = { readonly whole: ReadyAnswer; readonly unchanged: ReadyAnswer };

/** Desktops come from one page or a few. Where every page is allowed, there may be any number of them. */
const MAX_ORIGINS = 100;

/** Each answer is made once for a body and an origin, and sent as it is from then on. */
function createAnswers(origins: readonly string[] | undefined) {
  const made = new WeakMap<PreparedBody, Map<string, Pair>>();

  const pairFor = (body: PreparedBody, origin = '') => {
    const present = made.get(body)?.get(origin);
    if (present) return present;
    const pair = makePair(body, originHeaders(origin, origins));
    const pairs = made.get(body) ?? new Map<string, Pair>();
    if (pairs.size >= MAX_ORIGINS) pairs.clear();
    made.set(body, pairs.set(origin, pair));
    return pair;
  };

  // Desktops of one page and one kind of browser all ask with the same words, and to see that is the least of work.
  let last: (Wanted & { readonly pair: Pair }) | undefined;
  const find = (wanted: Wanted) => {
    const { manifest, accepted, origin } = wanted;
    if (last?.manifest === manifest && last.accepted === accepted && last.origin === origin) {
      return last.pair;
    }
    last = { ...wanted, pair: pairFor(chooseBody(manifest, accepted), origin) };
    return last.pair;
  };

  return ({ headers }: IncomingMessage, manifest: ActiveManifest): ReadyAnswer => {
    const { 'accept-encoding': accepted, origin } = headers;
    const pair = find({ manifest, accepted, origin });
    return isKnown(manifest, headers['if-none-match']) ? pair.unchanged : pair.whole;
  };
}

function makePair(body: PreparedBody, allowed: Record<string, string> | undefined): Pair {
  const common = { ...manifestHeaders(body, { isPublic: true, source: 'memory' }), ...allowed };
  const whole = { ...common, 'content-length': String(body.bytes.length) };
  return {
    whole: { status: 200, headers: Object.entries(whole).flat(), body: body.bytes },
    unchanged: { status: 304, headers: Object.entries(common).flat() },
  };
}

// A registry and a CDN in memory with faults to order: the fetch function and the page's part for a boot in jsdom.
import type { BundleRequest, PageSeams } from '../loader/page-seams.ts';
import { readObjectUrl } from './page/object-urls.ts';
import { runScriptText } from './page/run-script-text.ts';

/** One answer. Whatever is left out is well: status 200, at once, with CORS headers. */
export type FakeAnswer = {
  readonly body?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly delayMs?: number;
  /** Never answers. */
  readonly hang?: boolean;
  /** Answers the headers and then never ends the body. */
  readonly drip?: boolean;
  /** The connection fails. */
  readonly reset?: boolean;
  /** False for a host without CORS headers: only plain scripts get the body. */
  readonly cors?: boolean;
};

type Delivery = FakeAnswer & { readonly isScript: boolean };

const ANYWHERE = '*';
const NO_BODY = [204, 205, 304];

export type FakeNetwork = PageSeams & {
  readonly fetch: typeof fetch;
  /** Sets the answers of an address; with several, each request takes the next, the last one stays. */
  answer(url: string, ...answers: FakeAnswer[]): void;
  /** From now on these origins do not answer; without any, no host answers at all. */
  goDown(...origins: string[]): void;
  /** How often an address was asked for, by fetch, preload or script that no preload had answered. */
  requestsOf(url: string): number;
};

/** `around` is given each script as it is about to run, by its address. */
export function createFakeNetwork(
  around: (url: string, run: () => void) => void = (_url, run) => run(),
): FakeNetwork {
  const answers = new Map<string, FakeAnswer[]>();
  const requests = new Map<string, number>();
  const preloaded = new Map<string, Delivery>();
  const down = new Set<string>();

  const request = async (url: string, signal?: AbortSignal | null): Promise<FakeAnswer> => {
    if (signal?.aborted) throw new DOMException('aborted', 'AbortError');
    const key = withoutQuery(url);
    requests.set(key, (requests.get(key) ?? 0) + 1);
    const queue = answers.get(key) ?? [{ status: 404, body: 'not found' }];
    const answer: FakeAnswer = (queue.length > 1 ? queue.shift() : queue[0]) ?? {};
    if (answer.delayMs) await pause(answer.delayMs, signal);
    if (answer.hang) await never(signal);
    if (down.has(ANYWHERE) || down.has(new URL(url).origin) || answer.reset)
      throw new TypeError('Failed to fetch');
    return answer;
  };

  const download = async ({ url, cors, integrity }: BundleRequest, signal: AbortSignal) => {
    // Blob addresses stay inside the browser, whatever the network does.
    const answer = url.startsWith('blob:') ? await readBlob(url) : await request(url, signal);
    if (answer.drip) await never(signal);
    const { body = '', status = 200 } = answer;
    if (status >= 400 || (cors && answer.cors === false)) throw new Error('preload failed');
    if (integrity !== undefined && !(await matchesIntegrity(body, integrity))) {
      throw new Error('preload failed');
    }
    preloaded.set(url, { body, isScript: isScript(answer) });
  };

  return {
    answer: (url, ...given) => void answers.set(url, given),
    goDown: (...origins) => {
      for (const origin of origins.length > 0 ? origins : [ANYWHERE]) down.add(origin);
    },
    requestsOf: (url) => requests.get(url) ?? 0,
    fetch: async (input, init) => {
      const url = input instanceof Request ? input.url : String(input);
      const kept = init?.cache === 'force-cache' ? preloaded.get(url) : undefined;
      const answer = kept ?? (await request(url, init?.signal));
      if (answer.cors === false && init?.mode !== 'no-cors') throw new TypeError('Failed to fetch');
      const { body = '', status = 200, headers = {} } = answer;
      if (init?.integrity && !(await matchesIntegrity(body, init.integrity))) {
        throw new TypeError('Failed to fetch');
      }
      const response = new Response(NO_BODY.includes(status) ? null : body, {
        status,
        headers: { 'content-type': 'text/javascript', ...headers },
      });
      return answer.drip ? dripping(response, init?.signal) : response;
    },
    preload: download,
    runScript: async (bundle, onScript) => {
      const { url } = bundle;
      if (!preloaded.has(url)) await download(bundle, new AbortController().signal);
      const { body = '', isScript } = preloaded.get(url) ?? {};
      // A browser preloads whatever it is given; it looks at the content type only when it is to be run.
      if (!isScript) throw new Error('script failed');
      around(url, () => runScriptText(body, url, onScript));
    },
  };
}

function isScript({ headers = {} }: FakeAnswer): boolean {
  const type = headers['content-type'] ?? 'text/javascript';
  if (/^(image|audio|video)\/|^text\/csv/.test(type)) return false;
  return headers['x-content-type-options'] !== 'nosniff' || type.includes('javascript');
}

async function readBlob(url: string): Promise<FakeAnswer> {
  const text = readObjectUrl(url) ?? globalThis.fetch(url).then((response) => response.text());
  return { body: await text };
}

/** As in a browser, a value that it cannot read is no hindrance. */
async function matchesIntegrity(body: string, integrity: string): Promise<boolean> {
  if (!/^sha384-[A-Za-z0-9+/]{64}$/.test(integrity)) return true;
  const digest = await crypto.subtle.digest('SHA-384', new TextEncoder().encode(body));
  return integrity === `sha384-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`;
}

function withoutQuery(url: string): string {
  return url.split('?')[0] ?? url;
}

function pause(ms: number, signal?: AbortSignal | null): Promise<void> {
  return Promise.race([
    new Promise<void>((resolve) => void setTimeout(resolve, ms)),
    never(signal),
  ]);
}

function never(signal?: AbortSignal | null): Promise<never> {
  return new Promise((_, reject) => {
    const abort = () => reject(new DOMException('aborted', 'AbortError'));
    if (signal?.aborted) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });
}

/** The headers are there; the body never ends. Made by hand, because jsdom has no streams. */
function dripping(response: Response, signal?: AbortSignal | null): Response {
  return Object.assign(response, { text: () => never(signal), arrayBuffer: () => never(signal) });
}

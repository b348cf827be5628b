// A fetch that goes through the proxy of HTTPS_PROXY, HTTP_PROXY and NO_PROXY. Node's own ignores them before Node 24,
// so undici, which Node's is made of, is loaded where one of them is set.
import type { RequestInit as UndiciRequest } from 'undici';
import { readProxyPlace } from './proxy-address.ts';
import type { Terminal } from './terminal.ts';

const PROXY_VARIABLES = ['HTTPS_PROXY', 'HTTP_PROXY'] as const;

/** The proxy variables that are set, in either case, by their upper-case names. */
export function proxyIn(env: Terminal['env']): Partial<Record<string, string>> {
  const found = [...PROXY_VARIABLES, 'NO_PROXY'].map((name) => [
    name,
    env[name.toLowerCase()] || env[name],
  ]);
  return Object.fromEntries(found.filter(([, value]) => value));
}

/** Throws `proxy-invalid` where a variable holds no address of a proxy. */
export async function createFetch(env: Terminal['env']): Promise<typeof fetch> {
  const { HTTPS_PROXY: httpsProxy, HTTP_PROXY: httpProxy, NO_PROXY: noProxy } = proxyIn(env);
  if (httpsProxy === undefined && httpProxy === undefined) return fetch;
  if (httpsProxy !== undefined) readProxyPlace('HTTPS_PROXY', httpsProxy);
  if (httpProxy !== undefined) readProxyPlace('HTTP_PROXY', httpProxy);
  const undici = await import('undici');
  const dispatcher = new undici.EnvHttpProxyAgent({ httpsProxy, httpProxy, noProxy });
  const throughProxy = async (input: string, init: RequestInit = {}) => {
    const portable = { ...init, ...(await encodeFiles(init)), dispatcher };
    // The same standard, declared twice.
    return undici.fetch(input, portable as UndiciRequest);
  };
  return throughProxy as unknown as typeof fetch;
}

/** A FormData of one implementation is unknown to the fetch of another; bytes are not. */
async function encodeFiles({ body, headers }: RequestInit): Promise<RequestInit> {
  const merged = [...new Headers(headers)];
  if (!(body instanceof FormData)) return { headers: merged };
  const encoded = new Response(body);
  const type = encoded.headers.get('content-type') ?? '';
  return {
    headers: [...merged, ['content-type', type]],
    body: new Uint8Array(await encoded.arrayBuffer()),
  };
}

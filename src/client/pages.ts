// Walks all pages of a list, following the server's next_page_url no further than its own origin.
import { isRecord, listIn, type ReadAnswer, shapeError } from './answer.ts';
import type { PluginsApi } from './plugins-api.ts';
import { get } from './request.ts';

export type ListOptions = {
  /** Rows per request, 1 to 1000. Default 100; the iterator walks all pages either way. */
  readonly pageSize?: number;
};

// A list longer than this is a server that never ends it; an account holds some hundred rows.
const MAX_PAGES = 10_000;

export async function* listRows<Row>(
  api: PluginsApi,
  first: URL,
  key: string,
  read: ReadAnswer<Row>,
  { pageSize = 100 }: ListOptions = {},
): AsyncGenerator<Row, void, undefined> {
  first.searchParams.set('PageSize', String(pageSize));
  const seen = new Set<string>();
  let url: URL | undefined = first;
  while (url !== undefined) {
    if (seen.has(url.href) || seen.size === MAX_PAGES) throw shapeError('its pages never end');
    seen.add(url.href);
    const page = await get(api, url);
    for (const row of listIn(page, key)) yield read(row);
    url = nextPage(page, first.origin);
  }
}

function nextPage(page: unknown, origin: string): URL | undefined {
  const meta = isRecord(page) ? page['meta'] : undefined;
  const next = isRecord(meta) ? meta['next_page_url'] : undefined;
  if (next === null) return undefined;
  if (typeof next !== 'string' || !URL.canParse(next)) throw shapeError('next_page_url is no URL');
  const url = new URL(next);
  // Credentials go along with every page, so they must not follow an address to another server.
  if (url.origin !== origin) {
    throw shapeError(`next_page_url leads from ${origin} to ${url.origin}`);
  }
  return url;
}

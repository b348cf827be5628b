// Makes a page of a list, with the links that Twilio's clients follow.
import type { PageMeta, PageResource } from '../../domain/index.ts';
import { pageToken, type Slice } from './slice.ts';

type PageOf<Row, Key extends string, Resource> = {
  readonly key: Key;
  /** Absolute URL of the list, without a query. */
  readonly url: string;
  /** Filters of this list, encoded, to stand in every link. */
  readonly query?: string;
  readonly slice: Slice;
  /** What `cutTo` found, in the order it was found. */
  readonly rows: readonly Row[];
  readonly positionOf: (row: Row) => number;
  readonly resourceOf: (row: Row) => Resource;
};

export function pageResource<Row, Key extends string, Resource>(
  list: PageOf<Row, Key, Resource>,
): PageResource<Key, Resource> {
  const { slice, key } = list;
  const backwards = slice.cursor?.side === 'before';
  const rows = list.rows.slice(0, slice.pageSize);
  if (backwards) rows.reverse();
  const isCut = list.rows.length > slice.pageSize;

  const link = (page: number, token?: string) =>
    `${list.url}?${list.query ? `${list.query}&` : ''}PageSize=${slice.pageSize}&Page=${page}${token ? `&PageToken=${token}` : ''}`;
  const first = rows[0];
  const last = rows.at(-1);
  const { page, cursor } = slice;
  const hasNext = backwards || isCut;
  // Clients that page by the token alone say no page number, so the rows decide.
  const hasPrevious = backwards ? isCut : cursor !== undefined || page > 0;
  const meta: PageMeta = {
    page,
    page_size: slice.pageSize,
    first_page_url: link(0),
    previous_page_url: hasPrevious
      ? link(Math.max(page - 1, 0), first && pageToken('before', list.positionOf(first)))
      : null,
    url: link(page, cursor && pageToken(cursor.side, cursor.position)),
    next_page_url:
      hasNext && last ? link(page + 1, pageToken('after', list.positionOf(last))) : null,
    key,
  };
  return { meta, [key]: rows.map(list.resourceOf) } as PageResource<Key, Resource>;
}

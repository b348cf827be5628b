// Which part of a list a request asks for, and how a query is cut to it. Pages are cut at positions, not at counts,
// so that rows that arrive meanwhile neither repeat nor hide others.
import { type Static, Type } from '@sinclair/typebox';
import { type SelectQueryBuilder, sql } from 'kysely';
import { ApiError } from './api-error.ts';

export const PageQuery = Type.Object({
  PageSize: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
  Page: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  PageToken: Type.Optional(Type.String({ maxLength: 100 })),
});

export type PageQuery = Static<typeof PageQuery>;

export type Order = 'newest-first' | 'in-order';

export type Slice = {
  readonly page: number;
  readonly pageSize: number;
  readonly order: Order;
  readonly cursor?: { readonly side: 'after' | 'before'; readonly position: number };
};

const TOKEN = /^P([AB])(\d{1,10})$/;
const MAX_POSITION = 2 ** 31 - 1;

export function readSlice(
  query: PageQuery,
  { order = 'newest-first', pageSize = 50 }: { order?: Order; pageSize?: number } = {},
): Slice {
  const slice = { page: query.Page ?? 0, pageSize: query.PageSize ?? pageSize, order };
  if (query.PageToken === undefined) return slice;
  const [, side, digits] = TOKEN.exec(query.PageToken) ?? [];
  const position = Number(digits);
  if (side === undefined || position > MAX_POSITION) {
    throw new ApiError(400, 'Invalid PageToken', {
      code: 21481,
      details: { reason: 'page-token-invalid', parameter: 'PageToken' },
    });
  }
  return { ...slice, cursor: { side: side === 'A' ? 'after' : 'before', position } };
}

export function pageToken(side: 'after' | 'before', position: number): string {
  return `P${side === 'after' ? 'A' : 'B'}${position}`;
}

/** Asks for one row more than the page has, which is how the page knows that another follows. */
export function cutTo<DB, TB extends keyof DB, Row>(
  query: SelectQueryBuilder<DB, TB, Row>,
  column: string,
  slice: Slice,
): SelectQueryBuilder<DB, TB, Row> {
  const { cursor, pageSize, page } = slice;
  const position = sql.ref<number>(column);
  const backwards = cursor?.side === 'before';
  const ascending = (slice.order === 'in-order') !== backwards;
  const ordered = query.orderBy(position, ascending ? 'asc' : 'desc').limit(pageSize + 1);
  // A page number without a token can only be counted.
  if (!cursor) return page === 0 ? ordered : ordered.offset(page * pageSize);
  return ordered.where(position, ascending ? '>' : '<', cursor.position);
}

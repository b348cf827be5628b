// Chooses the answer of an origin to one request, whatever protocol it came by.
import { type PreparedFile, SHARED_HEADERS } from './prepared-file.ts';

export type Answer = {
  readonly status: 200 | 304 | 404 | 502;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes?: Buffer;
};

export type Question = { readonly path: string; readonly ifNoneMatch: string | undefined };

export const NOT_FOUND: Answer = {
  status: 404,
  headers: { ...SHARED_HEADERS, 'content-length': '0' },
};
/** What a reverse proxy says when the server behind it is gone. */
export const BAD_GATEWAY: Answer = { ...NOT_FOUND, status: 502 };

export function chooseAnswer(
  { path, ifNoneMatch }: Question,
  files: ReadonlyMap<string, PreparedFile>,
): Answer {
  const file = files.get(path) ?? files.get(path.replace(/\?.*$/, ''));
  if (!file) return NOT_FOUND;
  const { headers, bytes, etag } = file;
  if (ifNoneMatch !== etag) return { status: 200, headers, bytes };
  const { 'content-length': _, 'content-encoding': __, ...kept } = headers;
  return { status: 304, headers: kept };
}

// Reads If-Match, which names one release by its SID, in the quotes of an entity tag or without them, or any as `*`.
import { badRequest } from './api-error.ts';

const ONE_RELEASE = /^(?:"([\w.-]+)"|([\w.-]+)|(\*))$/;

/** A condition that cannot be read is refused: to release without it is what its sender wanted to rule out. */
export function readIfMatch(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const [, quoted, bare, any] = ONE_RELEASE.exec(header.trim()) ?? [];
  const expected = quoted ?? bare ?? any;
  if (expected !== undefined) return expected;
  throw badRequest('if-match-invalid', 'If-Match has to be the SID of one release, or *');
}

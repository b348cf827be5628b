// Reads If-Match, which names one release by its SID, in the quotes of an entity tag or without them.

export function readIfMatch(header: string | undefined): string | undefined {
  const value = header?.trim();
  if (value === undefined || value === '' || value === '*') return undefined;
  return /^"(.*)"$/.exec(value)?.[1] ?? value;
}

// Reads HTTP Basic credentials from an Authorization header.

export type BasicCredentials = { readonly user: string; readonly password: string };

export function readBasicCredentials(header: string | undefined): BasicCredentials | undefined {
  const [, encoded] = /^basic +([\w+/=-]+) *$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const text = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = text.indexOf(':');
  if (colon < 0) return undefined;
  return { user: text.slice(0, colon), password: text.slice(colon + 1) };
}

// The grammar of an integrity value. Browsers ignore a malformed one and run the code unverified, so it is checked here.

const HASH_LENGTH: Readonly<Record<string, number>> = { sha256: 44, sha384: 64, sha512: 88 };
const TOKEN = /^(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})$/;

/** True when every hash in the value is one a browser will enforce. */
export function isIntegrity(value: string): boolean {
  const tokens = value.split(/[\t\n\f\r ]+/).filter((token) => token !== '');
  return tokens.length > 0 && tokens.every(isHash);
}

function isHash(token: string): boolean {
  const [, algorithm = '', digest = ''] = TOKEN.exec(token) ?? [];
  return digest.length > 0 && digest.length === HASH_LENGTH[algorithm];
}

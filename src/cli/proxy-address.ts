// Reads the address of a proxy. What is said of it names host and port, never user and password.
import { EXIT } from './exit-codes.ts';
import { CliError } from './failures/cli-error.ts';

const SCHEMES = /^(https?|socks5?):$/;

/** Host and port. Throws `proxy-invalid`, without the value: passwords with unforeseen signs make such values. */
export function readProxyPlace(name: string, value: string): string {
  if (URL.canParse(value)) {
    const url = new URL(value);
    const isWhole = SCHEMES.test(url.protocol) && url.hostname !== '';
    const rest = `${url.pathname}${url.search}${url.hash}`;
    if (isWhole && /^\/?$/.test(rest) && isDecodable(url)) return url.host;
  }
  throw new CliError({
    code: 'proxy-invalid',
    message: `${name} is no address of a proxy.`,
    advice:
      'It looks like http://proxy.example.com:3128; in user and password, / : @ # ? % are written as %2F %3A %40 %23 %3F %25.',
    exit: EXIT.usage,
  });
}

function isDecodable({ username, password }: URL): boolean {
  try {
    decodeURIComponent(username + password);
    return true;
  } catch {
    return false;
  }
}

// Whose pages may read the build: a page that an author merely visits must not read the source of an unreleased plugin.

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/;
const TWILIO = 'https://flex.twilio.com';

/** Pages of this machine, Twilio's own desktop, and the desktop that the author names. */
export function createOriginRule(desktop: URL | undefined): (origin: string) => boolean {
  return (origin) => {
    if (origin === TWILIO || origin === desktop?.origin) return true;
    return URL.canParse(origin) && LOOPBACK.test(new URL(origin).hostname);
  };
}

/** A name that somebody else's DNS points to this machine is not this machine's. */
export function isOwnHost(host: string | undefined, port: number): boolean {
  return [`localhost:${port}`, `127.0.0.1:${port}`, `[::1]:${port}`].includes(host ?? '');
}

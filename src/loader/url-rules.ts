// Which addresses a bundle may come from: the host's list, or the safe default.
import type { BootSettings } from './options.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\]|.+\.localhost)$/;

export function createUrlRule({ bundleOrigins }: BootSettings): (url: string) => boolean {
  const allowed =
    bundleOrigins && new Set(bundleOrigins.map((it) => new URL(it, location.href).origin));
  return (url) => {
    if (!URL.canParse(url)) return false;
    const { origin, protocol, hostname, username, password } = new URL(url);
    if (username !== '' || password !== '') return false;
    if (allowed) return allowed.has(origin);
    if (protocol === 'https:' || origin === location.origin) return true;
    return protocol === 'http:' && isLoopback(hostname);
  };
}

/** True for the names of this very machine. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}
